import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../schema/ids.ts';
import { threadTag, threadUrgency } from '../../schema/triage-requests.ts';
import { viewList } from '../../schema/sync.ts';
import { sql } from 'drizzle-orm';
import { createLoadClient } from '../support/load-client.ts';
import { insertClinic, insertPatientMember, insertStaff, insertThread, nth, type Member, type PatientThread } from '../support/clinic-rows.ts';
import { until } from '../support/until.ts';
import { IDBFactory } from 'fake-indexeddb';
import { createRoot } from 'solid-js';
import { createSync } from '../../client/shared/sync/create-sync.ts';
import type { Sync } from '../../client/shared/sync/sync-interface.ts';
import { createViewSync } from '../../client/shared/sync/views/create-view-sync.ts';
import { requestTable } from '../../schema/requests.ts';
import { localAccount, signInOn, useDisk } from '../requests/disk.ts';
import { withBenchServer } from './bench-server.ts';
import { wordsOf } from './words.ts';
import { heading, report } from './report.ts';
import { openSlowLine } from './slow-line.ts';

const PATIENTS = 30;
const WROTE = 9;
const ACTIONS = 20;
const BUDGET = { bytes: 30 * 1024, seconds: 10 };

interface World { readonly clinic: string; readonly nurse: Member; readonly patients: readonly { readonly member: Member; readonly thread: PatientThread }[] }

/** A nurse's tablet comes back after a day: what it kept goes out, what it missed comes in. */
export async function benchDayOffline(): Promise<void> {
  heading(`After a day offline: ${ACTIONS} triage actions, 30 changed views, at 50 kbit/s and 800 ms`);
  await withBenchServer(async ({ server, database }) => {
    const world = await database.transaction(async (tx): Promise<World> => {
      const clinic = await insertClinic(tx);
      const nurse = await insertStaff(tx, clinic, 'Grace');
      const patients: World['patients'][number][] = [];
      for (let i = 0; i < PATIENTS; i += 1) {
        const member = await insertPatientMember(tx, clinic, `Patient ${i}`);
        const thread = await insertThread(tx, clinic, member.patient);
        await tx.query(sql`update thread set assignee_id = ${nurse.staff}, assigned_by = 'Grace', assigned_at = now() where id = ${thread.thread}`);
        patients.push({ member, thread });
      }
      return { clinic, nurse, patients };
    });
    await server.start();
    const line = await openSlowLine(server.url, 50_000, 800);
    line.pace = 'fast';
    const device = await openTablet(line.url, world);
    try {
      await device.sync.tryNow();
      await until(async () => (await device.sync.views.held()).length === device.sync.views.list()?.length && device.sync.actor() !== null, 60_000);
      line.cut();
      const before = await positions(server.url, world.nurse);
      await patientsWrite(server.url, world);
      await actOffline(device, world);
      const carried = { ...line.carried };
      line.pace = 'slow';
      line.restore();
      const begun = performance.now();
      await catchUp(device);
      const seconds = (performance.now() - begun) / 1000;
      const [up, down] = [line.carried.up - carried.up, line.carried.down - carried.down];
      const after = await positions(server.url, world.nurse);
      const changed = [...after].filter(([name, seq]) => before.get(name) !== seq).length;
      report({
        what: `Outpost, ${changed} views changed: up ${(up / 1024).toFixed(1)} KB, down ${(down / 1024).toFixed(1)} KB`, figure: `${((up + down) / 1024).toFixed(1)} KB`,
        budget: '≤ 30 KB both ways', met: up + down <= BUDGET.bytes,
      });
      report({ what: 'Outpost, until all is answered and shown', figure: `${seconds.toFixed(1)} s`, budget: '≤ 10 s', met: seconds <= BUDGET.seconds });
    } finally {
      device.close();
      await line.close();
    }
  });
}

interface Tablet { readonly sync: Sync; readonly close: () => void }

/** The app's own sync, as it is between the screens and the network; by HTTP alone. */
async function openTablet(url: string, { clinic, nurse }: World): Promise<Tablet> {
  const disk = new IDBFactory();
  await signInOn(disk, clinic, nurse);
  useDisk(disk);
  return createRoot((close) => ({
    close,
    sync: createSync({
      table: requestTable, account: localAccount(clinic, nurse), origin: url,
      createViewSync: (deps) => createViewSync({ ...deps, webSocket: null }),
      fetch: (input, init) => fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string> | undefined), cookie: nurse.cookie, origin: url } }),
      // One device, one tab.
      alone: (_name, work) => work(),
    }),
  }));
}

/** Nine patients wrote: their threads and what staff see of them. With ten triaged threads, the queue and the account: thirty. */
async function patientsWrite(url: string, { patients }: World): Promise<void> {
  const client = createLoadClient(url, 4);
  for (let i = 0; i < WROTE; i += 1) {
    const { member, thread } = nth(patients, i);
    const sent = await client.send(member.device.request('message.send', { ...thread, message: newId(), text: wordsOf(i).slice(0, 160) }), member.cookie);
    if (sent.fate !== 'ok') throw new Error(`A patient's message was answered ${sent.fate}`);
  }
  client.close();
}

async function actOffline({ sync }: Tablet, { patients }: World): Promise<void> {
  for (let i = 0; i < ACTIONS; i += 1) {
    const { thread } = nth(patients, WROTE + (i % (ACTIONS / 2)));
    const answer = i < ACTIONS / 2
      ? await sync.act(threadUrgency, { ...thread, value: 'urgent' })
      : await sync.act(threadTag, { ...thread, tag: 'call-back', on: true });
    if (!answer.ok) throw new Error(`A device refused to keep an action: ${answer.refusal.code}`);
  }
}

/** As the app does when the network is back. */
async function catchUp({ sync }: Tablet): Promise<void> {
  for (;;) {
    await sync.tryNow();
    await sync.views.refresh();
    if (sync.waiting().length === 0) return;
    await sleep(50);
  }
}

/** Where each of the nurse's views stands. */
async function positions(url: string, nurse: Member): Promise<Map<string, number>> {
  const answer = await fetch(`${url}/api/views`, { headers: { cookie: nurse.cookie } });
  return new Map(viewList.parse(await answer.json()).views.map(({ name, seq }) => [name, seq]));
}
