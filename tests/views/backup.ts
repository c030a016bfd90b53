import { sql } from 'drizzle-orm';
import { arrayParam, type Database } from '../../sync-server/record/database.ts';
import { sqlState } from '../../sync-server/record/record-error.ts';

let count = 0;

/** Copies of what a clinic's views stand on, taken now and put back later: a restored backup under running servers. */
export async function takeBackup(database: Database, names: readonly string[], clinic: string): Promise<() => Promise<void>> {
  count += 1;
  const mark = `backup_${process.pid}_${count}`;
  const table = (of: string) => sql.identifier(`${mark}_${of}`);
  const mine = { view: arrayParam(names), clinic };
  await database.transaction(async (tx) => {
    // All of it as of one moment, as a backup is.
    await tx.query(sql`set transaction isolation level repeatable read`);
    for (const [of, where] of [
      ['view', sql`view where name = any(${mine.view})`],
      ['view_log', sql`view_log where view = any(${mine.view})`],
      ['touch', sql`touch where view = any(${mine.view})`],
      ['message', sql`message where thread_id in (select id from thread where clinic_id = ${clinic})`],
      ['thread', sql`thread where clinic_id = ${clinic}`],
    ] as const) {
      await tx.query(sql`create table ${table(of)} (like ${sql.identifier(of)})`);
      await tx.query(sql`insert into ${table(of)} select * from ${where}`);
    }
  });
  const putBack = () => database.transaction(async (tx) => {
    // In the order everybody else takes them: who speaks a message and then its touch, who drains a view and then its touches.
    await tx.query(sql`lock table message, view, touch in exclusive mode`);
    await tx.query(sql`delete from view where name = any(${mine.view})`);
    await tx.query(sql`delete from touch where view = any(${mine.view})`);
    await tx.query(sql`delete from message where thread_id in (select id from thread where clinic_id = ${clinic})`);
    await tx.query(sql`update thread t set last_seq = b.last_seq, last_at = b.last_at from ${table('thread')} b where b.id = t.id`);
    for (const of of ['view', 'view_log', 'message']) await tx.query(sql`insert into ${sql.identifier(of)} select * from ${table(of)}`);
    await tx.query(sql`insert into touch overriding system value select * from ${table('touch')}`);
  });
  return async () => {
    for (;;) {
      try {
        return await putBack();
      } catch (error) {
        // Met a transaction of a running server; whoever restores tries again.
        if (sqlState(error) !== '40P01') throw error;
      }
    }
  };
}
