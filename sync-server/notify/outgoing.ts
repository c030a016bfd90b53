import { sql } from 'drizzle-orm';
import { instantParam, jsonParam, type Tx } from '../record/database.ts';

/** What may be sent, and what fills it in. No word about health in any of them, nor room for one (B28). */
export interface OutgoingTemplates {
  /** A new message from the clinic; only that there is one. */
  'message.reply': Readonly<Record<string, never>>;
  /** Something new in the record; not what. */
  'record.new': Readonly<Record<string, never>>;
  /** When, and the secret of the link that answers it; not who, with whom, or why. */
  'visit.reminder': { readonly startsAt: number; readonly timeZone: string; readonly secret: string };
  /** When, the secret of its link, and the same to type; not with whom, or why. */
  'visit.invite': { readonly startsAt: number; readonly timeZone: string; readonly secret: string; readonly code: string };
  /** Into the room, once. */
  'visit.code': { readonly code: string; readonly minutes: number };
  'signin.code': { readonly code: string; readonly minutes: number };
  'account.activated': Readonly<Record<string, never>>;
  'password.changed': Readonly<Record<string, never>>;
  'contact.changed': { readonly field: 'phone' | 'email' };
}
export type TemplateName = keyof OutgoingTemplates;

export interface Outgoing<T extends TemplateName = TemplateName> {
  readonly clinic: string;
  readonly account?: string | null;
  readonly channel: 'email' | 'sms';
  readonly recipient: string;
  readonly template: T;
  readonly params: OutgoingTemplates[T];
  /** BCP 47; a language without texts falls back to English. */
  readonly language: string;
  /** ms; after it, it is not sent any more. Codes have one. */
  readonly expiresAt?: number;
}

/** Says "look now" to `deliver.ts` of every instance, at the commit. */
export const outgoingChannel = 'outgoing';

/**
 * Queues an e-mail or SMS in the transaction that causes it; `deliver.ts` sends it after commit. Promised: at least
 * once, with one Message-ID however often. Not promised: at most once, or an order. @returns its row
 */
export async function queueOutgoing<T extends TemplateName>(tx: Tx, out: Outgoing<T>): Promise<number> {
  const expires = out.expiresAt === undefined ? null : instantParam(out.expiresAt);
  const [row] = await tx.query<{ id: number }>(sql`
    insert into outgoing (clinic_id, account_id, channel, recipient, template, params, language, expires_at)
    values (${out.clinic}, ${out.account ?? null}, ${out.channel}, ${out.recipient}, ${out.template},
            ${jsonParam(out.params)}, ${out.language}, ${expires}) returning id`);
  await tx.query(sql`select pg_notify(${outgoingChannel}, '')`);
  if (!row) throw new Error('A message was not queued');
  return row.id;
}
