import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { searchMessages } from '../../sync-server/messages/search.ts';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { insertClinic, insertPatient, insertStaff, insertThread } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';

describeEachDatabase('the search in messages', (createTarget) => {
  let database: Database;
  let nurse: string;
  let live: string;
  let elsewhere: string;
  let thread: string;
  beforeAll(async () => {
    database = await openDatabase(await createTarget());
    await migrate(database);
    const place = async (subject: string): Promise<{ clinic: string; thread: string }> => {
      const clinic = await insertClinic(database);
      const made = await insertThread(database, clinic, await insertPatient(database, clinic, 'Fatma'));
      await database.query(sql`update thread set subject = ${subject} where id = ${made.thread}`);
      await database.query(sql`
        insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time)
        values (${newId()}, ${made.thread}, 2, 'patient', '', 'Fatma', 'Since the new Tablets I am DIZZY; it says 104.', now(), now())`);
      return { clinic, thread: made.thread };
    };
    const here = await place('Dizzy spells');
    const there = await place('Dizzy elsewhere');
    ({ thread } = here);
    const member = await insertStaff(database, here.clinic, 'Grace');
    await database.query(sql`insert into thread_comment (id, thread_id, staff_id, author, text, at) values (${newId()}, ${thread}, ${member.staff}, 'Grace', 'Dizzy: ask about the blood pressure', now())`);
    nurse = member.account;
    live = (await insertStaff(database, here.clinic, 'Lea', ['live_coordinator'])).account;
    elsewhere = (await insertStaff(database, there.clinic, 'Far')).account;
  });
  afterAll(() => database.close());

  async function find(account: string, typed: string): Promise<string[]> {
    const actor = await readActor(database, account);
    if (!actor) throw new Error('Nobody searches');
    return (await searchMessages(database, actor, typed)).found.map((one) => `${one.kind} ${one.thread === thread ? 'here' : 'elsewhere'}`).sort();
  }

  it('[B32] [C3] finds beginnings of words in messages, subjects and comments of one\'s own clinic, and nothing without the right', async () => {
    expect(await find(nurse, 'diz')).toEqual(['comment here', 'message here', 'subject here']);
    expect(await find(nurse, 'tablets dizzy')).toEqual(['message here']);
    expect(await find(nurse, '104')).toEqual(['message here']);
    expect(await find(nurse, 'izzy')).toEqual([]);
    expect(await find(elsewhere, 'diz')).toEqual(['message elsewhere', 'subject elsewhere']);
    expect(await find(live, 'diz')).toEqual([]);
    for (const hostile of ['', 'a', '\' | !:* & ()', 'diz\\', '%', '\u0000diz']) await find(nurse, hostile);
  });

  it('[B32] stops at forty, the newest, and says that there are more', async () => {
    await database.query(sql`
      insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time)
      select lpad(n::text, 22, 'x'), ${thread}, 10 + n, 'patient', '', 'Fatma', 'Plenty ' || n, now() - make_interval(mins => n), now() from generate_series(1, 60) n`);
    const actor = await readActor(database, nurse);
    const answer = actor && await searchMessages(database, actor, 'plenty');
    expect([answer?.found.length, answer?.more, answer?.found[0]?.text]).toEqual([40, true, 'Plenty 1']);
  });
});
