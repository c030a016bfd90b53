import { sql } from 'drizzle-orm';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { messageSend } from '../../schema/message-requests.ts';
import { threadComment } from '../../schema/triage-requests.ts';
import { viewName } from '../../schema/view-names.ts';
import { openAccountDatabase } from '../../client/shared/local/account-database.ts';
import { open as unseal } from '../../client/shared/local/seal.ts';
import { takeAnswer } from '../../client/shared/sync/take-answer.ts';
import { insertSmallClinic, nth, type Member, type PatientThread, type SmallClinic } from '../support/clinic-rows.ts';
import { until } from '../support/until.ts';
import { takeBackup } from '../views/backup.ts';
import { openLine, type Line } from '../views/line.ts';
import { openDevice, type DeviceOptions, type TestDevice } from './device.ts';
import { signInOn, useDisk, type Disk } from './disk.ts';
import { openServing, type Serving } from './serving.ts';

let serving: Serving;
let clinic: SmallClinic;
let thread: PatientThread;
let line: Line;
const devices: TestDevice[] = [];

beforeAll(async () => { serving = await openServing({ kind: 'pglite', dataDir: null }); });
beforeEach(async () => {
  clinic = await insertSmallClinic(serving.database, 2);
  thread = nth(clinic.threads, 0);
  line = await openLine(serving.url);
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
  await line.close();
});
afterAll(() => serving.close());

async function open(member: Member, options: DeviceOptions = {}): Promise<TestDevice> {
  const device = await openDevice(line.url, clinic.id, member, options);
  devices.push(device);
  await until(() => device.sync.actor() !== null);
  if (line.state === 'open' && options.cookie !== null) await device.sync.views.refresh();
  return device;
}
async function close(device: TestDevice): Promise<void> {
  devices.splice(devices.indexOf(device), 1);
  await device.close();
}
const words = (text: string) => ({ ...thread, message: newId(), text });
const stored = async () => serving.database.query<{ text: string; account_id: string }>(sql`
  select text, account_id from message where thread_id = ${thread.thread} and seq > 1 order by seq`);
async function rowsOf(disk: Disk, member: Member) {
  useDisk(disk);
  const database = openAccountDatabase(member.account);
  const rows = await database.requests.orderBy('n').toArray();
  database.close();
  return rows;
}

describe('several tabs', () => {
  it('[R9] see what each other saved, sent and took back, and send it once', async () => {
    const first = await open(clinic.writer);
    line.cut();
    const second = await open(clinic.writer, { disk: first.disk });
    const kept = await first.sync.act(messageSend, words('from the first'));
    const undone = await second.sync.act(messageSend, words('from the second'), { holdMs: 60_000 });
    if (!kept.ok || !undone.ok) throw new Error('not saved');
    await until(() => first.sync.waiting().length === 2 && second.sync.waiting().length === 2);
    expect((await rowsOf(first.disk, clinic.writer)).map(({ n }) => n)).toEqual([1, 2]);
    await first.sync.undo(undone.request.id);
    await until(() => second.sync.waiting().length === 1);
    line.restore();
    await Promise.all([first.sync.tryNow(), second.sync.tryNow()]);
    await until(() => first.sync.waiting().length === 0 && second.sync.waiting().length === 0);
    expect((await stored()).map(({ text }) => text)).toEqual(['from the first']);
    expect([...first.answered, ...second.answered].filter((body) => body.includes('from the first'))).toHaveLength(1);
  });

  it('[R4] number what they save at the same time, without a number twice', async () => {
    const first = await open(clinic.writer);
    line.cut();
    const second = await open(clinic.writer, { disk: first.disk });
    await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 2 ? first : second).sync.act(messageSend, words(`${i}`))));
    expect((await rowsOf(first.disk, clinic.writer)).map(({ n }) => n)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });
});

describe('several people on one device', () => {
  it('[R11] one carries what another left waiting, as theirs, and learns nothing; its author hears it at the next sign-in', async () => {
    const disk = new IDBFactory();
    const writer = await open(clinic.writer, { disk });
    line.cut();
    await writer.sync.act(messageSend, words('Left behind'));
    await writer.sync.act(messageSend, words('Not for them'));
    await close(writer);
    line.restore();
    const colleague = nth(clinic.nurses, 0);
    const nurse = await open(colleague, { disk });
    await until(async () => (await stored()).length === 2);
    expect((await stored()).map(({ account_id }) => account_id)).toEqual([clinic.writer.account, clinic.writer.account]);
    await until(async () => (await rowsOf(disk, clinic.writer)).every(({ state }) => state === 'done'));
    const [row] = await rowsOf(disk, clinic.writer);
    expect(row).toMatchObject({ state: 'done', ask: 1 });
    expect(row?.positions).toBeUndefined();
    expect(nurse.sync.waiting()).toEqual([]);
    await close(nurse);
    const back = await open(clinic.writer, { disk });
    await until(async () => (await back.rows()).every((one) => one.ask === undefined && one.positions !== undefined));
    await until(async () => (await back.rows()).every((one) => one.open === undefined));
  });

  it('[R5, R11] what was declined while another carried it is told to its author alone, with the reason and the words', async () => {
    const disk = new IDBFactory();
    const writer = await open(clinic.writer, { disk });
    line.cut();
    await writer.sync.act(messageSend, words('My secret'));
    await close(writer);
    const elsewhere = await insertSmallClinic(serving.database);
    await serving.database.query(sql`update thread set patient_id = ${elsewhere.writer.patient} where id = ${thread.thread}`);
    line.restore();
    const nurse = await open(nth(clinic.nurses, 0), { disk });
    await until(async () => (await rowsOf(disk, clinic.writer))[0]?.state === 'declined');
    expect((await rowsOf(disk, clinic.writer))[0]?.refusal).toBeUndefined();
    expect(nurse.sync.needsYou()).toEqual([]);
    await close(nurse);
    const back = await open(clinic.writer, { disk });
    await until(() => back.sync.needsYou()[0]?.refusal?.code === 'thread.unknown');
    expect(back.sync.needsYou()[0]?.body).toMatchObject({ text: 'My secret' });
  });

  it('[R11] delivers without any session, and asks its author to sign in for the rest', async () => {
    const device = await open(clinic.writer);
    line.cut();
    await device.sync.act(messageSend, words('Session over'));
    await close(device);
    line.restore();
    const locked = await openDevice(line.url, clinic.id, clinic.writer, { disk: device.disk, cookie: null });
    devices.push(locked);
    await until(async () => (await stored()).length === 1);
    await until(() => locked.sync.state().kind === 'signedOut');
    await until(async () => (await locked.rows())[0]?.state === 'done');
    expect((await locked.rows())[0]).toMatchObject({ state: 'done', ask: 1 });
  });

  it('[R11] after fourteen days the words stay here until its author signs in again', async () => {
    const device = await open(clinic.writer);
    await serving.database.query(sql`update device set last_seen_at = now() - interval '15 days' where id = ${clinic.writer.device.id}`);
    await device.sync.act(messageSend, words('After the holidays'));
    await until(() => device.sync.state().kind === 'signedOut');
    expect(device.sync.waiting()).toHaveLength(1);
    await serving.database.query(sql`update device set last_seen_at = now() where id = ${clinic.writer.device.id}`);
    device.clock = 60_000;
    await device.sync.tryNow();
    await until(() => device.sync.waiting().length === 0);
    expect(await stored()).toHaveLength(1);
  });
});

describe('a record that was restored from an old backup', () => {
  it('[R2] gets back what devices still hold, and what it has is not done twice', async () => {
    const device = await open(clinic.writer);
    await device.sync.act(messageSend, words('before the backup'));
    await until(() => device.sync.waiting().length === 0);
    const lost = await device.sync.act(messageSend, words('after the backup'));
    if (!lost.ok) throw new Error('not saved');
    // Everything answered and shown: nobody would ask about it again.
    await until(async () => (await device.rows()).every(({ state, open: still }) => state === 'done' && still === undefined), 20_000);
    await close(device);
    // The backup knows nothing of the second, and its views are new ones.
    await serving.database.query(sql`delete from message where text = 'after the backup'`);
    await serving.database.query(sql`update thread set last_seq = 2 where id = ${thread.thread}`);
    await serving.database.query(sql`delete from request where id = ${lost.request.id}`);
    await serving.projector.rebuild(viewName.account(clinic.writer.account));
    await open(clinic.writer, { disk: device.disk });
    await until(async () => (await stored()).length === 2);
    expect((await stored()).map(({ text }) => text)).toEqual(['before the backup', 'after the backup']);
  });

  it('[R2] also where the views are those of the backup, under the names and epochs they had', async () => {
    const device = await open(clinic.writer);
    await device.sync.act(messageSend, words('before the backup'));
    await until(() => device.sync.waiting().length === 0);
    await serving.projector.drain();
    const restore = await takeBackup(serving.database, (await serving.database.query<{ name: string }>(sql`select name from view`)).map(({ name }) => name), clinic.id);
    const lost = await device.sync.act(messageSend, words('after the backup'));
    if (!lost.ok) throw new Error('not saved');
    await until(async () => (await device.rows()).every(({ state, open: still }) => state === 'done' && still === undefined), 20_000);
    await close(device);
    await restore();
    await serving.database.query(sql`delete from request where id = ${lost.request.id}`);
    // The record has gone on since, further than this device had seen it go.
    const other = await open(nth(clinic.nurses, 0));
    for (let i = 0; i < 3; i += 1) await other.sync.act(threadComment, { ...thread, comment: newId(), text: `c${i}` });
    await until(() => other.sync.waiting().length === 0);
    await open(clinic.writer, { disk: device.disk });
    await until(async () => (await stored()).length === 2);
    expect((await stored()).map(({ text }) => text)).toEqual(['before the backup', 'after the backup']);
  });

  it('[R2] also what was answered and whose row this device had not fetched yet', async () => {
    const device = await open(clinic.writer);
    const restore = await takeBackup(serving.database, (await serving.database.query<{ name: string }>(sql`select name from view`)).map(({ name }) => name), clinic.id);
    line.cut();
    const lost = await device.sync.act(messageSend, words('answered, and lost'));
    if (!lost.ok) throw new Error('not saved');
    await close(device);
    const [saved] = await rowsOf(device.disk, clinic.writer);
    if (!saved) throw new Error('not there');
    const answer = await serving.one({ bytes: await unseal(saved.bytes), signature: saved.signature }, clinic.writer.cookie);
    await restore();
    await serving.database.query(sql`delete from request where id = ${lost.request.id}`);
    // The answer arrived, and then the app was closed.
    useDisk(device.disk);
    const database = openAccountDatabase(clinic.writer.account);
    await database.requests.put(takeAnswer({ ...saved, state: 'sending' }, answer, Date.now()));
    database.close();
    line.restore();
    await open(clinic.writer, { disk: device.disk });
    await until(async () => (await stored()).length === 1, 15_000);
    expect(await stored()).toMatchObject([{ text: 'answered, and lost' }]);
  });
});

it('[R9] an account that signs in on a disk finds its key and goes on counting', async () => {
  const disk = new IDBFactory();
  const nurse = nth(clinic.nurses, 0);
  await signInOn(disk, clinic.id, nurse);
  const device = await open(nurse, { disk });
  for (let i = 0; i < 3; i += 1) await device.sync.act(threadComment, { ...thread, comment: newId(), text: `c${i}` });
  await close(device);
  const again = await open(nurse, { disk });
  await again.sync.act(threadComment, { ...thread, comment: newId(), text: 'c3' });
  expect((await again.rows()).map(({ n }) => n)).toEqual([1, 2, 3, 4]);
});
