import { sql, type SQL } from 'drizzle-orm';
import type { FaultPoint } from '../faults.ts';
import type { Log } from '../log.ts';
import { jsonParam, type Database } from '../record/database.ts';
import type { EmailCarrier, Sent, SmsCarrier } from './carriers.ts';
import { outgoingChannel } from './outgoing.ts';
import { isTemplate, renderEmail, renderSms } from './render.ts';
import type { TextFacts } from './texts/texts.ts';

export interface DeliverDeps {
  readonly database: Database;
  /** A demo record shows at /dev/outbox what it sent, or would have sent. */
  readonly demo: boolean;
  /** Where the links lead. */
  readonly origin: string;
  /** null: none is configured. A demo record then counts what was rendered as sent; a real one keeps it and tries again. */
  readonly email: EmailCarrier | null;
  readonly sms: SmsCarrier | null;
  /** A row's message has left; what fails here is made good by whoever asked for it. */
  readonly onSent?: (row: number) => Promise<unknown>;
  readonly faultPoint: FaultPoint;
  readonly log: Log;
  /** How often it looks without a hint. */
  readonly pollMs?: number;
}

export interface Delivery {
  /** Sends what is due now; concurrent calls share one round. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

interface Row {
  id: number; channel: 'email' | 'sms'; recipient: string; template: string; params: unknown; language: string; tries: number;
  created_at: number; expired: boolean; clinic: string; suffix: string; phone: string | null;
}

const POLL_MS = 2000;
const BATCH = 20;
/** A taken row is nobody else's for this long. Longer than any carrier's timeouts: the next taker means that we died. */
const LEASE_MS = 120_000;
const RETRY_MS = [5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000];

const later = (ms: number): SQL => sql`now() + ${ms} * interval '1 millisecond'`;

/** Carries out `outgoing` rows after their transaction has committed, at a hint and every 2 s, for ever until sent, refused or expired. */
export function startDelivery(deps: DeliverDeps): Delivery {
  const { database, log, pollMs = POLL_MS } = deps;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;

  /**
   * Rows leave the queue in a short statement of their own: PGlite's one connection must not wait for a mail server. All
   * times here are the database's, so that instances with other clocks agree.
   */
  async function takeDue(): Promise<Row[]> {
    return database.query<Row>(sql`
      with due as (
        select id from outgoing where state = 'queued' and next_try_at <= now() order by next_try_at limit ${BATCH} for update skip locked),
      taken as (
        update outgoing o set tries = o.tries + 1, next_try_at = ${later(LEASE_MS)} from due where o.id = due.id returning o.*)
      select t.id, t.channel, t.recipient, t.template, t.params, t.language, t.tries, t.created_at, c.name as clinic, c.suffix, c.texts->>'phone' as phone,
        coalesce(t.expires_at, t.created_at + case t.channel when 'sms' then interval '1 day' else interval '3 days' end) <= now()
          or exists (select 1 from reminder r join appointment a on a.id = r.appointment_id where r.outgoing_id = t.id and (a.state <> 'booked' or a.starts_at <> r.starts_at)) as expired
      from taken t join clinic c on c.id = t.clinic_id order by t.id`);
  }

  async function send(row: Row): Promise<{ sent: Sent; rendered: unknown }> {
    if (!isTemplate(row.template)) return { sent: { state: 'refused', why: 'no such template' }, rendered: null };
    const facts: TextFacts = { clinic: row.clinic, phone: row.phone ?? '', link: `${deps.origin}/c/${row.suffix}/` };
    if (row.channel === 'sms') {
      const text = renderSms(row.template, row.params, row.language, facts);
      return { sent: await carry(deps.sms && (() => deps.sms?.send({ to: row.recipient, text }))), rendered: { text } };
    }
    const mail = renderEmail(row.template, row.params, row.language, facts);
    const messageId = `<outgoing-${row.id}-${row.created_at}@${new URL(deps.origin).hostname}>`;
    const out = { ...mail, to: row.recipient, fromName: row.clinic, messageId, language: row.language };
    return { sent: await carry(deps.email && (() => deps.email?.send(out))), rendered: mail };
  }

  async function carry(through: (() => Promise<Sent> | undefined) | null): Promise<Sent> {
    const sent = through === null ? undefined : await through();
    return sent ?? (deps.demo ? { state: 'sent' } : { state: 'later', why: 'no carrier configured' });
  }

  async function handle(row: Row): Promise<void> {
    if (row.expired) return finish(row, 'expired', null, null);
    deps.faultPoint('beforeSend');
    const { sent, rendered } = await send(row).catch((error: unknown) => {
      log.error({ err: error, template: row.template }, 'A message could not be written');
      return { sent: { state: 'refused', why: 'not written' } as const, rendered: null };
    });
    deps.faultPoint('afterSend');
    if (sent.state === 'sent') {
      await finish(row, 'sent', null, rendered);
      return void (await deps.onSent?.(row.id));
    }
    log.warn({ outgoing: row.id, channel: row.channel, why: sent.why, tries: row.tries }, 'A message was not taken');
    if (sent.state === 'refused') return finish(row, 'failed', sent.why, rendered);
    const wait = RETRY_MS[Math.min(row.tries - 1, RETRY_MS.length - 1)] ?? LEASE_MS;
    await database.query(sql`update outgoing set next_try_at = ${later(wait)}, error = ${sent.why} where id = ${row.id} and state = 'queued'`);
  }

  /** What was sent is not kept, codes least of all; a demo record keeps the rendering. */
  async function finish(row: Row, state: 'sent' | 'failed' | 'expired', error: string | null, rendered: unknown): Promise<void> {
    await database.query(sql`
      update outgoing set state = ${state}, error = ${error}, params = '{}'::jsonb, sent_at = ${state === 'sent' ? sql`now()` : null},
        rendered = ${deps.demo && rendered !== null ? jsonParam(rendered) : null}
      where id = ${row.id} and state = 'queued'`);
  }

  async function round(): Promise<void> {
    while (!closed) {
      again = false;
      const rows = await takeDue();
      await Promise.all(rows.map(handle));
      if (rows.length === 0 && !again) return;
    }
  }

  function drain(): Promise<void> {
    again = true;
    running ??= round()
      .catch((error: unknown) => log.error({ err: error }, 'Sending stopped; it goes on within 2 s'))
      .finally(() => {
        running = null;
      });
    return running;
  }

  const timer = setInterval(() => void drain(), pollMs);
  timer.unref();
  const listening = database.listen(outgoingChannel, () => void drain()).catch((error: unknown) => {
    log.warn({ err: error }, 'No hints for sending; the 2 s poll remains');
    return () => Promise.resolve();
  });
  // What was queued before anybody listened.
  void listening.then(drain);

  return {
    drain,
    async close() {
      closed = true;
      clearInterval(timer);
      await (await listening)();
      await running;
      deps.email?.close();
    },
  };
}
