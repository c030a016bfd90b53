import { sql } from 'drizzle-orm';
import { IDBObjectStore } from 'fake-indexeddb';
import { createEffect } from 'solid-js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { messageSend } from '../../schema/message-requests.ts';
import { messageEntry, triageEntry } from '../../schema/messages.ts';
import { patientContact } from '../../schema/patient-requests.ts';
import { threadReply, threadUrgency } from '../../schema/triage-requests.ts';
import { viewName } from '../../schema/view-names.ts';
import { insertSmallClinic, nth, type Member, type PatientThread, type SmallClinic } from '../support/clinic-rows.ts';
import { until } from '../support/until.ts';
import { openLine, type Line } from '../views/line.ts';
import { isDelivery, openDevice, type DeviceOptions, type TestDevice } from './device.ts';
import { openServing, type Serving } from './serving.ts';

let serving: Serving;
let clinic: SmallClinic;
let thread: PatientThread;
let nurse: Member;
let line: Line;
const devices: TestDevice[] = [];

beforeAll(async () => { serving = await openServing({ kind: 'pglite', dataDir: null }); });
beforeEach(async () => {
  clinic = await insertSmallClinic(serving.database, 2);
  [thread, nurse] = [nth(clinic.threads, 0), nth(clinic.nurses, 0)];
  line = await openLine(serving.url);
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
  await line.close();
});
afterAll(() => serving.close());

async function open(member: Member = clinic.writer, options: DeviceOptions = {}): Promise<TestDevice> {
  const device = await openDevice(line.url, clinic.id, member, options);
  devices.push(device);
  return device;
}
/** With the views a person needs to act, as after a first sync. */
async function opened(member: Member = clinic.writer, options: DeviceOptions = {}): Promise<TestDevice> {
  const device = await open(member, options);
  await until(() => device.sync.actor() !== null);
  await device.sync.views.refresh();
  return device;
}
async function close(device: TestDevice): Promise<void> {
  devices.splice(devices.indexOf(device), 1);
  await device.close();
}
const words = (text: string) => ({ ...thread, message: newId(), text });
const stored = async (): Promise<string[]> =>
  (await serving.database.query<{ text: string }>(sql`select text from message where thread_id = ${thread.thread} and seq > 1 order by seq`)).map(({ text }) => text);
const settled = (device: TestDevice): Promise<void> => until(async () => (await device.rows()).every(({ state }) => state === 'done'));

describe('what a person asks for', () => {
  it('[R5] is refused with words, and never left unanswered, where the device cannot keep it', async () => {
    const device = await opened();
    const broken = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => { throw new DOMException('gone', 'DataError'); });
    expect(await device.sync.act(messageSend, words('Is anybody there?'))).toEqual({ ok: false, refusal: { code: 'device.notKept' } });
    broken.mockRestore();
    expect(await device.sync.act(messageSend, words('Is anybody there?'))).toMatchObject({ ok: true });
    await settled(device);
    expect(await stored()).toEqual(['Is anybody there?']);
  });

  it('[R9] is saved, sent, received, done, and shown all the time, once', async () => {
    const device = await opened();
    const view = device.view(viewName.threads(thread.patient));
    const messages = device.within(() => view.section('messages', messageEntry));
    await until(() => view.held());
    const body = words('Is it normal?');
    const seen: { count: number; state: string | undefined }[] = [];
    let watching = false;
    device.within(() => createEffect(() => {
      const count = Object.values(messages()).filter(({ text }) => text === body.text).length;
      const state = view.waitingOn('messages', body.message)?.state;
      if (watching) seen.push({ count, state });
    }));
    const answer = await device.sync.act(messageSend, body);
    watching = true;
    if (!answer.ok) throw new Error(answer.refusal.code);
    // In the same turn: saved, listed, and on the screen.
    expect((await device.rows()).map(({ state }) => state)).not.toEqual([]);
    expect(device.sync.waiting().map(({ id }) => id)).toEqual([answer.request.id]);
    expect(messages()[body.message]?.text).toBe(body.text);
    await until(() => view.waitingOn('messages', body.message) === undefined, 15_000);
    expect(await stored()).toEqual([body.text]);
    expect(messages()[body.message]).toMatchObject({ text: body.text, seq: 2 });
    // Never gone, never twice, from the tap to the clinic's own copy.
    expect(new Set(seen.map(({ count }) => count))).toEqual(new Set([1]));
    expect([...new Set(seen.map(({ state }) => state))]).toEqual(['saved', 'sending', 'done', undefined]);
    expect(device.sync.waiting()).toEqual([]);
    expect(device.failures).toEqual([]);
  });

  it('[R8] is judged on the device by the same rules, with the reason, and nothing is saved', async () => {
    const device = await opened(nurse);
    const answer = await device.sync.act(patientContact, { patient: thread.patient, field: 'phone', value: '+254712345678' });
    expect(answer).toEqual({ ok: false, refusal: { code: 'permission.missing', params: { permission: 'portal.patient.manage' } } });
    const unreadable = await device.sync.act(messageSend, words('  '));
    expect(unreadable).toEqual({ ok: false, refusal: { code: 'request.notReadable' } });
    expect(await device.rows()).toEqual([]);
  });

  it('[R9] can be taken back exactly while nothing has left, and not afterwards', async () => {
    const device = await opened(nurse);
    const answer = await device.sync.act(threadReply, words('Take two'));
    if (!answer.ok) throw new Error(answer.refusal.code);
    expect(answer.request.notBefore).toBe(answer.request.savedAt + 5000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(device.posted.filter((body) => body.includes('Take two'))).toEqual([]);
    expect((await device.sync.undo(answer.request.id))?.body).toMatchObject({ text: 'Take two' });
    await until(() => device.sync.waiting().length === 0);
    const again = await device.sync.act(threadReply, words('Take three'), { holdMs: 0 });
    if (!again.ok) throw new Error(again.refusal.code);
    await settled(device);
    expect(await device.sync.undo(again.request.id)).toBeNull();
    expect(await stored()).toEqual(['Take three']);
  });

  it('[R9] a hold ends by itself, and a clock that was set back does not make it longer', async () => {
    const device = await opened(nurse);
    await device.sync.act(threadReply, words('held'), { holdMs: 400 });
    await settled(device);
    await device.sync.act(threadReply, words('held for a year'), { holdMs: 5000 });
    device.clock = -365 * 86_400_000;
    await device.sync.tryNow();
    await settled(device);
    expect(await stored()).toEqual(['held', 'held for a year']);
  });
});

describe('without a line', () => {
  it('[R9] what was saved is there after the app was closed, and goes when the line is back, in order', async () => {
    const first = await opened();
    line.cut();
    for (const text of ['one', 'two', 'three']) expect((await first.sync.act(messageSend, words(text))).ok).toBe(true);
    await close(first);
    const again = await open(clinic.writer, { disk: first.disk });
    const messages = again.within(() => again.view(viewName.threads(thread.patient)).section('messages', messageEntry));
    await until(() => again.sync.waiting().length === 3);
    await until(() => Object.values(messages()).length === 4);
    expect(await stored()).toEqual([]);
    line.restore();
    await again.sync.tryNow();
    await settled(again);
    expect(await stored()).toEqual(['one', 'two', 'three']);
  });

  it('[R9] in a dead spot everything can still be taken back, however often it was tried', async () => {
    const device = await opened();
    line.cut();
    // The one that finds the line dead may have left; nobody can know.
    await device.sync.act(messageSend, words('first into the silence'));
    await until(() => device.sync.tries()[0]?.result === 'noAnswer' || device.sync.tries()[0]?.result === 'noNetwork');
    const later = await device.sync.act(messageSend, words('never mind'));
    if (!later.ok) throw new Error(later.refusal.code);
    const tried = (): number => device.sync.tries().reduce((sum, { times }) => sum + times, 0);
    const before = tried();
    await device.sync.tryNow();
    await until(() => tried() > before);
    expect(device.sync.waiting().find(({ id }) => id === later.request.id)).toMatchObject({ state: 'saved', undoable: true });
    expect((await device.sync.undo(later.request.id))?.body).toMatchObject({ text: 'never mind' });
    line.restore();
    await device.sync.tryNow();
    await settled(device);
    expect(await stored()).toEqual(['first into the silence']);
  });

  it('[R2] an answer that got lost is asked for again with the same bytes, and nothing is done twice', async () => {
    let lose = true;
    const device = await opened(clinic.writer, {
      fetch: async (input, init) => {
        const response = await globalThis.fetch(input, init);
        if (!lose || !isDelivery(input)) return response;
        lose = false;
        throw new TypeError('the line went away');
      },
    });
    await device.sync.act(messageSend, words('only once'));
    await settled(device);
    const [first, second] = device.posted.map((body) => (JSON.parse(body) as { requests: unknown }).requests);
    expect(second).toEqual(first);
    expect(await stored()).toEqual(['only once']);
  });

  it('[R9] killed while bytes were leaving: the next start sends the same bytes again', async () => {
    const first = await opened(clinic.writer, {
      lockless: true, fetch: (input, init) => (isDelivery(input) ? new Promise(() => undefined) : globalThis.fetch(input, init)),
    });
    await first.sync.act(messageSend, words('half gone'));
    await until(async () => (await first.rows())[0]?.state === 'sending');
    const again = await open(clinic.writer, { disk: first.disk });
    expect(await again.sync.undo((await again.rows())[0]?.id ?? '')).toBeNull();
    await settled(again);
    expect(await stored()).toEqual(['half gone']);
  });

  it('[R9] a captive portal is told from no answer, and loses nothing', async () => {
    let portal = true;
    const device = await opened(clinic.writer, {
      fetch: (input, init) => (portal && isDelivery(input) ? Promise.resolve(new Response('<html>Welcome to Wi-Fi', { headers: { 'content-type': 'text/html' } })) : globalThis.fetch(input, init)),
    });
    await device.sync.act(messageSend, words('behind a portal'));
    await until(() => device.sync.state().kind === 'captive');
    await until(() => device.sync.tries()[0]?.result === 'notOurs');
    portal = false;
    await settled(device);
    // The try is written down when the round ends, after the answer has been kept.
    await until(() => device.sync.tries()[0]?.result === 'sent');
    await until(() => device.sync.tries()[0]?.result === 'sent');
    expect(device.sync.tries()[0]?.count).toBe(1);
  });
});

describe('what was not accepted', () => {
  it('[R5] stays readable until its author puts it away, and can be asked for again', async () => {
    const device = await opened();
    await serving.database.query(sql`update thread set patient_id = ${await otherPatient()} where id = ${thread.thread}`);
    await device.sync.act(messageSend, words('My long words'));
    await until(() => device.sync.needsYou().length === 1);
    const [declined] = device.sync.needsYou();
    expect(declined).toMatchObject({ state: 'declined', refusal: { code: 'thread.unknown' }, body: { text: 'My long words' } });
    await close(device);
    const again = await opened(clinic.writer, { disk: device.disk });
    await until(() => again.sync.needsYou().length === 1);
    await serving.database.query(sql`update thread set patient_id = ${thread.patient} where id = ${thread.thread}`);
    expect((await again.sync.retry(declined?.id ?? '')).ok).toBe(true);
    await until(() => again.sync.needsYou().length === 0);
    await until(async () => (await stored()).length === 1);
    expect(await stored()).toEqual(['My long words']);
  });

  it('[R4] what depended on something taken back ends with it, its words kept', async () => {
    const device = await opened(nurse);
    const first = await device.sync.act(threadReply, words('first'));
    if (!first.ok) throw new Error(first.refusal.code);
    await device.sync.act(threadReply, words('second'), { after: [first.request.id] });
    await device.sync.undo(first.request.id);
    await until(() => device.sync.needsYou().length === 1);
    expect(device.sync.needsYou()[0]).toMatchObject({ refusal: { code: 'request.dependency' }, body: { text: 'second' } });
    expect(await stored()).toEqual([]);
  });

  it('[R6] a concurrent loss is told, by whom and what, and the winner shows', async () => {
    const device = await opened(nurse);
    line.cut();
    await device.sync.act(threadUrgency, { ...thread, value: 'today' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const other = nth(clinic.nurses, 1);
    await serving.one(other.device.request('thread.urgency', { ...thread, value: 'urgent' }), other.cookie);
    line.restore();
    await device.sync.tryNow();
    await until(() => device.sync.superseded().length === 1);
    expect(device.sync.superseded()[0]?.refusal).toMatchObject({ code: 'urgency.superseded', params: { by: 'Nurse 1', value: 'urgent', yours: 'today' } });
    const triage = device.within(() => device.view(viewName.triage(thread.patient)).section('threads', triageEntry));
    await until(() => triage()[thread.thread]?.urgency.value === 'urgent');
    await device.sync.dismiss(device.sync.superseded()[0]?.id ?? '');
    await until(() => device.sync.superseded().length === 0);
  });
});

async function otherPatient(): Promise<string> {
  return nth((await insertSmallClinic(serving.database)).threads, 0).patient;
}
