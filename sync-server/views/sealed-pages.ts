import { sql } from 'drizzle-orm';
import { arrayParam, type Queries, type Tx } from '../record/database.ts';
import type { SealedPage } from './window.ts';

/**
 * The pages of a view, beside its log: written and dropped only under the view's lock, in the transaction whose rows list
 * or unlist them (V3, V6). A page that is not listed any more is gone at once: erased words are in no page either (V4).
 * @returns those that were not there, or not in these words
 */
export async function storePages(tx: Tx, view: string, pages: readonly SealedPage[]): Promise<string[]> {
  if (pages.length === 0) return [];
  const written = await tx.query<{ hash: string }>(sql`
    insert into view_page as p (view, hash, body)
    select ${view}, s.hash, s.body from unnest(${arrayParam(pages.map(({ hash }) => hash))}::text[], ${arrayParam(pages.map(({ body }) => body))}::text[]) as s (hash, body)
    on conflict (view, hash) do update set body = excluded.body where p.body <> excluded.body returning hash`);
  return written.map(({ hash }) => hash);
}

export async function dropOtherPages(tx: Tx, view: string, listed: readonly string[]): Promise<void> {
  await tx.query(sql`delete from view_page where view = ${view} and not hash = any(${arrayParam(listed)}::text[])`);
}

/** Only for a view the reader was just judged about. null: it has no such page. */
export async function readSealed(q: Queries, view: string, hash: string): Promise<string | null> {
  return (await q.query<{ body: string }>(sql`select body from view_page where view = ${view} and hash = ${hash}`))[0]?.body ?? null;
}
