import { ZERO_HEAD, type Position } from '../../../../schema/sync.ts';
import type { UpdateRow } from '../../local/doc-store.ts';

/** V4: each head is over the one before. The rows these updates are behind `since`, or from the beginning. */
export async function followRows(since: Position | null, updates: readonly Uint8Array[]): Promise<UpdateRow[]> {
  let { seq, head } = since ?? { seq: 0, head: ZERO_HEAD };
  const rows: UpdateRow[] = [];
  for (const update of updates) {
    seq += 1;
    head = await nextHead(head, update);
    rows.push({ seq, head, update });
  }
  return rows;
}

async function nextHead(head: string, update: Uint8Array): Promise<string> {
  const bytes = new Uint8Array(32 + update.byteLength);
  for (let i = 0; i < 32; i += 1) bytes[i] = Number.parseInt(head.slice(i * 2, i * 2 + 2), 16);
  bytes.set(update, 32);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
