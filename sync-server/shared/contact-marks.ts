import { sql } from 'drizzle-orm';
import type { ContactMark } from '../../schema/desk.ts';
import { initialRegister, joinRegisters, type Register } from '../../schema/merge.ts';
import { jsonParam, type Tx } from '../record/database.ts';
import { touchWeeks } from './week-touches.ts';

/** Joins one value into a contact mark (R6) and touches the week where it shows. @returns what stood before, and what stands */
export async function joinMark(tx: Tx, appointment: string, mark: ContactMark, mine: Register<boolean>): Promise<{ readonly before: Register<boolean>; readonly winner: Register<boolean> }> {
  const [row] = await tx.query<{ marks: Partial<Record<ContactMark, Register<boolean>>> }>(sql`select marks from appointment where id = ${appointment} for update`);
  const before = row?.marks[mark] ?? initialRegister(false);
  const winner = joinRegisters(before, mine);
  await tx.query(sql`update appointment set marks = marks || ${jsonParam({ [mark]: winner })} where id = ${appointment}`);
  await touchWeeks(tx, { appointments: [appointment] });
  return { before, winner };
}

/** What the clinic's system notes by itself: a reminder that went out, an answer that came to one. `who`: as staff read it; '' for nobody. */
export async function setMark(tx: Tx, appointment: string, mark: ContactMark, on: boolean, { who, at }: { readonly who: string; readonly at: number }): Promise<void> {
  await joinMark(tx, appointment, mark, { value: on, stamp: at, saw: at - 1, by: '', who, at });
}
