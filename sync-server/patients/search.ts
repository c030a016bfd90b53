import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { PatientFound, PatientSearchAnswer } from '../../schema/patient-search.ts';
import { normalizeNationalId } from '../identity/identifiers.ts';
import type { Seal } from '../identity/seal.ts';
import type { Queries } from '../record/database.ts';
import { findCloseWords } from './find-close-words.ts';
import { readQuery, type PatientQuery } from './read-query.ts';

const PAGE = 30;
/** With fewer matches than these, names that are like the words are offered too. */
const FEW = 5;

interface FoundRow {
  id: string; name: string; family: string; given: string; birth_date: string | null; record_number: string; phone: string; phone_fit: boolean; portal_state: PatientFound['portal'];
}

/** Where a page ended, in the order of names. */
const cursorShape = z.tuple([z.string(), z.string(), z.string()]);

/**
 * Patients of one clinic by name, birth date, record number, phone or national id: accents and case do not matter, the
 * beginning of a word is enough, and where little matches, words with a slip or two do. Empty: all.
 */
export async function searchPatients(
  q: Queries, seal: Seal, clinic: string, asked: { readonly typed: string; readonly cursor?: string | undefined; readonly active?: boolean | undefined },
): Promise<PatientSearchAnswer> {
  const query = readQuery(asked.typed.slice(0, 200));
  const active = asked.active ? sql`p.portal_state = 'active'` : sql`true`;
  const after = readCursor(asked.cursor);
  const matching = sql`(${matches(query, (word) => beginning([word]))} or ${whole(query)} or ${byNationalId(asked.typed, seal)})`;
  const page = await read(q, sql`p.clinic_id = ${clinic} and ${active} and ${isEmpty(query) ? sql`true` : matching} and ${after}`, PAGE + 1);
  const found = page.slice(0, PAGE);
  const last = page.length > PAGE ? found.at(-1) : undefined;
  const close = asked.cursor === undefined && page.length < FEW ? await readClose(q, clinic, query, sql`${active} and not coalesce(${matching}, false)`) : [];
  return { found: found.map(toFound), close: close.map(toFound), cursor: last ? writeCursor(last) : null };
}

async function readClose(q: Queries, clinic: string, query: PatientQuery, others: SQL): Promise<FoundRow[]> {
  const near = new Map<string, string[]>();
  for (const word of query.words) near.set(word, [...await findCloseWords(q, clinic, word)]);
  if (![...near.values()].some((words) => words.length > 0)) return [];
  return read(q, sql`p.clinic_id = ${clinic} and ${others} and ${matches(query, (word) => sql`(${beginning([word])} or ${wholeWords(near.get(word) ?? [])})`)}`, PAGE);
}

async function read(q: Queries, where: SQL, limit: number): Promise<FoundRow[]> {
  return q.query<FoundRow>(sql`
    select p.id, p.name, p.family, p.given, p.birth_date, p.record_number, p.phone ->> 'value' as phone, p.phone_fit, p.portal_state
    from patient p where ${where} order by p.family, p.given, p.id limit ${limit}`);
}

function isEmpty(query: PatientQuery): boolean {
  return query.whole === null && query.words.length === 0;
}

/** Each thing that was typed must be there; patterns hold folded letters and digits only, so nothing needs escaping. */
function matches(query: PatientQuery, ofWord: (word: string) => SQL): SQL {
  const conditions = [
    ...query.words.map(ofWord),
    ...query.numbers.map((number) => sql`p.search like ${`%${number}%`}`),
    ...(query.days.length > 0 ? [sql`p.birth_date::text in ${query.days}`] : []),
  ];
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` and `)})`;
}

const anyOf = (words: readonly string[], pattern: (word: string) => string): SQL =>
  words.length === 0 ? sql`false` : sql`(${sql.join(words.map((word) => sql`p.search like ${pattern(word)}`), sql` or `)})`;
const beginning = (words: readonly string[]): SQL => anyOf(words, (word) => `% ${word}%`);
const wholeWords = (words: readonly string[]): SQL => anyOf(words, (word) => `% ${word} %`);

/** "RC 20418" is one record number although it has a word in it. */
function whole(query: PatientQuery): SQL {
  return query.whole === null ? sql`false` : sql`p.search like ${`%#${query.whole}%`}`;
}

/** A whole national id, by keyed hash: part of one finds nobody (D17). */
function byNationalId(typed: string, seal: Seal): SQL {
  const bare = /\d/.test(typed) ? normalizeNationalId(typed) : null;
  if (bare === null) return sql`false`;
  return sql`exists (select 1 from patient_identifier i where i.patient_id = p.id and i.lookup = ${seal.lookup(bare)})`;
}

function writeCursor(row: FoundRow): string {
  return Buffer.from(JSON.stringify([row.family, row.given, row.id])).toString('base64url');
}

/** A cursor that is none of ours starts over. */
function readCursor(cursor: string | undefined): SQL {
  if (cursor === undefined) return sql`true`;
  const parsed = cursorShape.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  return parsed.success ? sql`(p.family, p.given, p.id) > (${parsed.data[0]}, ${parsed.data[1]}, ${parsed.data[2]})` : sql`true`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toFound(row: FoundRow): PatientFound {
  return {
    id: row.id, name: row.name, birthDate: row.birth_date, recordNumber: row.record_number, phone: row.phone, phoneFit: row.phone_fit, portal: row.portal_state,
  };
}
