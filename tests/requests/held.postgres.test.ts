import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { noticeEntry, outcomeEntry } from '../../schema/accounts.ts';
import { heldAnswer, heldCount, type HeldAnswer } from '../../schema/held-requests.ts';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { parseViewName } from '../../schema/view-kinds.ts';
import { accountProjectors } from '../../sync-server/accounts/project.ts';
import { jsonParam } from '../../sync-server/record/database.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { insertDevice, insertSmallClinic, insertStaff, nth, type Member, type PatientThread, type SmallClinic } from '../support/clinic-rows.ts';
import { createSigningDevice } from '../support/signing-device.ts';
import { openServing, type Serving } from './serving.ts';

describeEachDatabase('held requests', (createTarget) => {
  let serving: Serving;
  let clinic: SmallClinic;
  let nurse: Member;
  let ruth: Member;
  let thread: PatientThread;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => {
    clinic = await insertSmallClinic(serving.database, 1, 1);
    [nurse, thread] = [nth(clinic.nurses, 0), nth(clinic.threads, 0)];
    ruth = await insertStaff(serving.database, clinic.id, 'Ruth Mwangi', ['administrator']);
    await serving.database.query(sql`update device set revoked_at = now() where id = ${nurse.device.id}`);
  });
  afterAll(() => serving.close());

  const replying = (text: string) => ({ ...thread, message: newId(), text });
  async function hold(text: string, from = nurse): Promise<string> {
    const request = from.device.request(from.staff ? 'thread.reply' : 'message.send', replying(text));
    expect((await serving.one(request)).state).toBe('held');
    return request.id;
  }
  async function list(who: Member, query = ''): Promise<HeldAnswer> {
    const response = await fetch(`${serving.url}/api/held${query}`, { headers: { cookie: who.cookie } });
    expect(response.headers.get('cache-control')).toBe('no-store');
    return heldAnswer.parse(await response.json());
  }
  const decide = (who: Member, way: 'return' | 'discard', request: string, words = '') => serving.one(who.device.request(`held.${way}`, { request, words }), who.cookie);
  const outcomeOf = async (id: string) => (await serving.database.query<{ outcome: unknown }>(sql`select outcome from request where id = ${id}`))[0]?.outcome;
  async function told(account: string, section: 'notices' | 'outcomes'): Promise<unknown[]> {
    const view = parseViewName(viewName.account(account));
    const projector = accountProjectors.find((one) => one.section === section);
    if (!view || !projector) throw new Error('No projector');
    return [...(await serving.database.transaction((tx) => projector.project(tx, view, 'all'))).values()];
  }
  const noticesOf = async (account: string) => (await told(account, 'notices')).map((entry) => noticeEntry.parse(entry));

  it('[R10] lists who wrote what, when by their clock and when it came, and why it is held; reading each is written down', async () => {
    const id = await hold('Sit down before you stand up');
    const { held, count, cursor } = await list(ruth);
    expect(held).toMatchObject([{
      id, type: 'thread.reply', body: { text: 'Sit down before you stand up' }, author: { name: 'Nurse 0', kind: 'staff', open: true },
      why: { code: 'device.revoked' }, patient: { id: thread.patient, name: 'Fatma' },
    }]);
    expect([count, cursor]).toEqual([1, null]);
    const read = await serving.database.query(sql`select who, patient_id, detail from audit where action = 'held.read' and subject = ${id}`);
    expect(read).toEqual([{ who: 'Ruth Mwangi', patient_id: thread.patient, detail: { type: 'thread.reply' } }]);
    // Numbers say nothing of anybody's words.
    const counted = await fetch(`${serving.url}/api/held/count`, { headers: { cookie: ruth.cookie } });
    expect(heldCount.parse(await counted.json())).toEqual({ count: 1 });
    expect(await serving.database.query(sql`select 1 from audit where action = 'held.read' and subject = ${id}`)).toHaveLength(1);
  });

  it('[R10] shows nothing of another clinic, and no patient to who may not see patients', async () => {
    await hold('Not for Hana');
    const elsewhere = await insertSmallClinic(serving.database, 0, 1);
    const hana = await insertStaff(serving.database, elsewhere.id, 'Hana Kimura', ['administrator']);
    expect(await list(hana)).toEqual({ held: [], count: 0, cursor: null });
    await serving.database.query(sql`update clinic set modules = '{portal}' where id = ${clinic.id}`);
    expect((await fetch(`${serving.url}/api/held`, { headers: { cookie: ruth.cookie } })).status).toBe(403);
  });

  it('[R10] pages from the oldest on; read marks are held too, and are nobody\'s work', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 23; i += 1) ids.push(await hold(`Number ${i}`));
    expect((await serving.one(nurse.device.request('thread.read', { ...thread, through: 1 }))).state).toBe('held');
    const first = await list(ruth);
    const second = await list(ruth, `?cursor=${first.cursor ?? ''}`);
    expect([first.held.length, first.count, second.held.length, second.cursor]).toEqual([20, 23, 3, null]);
    expect(new Set([...first.held, ...second.held].map(({ id }) => id))).toEqual(new Set(ids));
    expect((await list(ruth, '?cursor=nonsense')).held.length).toBe(20);
  });

  it('[R10] [R2] a returned one keeps its outcome; its author is told by whom and with which word, gets the words back, and asks anew', async () => {
    const id = await hold('Come at nine');
    const before = await outcomeOf(id);
    expect((await decide(ruth, 'return', id, ' Please send it again from your new phone. ')).state).toBe('done');
    expect(await outcomeOf(id)).toEqual(before);
    const params = { by: 'Ruth Mwangi', words: 'Please send it again from your new phone.' };
    expect(await noticesOf(nurse.account)).toMatchObject([{ request: id, text: { code: 'held.returned', params }, asked: { type: 'thread.reply', body: { text: 'Come at nine' } } }]);
    const entries = (await told(nurse.account, 'outcomes')).map((entry) => outcomeEntry.parse(entry));
    expect(entries.find((entry) => entry.id === id)).toMatchObject({ outcome: { state: 'held' }, decided: { text: { code: 'held.returned', params } } });
    expect(await list(ruth)).toMatchObject({ held: [], count: 0 });
    const audited = await serving.database.query(sql`select who, patient_id from audit where action = 'held.returned' and subject = ${id}`);
    expect(audited).toEqual([{ who: 'Ruth Mwangi', patient_id: thread.patient }]);
    const phone = createSigningDevice(nurse.account);
    const cookie = await insertDevice(serving.database, phone, 'staff');
    expect((await serving.one(phone.request('thread.reply', replying('Come at nine')), cookie)).state).toBe('done');
    expect(await serving.database.query(sql`select text from message where thread_id = ${thread.thread} and seq > 1`)).toEqual([{ text: 'Come at nine' }]);
  });

  it('[R10] a discarded one is not carried out and not dropped; a patient hears that it was the clinic, not who', async () => {
    const { writer } = clinic;
    await serving.database.query(sql`update device set revoked_at = now() where id = ${writer.device.id}`);
    const id = await hold('From a stolen phone', writer);
    expect((await decide(ruth, 'discard', id)).state).toBe('done');
    const [notice] = await noticesOf(writer.account);
    expect(notice).toMatchObject({ request: id, text: { code: 'held.discarded' } });
    expect(JSON.stringify(await told(writer.account, 'outcomes')) + JSON.stringify(notice)).not.toContain('Ruth');
    expect(await serving.database.query(sql`select 1 from message where thread_id = ${thread.thread} and seq > 1`)).toEqual([]);
    expect((await outcomeOf(id)) as { state: string }).toMatchObject({ state: 'held' });
  });

  it('[R10] says whose account is closed; the decision is there if it is opened again', async () => {
    await serving.database.query(sql`update staff set active = false where id = ${nurse.staff}`);
    const id = await hold('From somebody who left');
    expect((await list(ruth)).held).toMatchObject([{ author: { name: 'Nurse 0', open: false } }]);
    await decide(ruth, 'discard', id);
    expect(await noticesOf(nurse.account)).toMatchObject([{ request: id, text: { code: 'held.discarded' } }]);
  });

  it('[R10] two administrators at once: one decision stands and one notice goes out; the other hears whose and when', async () => {
    const joyce = await insertStaff(serving.database, clinic.id, 'Joyce Achieng', ['administrator']);
    for (let round = 0; round < 6; round += 1) {
      const id = await hold(`Round ${round}`);
      const answers = await Promise.all([decide(ruth, 'return', id, 'Mine'), decide(joyce, 'discard', id, 'Mine')]);
      expect(answers.map(({ state }) => state).sort()).toEqual(['done', 'superseded']);
      const winner = answers[0].state === 'done' ? { name: 'Ruth Mwangi', code: 'held.returnedBy' } : { name: 'Joyce Achieng', code: 'held.discardedBy' };
      const lost = answers.find(({ state }) => state === 'superseded')?.outcome?.refusal;
      const at = answers.find(({ state }) => state === 'done')?.outcome?.at;
      expect(lost).toEqual({ code: winner.code, params: { by: winner.name, at } });
      expect((await noticesOf(nurse.account)).filter((notice) => notice.request === id)).toHaveLength(1);
    }
  });

  it('[R10] decides about nothing that is not held, and not twice; the same decision again has its answer', async () => {
    const done = ruth.device.request('notice.dismiss', { notice: newId() });
    await serving.one(done, ruth.cookie);
    for (const request of [done.id, newId()]) expect((await decide(ruth, 'return', request)).outcome?.refusal).toEqual({ code: 'held.unknown' });
    const id = await hold('Once');
    const decision = ruth.device.request('held.discard', { request: id, words: '' });
    expect([(await serving.one(decision, ruth.cookie)).state, (await serving.one(decision, ruth.cookie)).state]).toEqual(['done', 'done']);
    expect((await decide(ruth, 'return', id)).outcome).toMatchObject({ state: 'superseded', refusal: { code: 'held.discardedBy', params: { by: 'Ruth Mwangi' } } });
    expect((await serving.one(ruth.device.request('held.return', { request: id, words: 'x'.repeat(501) }), ruth.cookie)).state).toBe('refused');
  });

  it('[R10] what was decided makes room among the two hundred, and read marks take none from words', async () => {
    const insert = (type: string, count: number) => serving.database.query(sql`
      insert into request (id, account_id, device_id, n, type, v, clinic_id, bytes, signature, device_time, received_at, stamp, outcome)
      select ${newId().slice(0, 17)} || n, ${nurse.account}, ${nurse.device.id}, 1000 + n, ${type}, 1, ${clinic.id}, '{}', '', now(), now(), 1, ${jsonParam({ state: 'held', at: 1 })}
      from generate_series(10000, ${9999 + count}::int) as n returning id`);
    await insert('thread.read', 200);
    const [first] = await insert('thread.reply', 199);
    await hold('The last that fits');
    const next = (): Promise<string> => serving.one(nurse.device.request('thread.reply', replying('One more'))).then(({ state }) => state);
    expect(await next()).toBe('refused');
    await decide(ruth, 'discard', String(first?.['id']));
    expect(await next()).toBe('held');
  });

  it('[R10] what this server can no longer read is listed as kept, without a body', async () => {
    const id = await hold('From an old app');
    await serving.database.query(sql`update request set type = 'moon.land' where id = ${id}`);
    expect((await list(ruth)).held).toMatchObject([{ id, type: 'moon.land', body: null }]);
    expect((await decide(ruth, 'return', id)).state).toBe('done');
  });
});
