import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { insertClinic, insertPatientMember, insertThread, nth, type Member, type PatientThread } from '../support/clinic-rows.ts';
import { createPostgresTarget, describeEachDatabase } from '../support/databases.ts';
import { openServing, type Serving } from './serving.ts';

interface Writer { readonly member: Member; readonly thread: PatientThread }

const WRITERS = 12;

async function insertWriters({ database }: Serving): Promise<Writer[]> {
  return database.transaction(async (tx) => {
    const clinic = await insertClinic(tx);
    const found: Writer[] = [];
    for (let i = 0; i < WRITERS; i += 1) {
      const member = await insertPatientMember(tx, clinic, `Patient ${i}`);
      found.push({ member, thread: await insertThread(tx, clinic, member.patient) });
    }
    return found;
  });
}

const write = ({ member, thread }: Writer, text = 'It hurts', message = newId()) => ({
  member, request: member.device.request('message.send', { ...thread, message, text }),
});
const sendAll = (serving: Serving, items: readonly ReturnType<typeof write>[]): Promise<RequestAnswer[]> =>
  Promise.all(items.map(({ member, request }) => serving.one(request, member.cookie)));
const states = (answers: readonly RequestAnswer[]): string[] => answers.map(({ state }) => state);

describeEachDatabase('requests that come at once', (createTarget) => {
  let serving: Serving;
  let writers: Writer[];
  beforeAll(async () => {
    serving = await openServing(await createTarget());
    writers = await insertWriters(serving);
  });
  afterAll(() => serving.close());

  /** As many as the transactions that stored them. */
  async function commitsOf(items: readonly ReturnType<typeof write>[]): Promise<number> {
    const ids = sql.join(items.map(({ request }) => sql`${request.id}`), sql`, `);
    const rows = await serving.database.query(sql`select xmin::text, count(*) from request where id in (${ids}) group by 1`);
    return rows.length;
  }

  it('[R1] [R4] share a commit, and each has its own words, outcome, audit row and touches', async () => {
    const items = writers.flatMap((writer) => [write(writer, 'One'), write(writer, 'Two')]);
    const answers = await sendAll(serving, items);
    expect(states(answers)).toEqual(items.map(() => 'done'));
    // PGlite answers one statement after another, session look-ups included: hardly two are ever there at once.
    expect(await commitsOf(items)).toBeLessThan(serving.database.kind === 'postgres' ? items.length / 2 : items.length + 1);
    for (const { member, thread } of writers) {
      const rows = await serving.database.query<{ text: string; account_id: string }>(sql`
        select text, account_id from message where thread_id = ${thread.thread} and account_id <> '' order by seq`);
      expect(rows.map(({ text }) => text).toSorted()).toEqual(['One', 'Two']);
      expect(new Set(rows.map(({ account_id }) => account_id))).toEqual(new Set([member.account]));
      const audited = await serving.database.query(sql`
        select 1 from audit where account_id = ${member.account} and action = 'message.send' and who = ${member.name} and patient_id = ${thread.patient}`);
      expect(audited).toHaveLength(2);
      expect(answers.filter(({ positions }) => positions?.[`threads/${thread.patient}`])).toHaveLength(0);
      const touched = await serving.database.query(sql`
        select distinct view from touch where view in (${`threads/${thread.patient}`}, ${`account/${member.account}`})`);
      expect(touched).toHaveLength(2);
    }
  });

  it('[R2] bring again what was stored together: the same outcomes, and nothing twice', async () => {
    const items = writers.map((writer) => write(writer, 'Again'));
    const first = await sendAll(serving, items);
    const second = await sendAll(serving, items);
    expect(second.map(({ outcome }) => outcome)).toEqual(first.map(({ outcome }) => outcome));
    const rows = await serving.database.query(sql`select id from message where text = 'Again'`);
    expect(rows).toHaveLength(WRITERS);
  });

  it('[R4] one whose words the record cannot hold, and two with one id, hinder none of the others', async () => {
    const same = newId();
    const items = writers.map((writer, i) => (i === 3 ? write(writer, 'A NUL: \0') : i < 2 ? write(writer, 'Taken', same) : write(writer, 'Fine')));
    const answers = await sendAll(serving, items);
    expect(states(answers.slice(4))).toEqual(items.slice(4).map(() => 'done'));
    expect(nth(answers, 2).state).toBe('done');
    expect(nth(answers, 3).outcome?.refusal?.code).toBe('request.notReadable');
    expect(states(answers.slice(0, 2)).toSorted()).toEqual(['declined', 'done']);
  });
});

/** PGlite has one connection: nobody else can hold a lock there. */
describe('requests that come at once, one of them stuck', () => {
  let serving: Serving;
  let writers: Writer[];
  beforeAll(async () => {
    serving = await openServing(await createPostgresTarget());
    writers = await insertWriters(serving);
  });
  afterAll(() => serving.close());

  it('[R4] one whose thread somebody has locked waits alone', async () => {
    const [locked, ...others] = writers;
    if (!locked) throw new Error('No writers');
    const letGo = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const holding = serving.database.transaction(async (tx) => {
      await tx.query(sql`select 1 from thread where id = ${locked.thread.thread} for update`);
      held.resolve();
      await letGo.promise;
    });
    await held.promise;
    let answered = false;
    const stuck = sendAll(serving, [write(locked, 'Stuck')]).then((answers) => {
      answered = true;
      return answers;
    });
    for (let round = 0; round < 3; round += 1) {
      expect(states(await sendAll(serving, others.map((writer) => write(writer, 'Free'))))).toEqual(others.map(() => 'done'));
    }
    expect(answered).toBe(false);
    letGo.resolve();
    await holding;
    expect(states(await stuck)).toEqual(['done']);
  });
});
