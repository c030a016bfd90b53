import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { messageEntry, threadEntry } from '../../schema/messages.ts';
import { viewName } from '../../schema/view-names.ts';
import { touch, wholeView } from '../../sync-server/record/touch.ts';
import { writeThreads } from '../support/write-threads.ts';
import { OLDEST_SCHEMA_VERSION } from '../../sync-server/requests/routes.ts';
import { insertSmallClinic, insertStaff, nth, type Member, type SmallClinic } from '../support/clinic-rows.ts';
import { until } from '../support/until.ts';
import { openDevice, type TestDevice } from '../requests/device.ts';
import { openServing, type Serving } from '../requests/serving.ts';

/** What `freeze.ts` kept of earlier versions: their own code, from the store to the wire. */
type Frozen = typeof import('../requests/device.ts');
const folder = join(import.meta.dirname, 'frozen');
const versions = readdirSync(folder).filter((file) => file.endsWith('.mjs')).sort();

let serving: Serving;
let clinic: SmallClinic;
let coordinator: Member;
const devices: TestDevice[] = [];
beforeAll(async () => { serving = await openServing({ kind: 'pglite', dataDir: null }); });
beforeEach(async () => {
  clinic = await insertSmallClinic(serving.database);
  coordinator = await insertStaff(serving.database, clinic.id, 'Tomas', ['portal_coordinator']);
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});
afterAll(() => serving.close());

async function start(open: typeof openDevice, member: Member, options: Parameters<typeof openDevice>[3] = {}): Promise<TestDevice> {
  const device = await open(serving.url, clinic.id, member, options);
  devices.push(device);
  return device;
}

async function ask(device: TestDevice, type: string, body: object): Promise<void> {
  const answer = await device.sync.askAnew({ type, v: 1, body });
  if (!answer.ok) throw new Error(`${type}: ${answer.refusal.code}`);
}
const stored = async (thread: string): Promise<string[]> =>
  (await serving.database.query<{ text: string }>(sql`select text from message where thread_id = ${thread} and seq > 1 order by seq`)).map(({ text }) => text);
const done = (device: TestDevice): Promise<void> => until(async () => {
  const rows = await device.rows();
  return rows.length > 0 && rows.every(({ state }) => state === 'done');
}, 20_000);

it('has something frozen to try, and the server still reads the first version', () => {
  expect(versions.length).toBeGreaterThan(0);
  expect(OLDEST_SCHEMA_VERSION).toBe(1);
});

describe.each(versions)('the client frozen as %s at today’s server', (file) => {
  const load = async (): Promise<Frozen> => await import(join(folder, file)) as Frozen;

  it('[R1] [R2] sends everything it knows, loses nothing, and reads what the clinic answers', { timeout: 60_000 }, async () => {
    const frozen = await load();
    const at = nth(clinic.threads, 0);
    const patient = await start(frozen.openDevice, clinic.writer);
    await until(() => patient.sync.actor() !== null);
    await patient.sync.views.refresh();
    await ask(patient, 'message.send', { ...at, message: newId(), text: 'From an app of long ago' });
    await done(patient);
    expect(await stored(at.thread)).toEqual(['From an app of long ago']);

    const staff = await start(frozen.openDevice, coordinator);
    await until(() => staff.sync.actor() !== null);
    await staff.sync.views.refresh();
    const colleague = nth(clinic.nurses, 1).staff;
    for (const [type, body] of [
      ['thread.urgency', { ...at, value: 'urgent' }],
      ['thread.tag', { ...at, tag: 'callback', on: true }],
      ['thread.read', { ...at, through: 2 }],
      ['thread.comment', { ...at, comment: newId(), text: 'Rings at noon' }],
      ['thread.claim', at],
      ['thread.assign', { ...at, from: coordinator.staff, to: colleague }],
      ['thread.reply', { ...at, message: newId(), text: 'Come at noon.' }],
      ['thread.close', { ...at, lastSeq: 3 }],
      ['patient.contact', { patient: at.patient, field: 'phone', value: '+254712345678' }],
    ] as const) await ask(staff, type, body);
    await done(staff);
    expect(await stored(at.thread)).toEqual(['From an app of long ago', 'Come at noon.']);

    const messages = patient.within(() => patient.view(viewName.threads(at.patient)).section('messages', messageEntry));
    await until(async () => {
      await patient.sync.views.refresh();
      return Object.values(messages()).some(({ text }) => text === 'Come at noon.');
    }, 20_000);
    expect([...patient.failures, ...staff.failures]).toEqual([]);
  });

  it('[V6] a conversation that left its list meanwhile is no loss to it: what it wrote there arrives, and brings the conversation back whole', { timeout: 60_000 }, async () => {
    const frozen = await load();
    const at = nth(clinic.threads, 0);
    const name = viewName.threads(at.patient);
    const { database, projector } = serving;
    await database.transaction(async (tx) => {
      await tx.query(sql`update thread set state = 'closed', started_at = '2020-01-01', last_at = '2020-01-01' where id = ${at.thread}`);
      await touch(tx, [wholeView(name)]);
    });
    let cut = false;
    const old = await start(frozen.openDevice, clinic.writer, { fetch: (input, init) => (cut ? Promise.reject(new TypeError('Failed to fetch')) : fetch(input, init)) });
    await until(() => old.sync.actor() !== null);
    const view = old.within(() => old.view(name));
    const [threads, messages] = [old.within(() => view.section('threads', threadEntry)), old.within(() => view.section('messages', messageEntry))];
    const inThread = (): number => Object.values(messages()).filter(({ thread }) => thread === at.thread).length;
    const settled = async (done: () => boolean): Promise<void> => until(async () => {
      await old.sync.views.refresh();
      return done();
    }, 20_000);
    await settled(() => inThread() === 1);
    cut = true;
    await ask(old, 'message.send', { ...at, message: newId(), text: 'Is it still there?' });
    await writeThreads(database, { clinic: clinic.id, patient: at.patient, readers: [clinic.writer.account], count: 70, messages: 2, since: Date.UTC(2024, 0, 1) });
    await projector.drain();
    cut = false;
    await settled(() => Object.keys(threads()).length > 30 && inThread() === 2);
    await done(old);
    expect(await stored(at.thread)).toEqual(['Is it still there?']);
    expect(Object.keys(threads()).length).toBeLessThan(71);
    expect(old.failures).toEqual([]);
  });

  it('[R9] [R11] what it saved without a line is sent by today’s app on the same disk', { timeout: 60_000 }, async () => {
    const frozen = await load();
    const at = nth(clinic.threads, 0);
    let cut = false;
    const old = await start(frozen.openDevice, clinic.writer, { fetch: (input, init) => (cut ? Promise.reject(new TypeError('Failed to fetch')) : fetch(input, init)) });
    await until(() => old.sync.actor() !== null);
    await old.sync.views.refresh();
    cut = true;
    await ask(old, 'message.send', { ...at, message: newId(), text: 'Written before the update' });
    devices.splice(devices.indexOf(old), 1);
    await old.close();

    const updated = await start(openDevice, clinic.writer, { disk: old.disk });
    await done(updated);
    expect(await stored(at.thread)).toEqual(['Written before the update']);
    const messages = updated.within(() => updated.view(viewName.threads(at.patient)).section('messages', messageEntry));
    await until(() => Object.values(messages()).some(({ text }) => text === 'Written before the update'), 20_000);
    expect(updated.failures).toEqual([]);
  });
});
