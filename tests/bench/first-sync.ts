import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { viewList } from '../../schema/sync.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { instantParam } from '../../sync-server/record/database.ts';
import { insertClinic, insertPatient, insertPatientMember, insertProxy, insertThread, type Member } from '../support/clinic-rows.ts';
import { openDevice, readDisks } from '../views/device.ts';
import { withBenchServer, type BenchServer } from './bench-server.ts';
import { measureFirstSyncOfPeers } from './peer-first-sync.ts';
import { heading, report } from './report.ts';
import { openSlowLine } from './slow-line.ts';
import { CUTS, MESSAGE_WORDS, VIEW_BYTES, wordsOf } from './words.ts';

const LINE = { bitsPerSecond: 50_000, roundTripMs: 800 };
/** How long the line is dead. */
const AWAY_MS = 1000;

/** A patient's first sign-in on a new phone in a place where the network hardly is. */
export async function benchFirstSync(): Promise<void> {
  heading('First sync of a mother and two children with 256 KB of messages at 50 kbit/s and 800 ms, cut three times');
  // Beside each other: all of it is waiting for slow lines.
  const [[whole, cut], peers] = await Promise.all([withBenchServer(measureOurs), measureFirstSyncOfPeers()]);
  const twice = ((cut.down - whole.down) / whole.down) * 100;
  report({ what: 'Outpost, not cut', figure: `${(whole.down / 1024).toFixed(1)} KB, ${whole.seconds.toFixed(0)} s` });
  report({ what: `Outpost, cut three times: ${cut.complete ? 'complete' : 'NOT COMPLETE'}`, figure: `${(cut.down / 1024).toFixed(1)} KB, ${cut.seconds.toFixed(0)} s` });
  report({ what: 'Outpost, fetched twice', figure: `${twice.toFixed(1)} %`, budget: 'completes, ≤ 5 %', met: cut.complete && twice <= 5 });
  for (const peer of peers) {
    report({ what: `${peer.name}, fetched twice`, figure: peer.twice === null ? 'never completed' : `${peer.twice.toFixed(0)} %` });
  }
}

async function measureOurs({ server, database }: BenchServer): Promise<readonly [Synced, Synced]> {
  const fatma = await seedWordy(database);
  await server.start();
  // Made before: a view is built for whoever asks first.
  const { down } = await syncOnce(server.url, fatma, [], 'fast');
  return Promise.all([
    syncOnce(server.url, fatma, [], 'slow'),
    syncOnce(server.url, fatma, CUTS.map((share) => share * down), 'slow'),
  ]);
}

interface Synced { readonly down: number; readonly seconds: number; readonly complete: boolean }

async function syncOnce(url: string, fatma: Member, cuts: readonly number[], pace: 'slow' | 'fast'): Promise<Synced> {
  const line = await openSlowLine(url, LINE.bitsPerSecond, LINE.roundTripMs);
  line.pace = pace;
  const left = [...cuts];
  let cutNow: () => void = () => undefined;
  line.onDown = (bytes) => {
    if (bytes < (left[0] ?? Number.POSITIVE_INFINITY)) return;
    left.shift();
    line.cut();
    cutNow();
  };
  const device = openDevice(line.url, { ...fatma, app: 'patient', session: '' }, { sockets: false });
  const begun = performance.now();
  const all = await positionsAt(url, fatma);
  try {
    let complete = false;
    for (let tries = 0; tries < 20 && !complete; tries += 1) {
      const cut = new Promise<void>((resolve) => { cutNow = resolve; });
      await Promise.race([device.views.refresh(), cut]);
      const held = await readDisks(device.disk, fatma.account, [...all.keys()]);
      complete = [...all.values()].every((seq, at) => (held[at]?.seq ?? -1) >= seq);
      if (complete) break;
      await sleep(AWAY_MS);
      line.restore();
    }
    return { down: line.carried.down, seconds: (performance.now() - begun) / 1000, complete: complete && left.length === 0 };
  } finally {
    await device.close();
    await line.close();
  }
}

/** Where a patient's views stand, asked past the line. */
async function positionsAt(url: string, fatma: Member): Promise<Map<string, number>> {
  const answer = await fetch(`${url}/api/views`, { headers: { cookie: fatma.cookie } });
  return new Map(viewList.parse(await answer.json()).views.map(({ name, seq }) => [name, seq]));
}

/** More than a view's window (V6) would be sealed into pages, which no first sync brings. */
const CHILDREN = 2;

/** A mother whose views, her own and her children's, come to 256 KB: letters and answers as people write them, no two alike. */
async function seedWordy(database: Database): Promise<Member> {
  return database.transaction(async (tx) => {
    const clinic = await insertClinic(tx);
    const fatma = await insertPatientMember(tx, clinic, 'Fatma');
    const patients = [fatma.patient];
    for (let i = 0; i < CHILDREN; i += 1) {
      const child = await insertPatient(tx, clinic, `Child ${i}`);
      await insertProxy(tx, clinic, fatma.account, child);
      patients.push(child);
    }
    const count = Math.floor(VIEW_BYTES / patients.length / (MESSAGE_WORDS * 6 + 330));
    for (const [nth, patient] of patients.entries()) {
      const { thread } = await insertThread(tx, clinic, patient);
      for (let i = 0; i < count; i += 1) {
        const at = instantParam(1_700_000_000_000 + i * 3_600_000);
        await tx.query(sql`
          insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time)
          values (${newId()}, ${thread}, ${i + 2}, ${i % 2 === 0 ? 'patient' : 'clinic'}, ${fatma.account}, 'Fatma', ${wordsOf(nth * count + i)}, ${at}, ${at})`);
      }
      await tx.query(sql`update thread set last_seq = ${count + 1} where id = ${thread}`);
    }
    return fatma;
  });
}
