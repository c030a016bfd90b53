import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CANNED_MAX } from '../../schema/canned-replies.ts';
import { newId } from '../../schema/ids.ts';
import { insertClinic, insertStaff, type Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openServing, type Serving } from '../requests/serving.ts';

describeEachDatabase('canned replies', (createTarget) => {
  let serving: Serving;
  let amina: Member;
  let tomas: Member;
  let far: Member;
  beforeAll(async () => {
    serving = await openServing(await createTarget());
    const clinic = await insertClinic(serving.database);
    amina = await insertStaff(serving.database, clinic, 'Amina', ['portal_coordinator']);
    tomas = await insertStaff(serving.database, clinic, 'Tomas', ['portal_coordinator']);
    far = await insertStaff(serving.database, await insertClinic(serving.database), 'Far', ['portal_coordinator']);
  });
  afterAll(() => serving.close());

  const save = (member: Member, type: 'canned.save' | 'canned.saveOwn', reply: string, text: string, over: object = {}) =>
    serving.one(member.device.request(type, { reply, title: 'Fasting', text, place: 1 }, { ...over }), member.cookie);
  const kept = async (reply: string): Promise<unknown> => (await serving.database.query<{ text: string | null }>(sql`select words->'value'->>'text' as text from canned_reply where id = ${reply}`))[0]?.text;

  it('[B15] [C3] somebody else\'s id is not there: another clinic\'s, a colleague\'s own, and the other list\'s', async () => {
    const [clinics, own] = [newId(), newId()];
    expect((await save(amina, 'canned.save', clinics, 'Eat nothing')).state).toBe('done');
    expect((await save(amina, 'canned.saveOwn', own, 'Mine')).state).toBe('done');
    const answers = [
      await save(far, 'canned.save', clinics, 'x'), await save(far, 'canned.saveOwn', clinics, 'x'), await save(tomas, 'canned.saveOwn', own, 'x'),
      await save(tomas, 'canned.save', own, 'x'), await save(amina, 'canned.saveOwn', clinics, 'x'),
    ];
    expect(answers.map(({ state, outcome }) => `${state} ${outcome?.refusal?.code ?? ''}`)).toEqual(Array.from({ length: 5 }, () => 'declined canned.unknown'));
    expect([await kept(clinics), await kept(own)]).toEqual(['Eat nothing', 'Mine']);
  });

  it('[B15] [R6] who changed what neither had seen is told; who had seen it wins; a removed one is gone for all', async () => {
    const reply = newId();
    await save(amina, 'canned.save', reply, 'First');
    const stamp = async (): Promise<number> => (await serving.database.query<{ stamp: number }>(sql`select (words->>'stamp')::bigint as stamp from canned_reply where id = ${reply}`))[0]?.stamp ?? 0;
    const saw = await stamp();
    const now = Date.now();
    expect((await save(tomas, 'canned.save', reply, 'By Tomas', { saw, deviceTime: now })).state).toBe('done');
    // Written earlier by her clock, about the same first version: hers loses, and she hears whose stands.
    const lost = await save(amina, 'canned.save', reply, 'By Amina', { saw, deviceTime: now - 60_000 });
    expect([lost.state, lost.outcome?.refusal?.code, lost.outcome?.refusal?.params?.['by'], await kept(reply)]).toEqual(['superseded', 'canned.superseded', 'Tomas', 'By Tomas']);
    expect((await serving.one(amina.device.request('canned.remove', { reply }, { saw: await stamp() }), amina.cookie)).state).toBe('done');
    expect(await kept(reply)).toBeNull();
    expect((await serving.one(tomas.device.request('canned.remove', { reply }), tomas.cookie)).outcome?.refusal?.code).toBe('canned.unknown');
  });

  it('[B15] there is room for so many and no more; changing one is always possible', async () => {
    const ids = Array.from({ length: CANNED_MAX.own }, newId);
    for (const id of ids) expect((await save(far, 'canned.saveOwn', id, 'x')).state).toBe('done');
    expect((await save(far, 'canned.saveOwn', newId(), 'x')).outcome?.refusal?.code).toBe('canned.full');
    expect((await save(far, 'canned.saveOwn', ids[0] ?? '', 'y')).state).toBe('done');
  });
});
