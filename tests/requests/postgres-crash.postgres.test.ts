import { createServer, connect, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../sync-server/record/database.ts';
import { insertClinic, insertPatientMember, insertThread, type Member, type PatientThread } from '../support/clinic-rows.ts';
import { startPostgres, type PostgresServer } from '../support/postgres.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { findFaults } from './crash-faults.ts';
import { createCrashLoad } from './crash-load.ts';
import { openServing, type Serving } from './serving.ts';

let postgres: PostgresServer;
beforeAll(async () => { postgres = await startPostgres(); });
afterAll(() => postgres.stop());

async function seed(serving: Serving, patients: number): Promise<{ member: Member; thread: PatientThread }[]> {
  return serving.database.transaction(async (tx) => {
    const clinic = await insertClinic(tx);
    const members = [];
    for (let i = 0; i < patients; i += 1) {
      const member = await insertPatientMember(tx, clinic, `Patient ${i}`);
      members.push({ member, thread: await insertThread(tx, clinic, member.patient) });
    }
    return members;
  });
}

it('[R1] Postgres restarted at once in the middle of the load: nothing is lost or doubled, and the server goes on by itself within 10 s', async () => {
  const url = await postgres.createDatabase();
  const serving = await openServing({ kind: 'postgres', url });
  const load = createCrashLoad(serving.url, await seed(serving, 20), seededRandom(1));
  try {
    for (let round = 1; round <= 3; round += 1) {
      let over = false;
      const running = load.run(round, () => over);
      await sleep(400);
      await postgres.restartImmediate();
      const back = Date.now();
      const before = load.remembered.filter(({ fate }) => fate === 'ok').length;
      while (load.remembered.filter(({ fate }) => fate === 'ok').length === before) {
        expect(Date.now() - back).toBeLessThan(10_000);
        await sleep(20);
      }
      over = true;
      await running;
    }
    await load.finish();
    expect(await findFaults(serving.database, load.remembered)).toEqual([]);
    expect(load.remembered.filter(({ fate }) => fate === 'ok').length).toBeGreaterThan(60);
  } finally {
    load.close();
    await serving.close();
  }
});

it('[R1] a connection that is cut after COMMIT was sent: nobody is told it failed, and it is done once', async () => {
  const url = await postgres.createDatabase();
  const line = await openCuttingLine(url, seededRandom(2));
  const serving = await openServing({ kind: 'postgres', url: line.url });
  const load = createCrashLoad(serving.url, await seed(serving, 20), seededRandom(3));
  try {
    line.share = 0.15;
    const end = Date.now() + 3000;
    await load.run(1, () => Date.now() > end);
    line.share = 0;
    await load.finish();
    expect(line.cuts).toBeGreaterThan(5);
    // Asked straight, past the line.
    const straight = await openDatabase({ kind: 'postgres', url });
    expect(await findFaults(straight, load.remembered)).toEqual([]);
    await straight.close();
  } finally {
    load.close();
    await serving.close();
    await line.close();
  }
});

interface CuttingLine {
  readonly url: string;
  /** How many of the COMMITs that pass are the last thing their connection does. */
  share: number;
  cuts: number;
  close(): Promise<void>;
}

/** Stands before Postgres, lets a COMMIT through and then cuts: the server cannot know whether it happened. */
async function openCuttingLine(to: string, random: () => number): Promise<CuttingLine> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let cut = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => {
      // The simple query 'commit', as the driver sends it.
      if (data.includes('commit\0') && random() < line.share) {
        cut = true;
        line.cuts += 1;
        upstream.write(data, () => setTimeout(() => client.destroy(), 15));
        return;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => { if (!cut) client.write(data); });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(to);
  url.port = String((server.address() as AddressInfo).port);
  const line: CuttingLine = {
    url: url.href, share: 0, cuts: 0,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return line;
}
