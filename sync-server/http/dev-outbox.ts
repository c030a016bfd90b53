import { getConnInfo } from '@hono/node-server/conninfo';
import { sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import * as z from 'zod/mini';
import { showAuthenticatorCode } from '../identity/authenticator.ts';
import { SealError, type Seal } from '../identity/seal.ts';
import type { Database } from '../record/database.ts';
import { isLocalHost } from './origins.ts';
import { answerPage, type Markup } from './pages.ts';

/** Who may sign in, as the terminal said it at the start. */
export interface DemoSignIns {
  readonly password: string;
  readonly patients: readonly { readonly name: string; readonly clinic: string; readonly identifier: string; readonly phone: string }[];
}

interface Deps {
  readonly database: Database;
  readonly seal: Seal;
  readonly signIns: DemoSignIns;
  readonly clock?: () => number;
}

interface SentMessage {
  readonly id: number;
  readonly at: number;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly clinic: string;
  readonly state: string;
  readonly subject: string | null;
  readonly text: string;
}

interface Authenticator {
  readonly username: string;
  readonly name: string;
  readonly title: string;
  readonly clinic: string;
  readonly code: string;
  readonly until: number;
}

const SHOWN = 100;
const rendered = z.object({ subject: z.optional(z.string()), text: z.string() });

/**
 * GET /dev/outbox: what a demo record's people would have got on their phones, codes included. Mounted for a demo record
 * only. Answers to this machine alone: the connection comes from it, the Host is its own name (a foreign page's DNS name
 * pointed here is not) and no proxy stands between. Everybody else hears what a missing page answers.
 */
export function devOutboxRoutes({ database, seal, signIns, clock = Date.now }: Deps): Hono {
  return new Hono().get('/dev/outbox', async (c, next) => {
    if (!isAskedHere(c)) return next();
    const now = clock();
    const [messages, authenticators] = await Promise.all([readMessages(database), readAuthenticators(database, seal, now)]);
    c.header('Cache-Control', 'no-store');
    c.header('Vary', 'Accept');
    if (prefersJson(c.req.header('accept'))) return c.json({ messages, authenticators });
    return answerPage(c, 200, 'Outbox of the demo', showOutbox(messages, authenticators, signIns, now));
  });
}

function isAskedHere(c: Context): boolean {
  const address = (getConnInfo(c).remote.address ?? '').replace(/^::ffff:/, '');
  const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded');
  return (address === '::1' || address.startsWith('127.')) && isLocalHost(c.req.header('host')) && forwarded === undefined;
}

function prefersJson(accept: string | undefined): boolean {
  return /\bapplication\/json\b/.test(accept ?? '') && !/\btext\/html\b/.test(accept ?? '');
}

async function readMessages(database: Database): Promise<SentMessage[]> {
  const rows = await database.query<Omit<SentMessage, 'subject' | 'text'> & { rendered: unknown }>(sql`
    select o.id, coalesce(o.sent_at, o.created_at) as at, o.channel, o.recipient as to, c.name as clinic, o.state, o.rendered
    from outgoing o join clinic c on c.id = o.clinic_id order by o.id desc limit ${SHOWN}`);
  return rows.map(({ rendered: kept, ...row }) => {
    const parsed = rendered.safeParse(kept);
    return { ...row, subject: parsed.success ? (parsed.data.subject ?? null) : null, text: parsed.success ? parsed.data.text : '' };
  });
}

async function readAuthenticators(database: Database, seal: Seal, now: number): Promise<Authenticator[]> {
  const rows = await database.query<Omit<Authenticator, 'code' | 'until'> & { totp_sealed: string }>(sql`
    select a.identifier as username, s.name, s.title, c.name as clinic, a.totp_sealed
    from account a join staff s on s.id = a.staff_id join clinic c on c.id = a.clinic_id
    where a.kind = 'staff' and a.state = 'active' and a.totp_sealed is not null order by c.name desc, a.created_at, s.colour`);
  return rows.map(({ totp_sealed: sealed, ...row }) => ({ ...row, ...currentCode(seal, sealed, now) }));
}

function currentCode(seal: Seal, sealed: string, now: number): { code: string; until: number } {
  try {
    return showAuthenticatorCode(seal.open(sealed), now);
  } catch (error) {
    if (error instanceof SealError) return { code: 'sealed with another OUTPOST_SECRET', until: now };
    throw error;
  }
}

const clockTime = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

function showOutbox(messages: readonly SentMessage[], authenticators: readonly Authenticator[], signIns: DemoSignIns, now: number): Markup {
  return html`
    <h1>Outbox of the demo</h1>
    <p>What people of this demo would have got on their phones. Nothing leaves this machine unless SMTP_URL is set; an SMS never does.
      Newest first, as of ${clockTime(now)} UTC.</p>
    <p class="acts"><a href="/dev/outbox">Look again</a><a href="/">Start page</a></p>
    <h2>E-mails and SMS</h2>
    ${messages.length === 0 ? html`<p>None yet. Sign in as a patient, and the SMS code stands here.</p>` : html`<ul class="cards">${messages.map(showMessage)}</ul>`}
    <h2>Who can sign in</h2>
    <p>Everybody's password: <strong>${signIns.password}</strong></p>
    ${showTable('Staff', ['User name', 'Who', 'Authenticator code now', 'Seconds left'], authenticators.map((one) => [
      html`<strong>${one.username}</strong>`, `${one.name}, ${one.title}, ${one.clinic}`, html`<span class="code">${one.code}</span>`,
      String(Math.max(0, Math.round((one.until - now) / 1000))),
    ]))}
    ${showTable('Patients', ['E-mail or national id', 'Phone', 'Who'], signIns.patients.map((one) => [html`<strong>${one.identifier}</strong>`, one.phone, `${one.name}, ${one.clinic}`]))}`;
}

function showTable(title: string, head: readonly string[], rows: readonly (readonly (string | Markup)[])[]): Markup {
  return html`<h3>${title}</h3>
    <div class="scroll" role="region" aria-label="${title}" tabindex="0"><table>
      <thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}

function showMessage(message: SentMessage): Markup {
  const kind = message.channel === 'sms' ? 'SMS' : 'E-mail';
  const code = /^\d{6}\b/.exec(message.text)?.[0];
  return html`<li>
    <p><strong>${kind} to ${message.to}</strong><br /><small>${message.clinic}, <time datetime="${new Date(message.at).toISOString()}">${clockTime(message.at)} UTC</time>, ${message.state}</small></p>
    ${code === undefined ? '' : html`<p class="code">${code}</p>`}
    ${message.subject === null ? '' : html`<p><strong>${message.subject}</strong></p>`}
    ${message.text.split('\n').filter((line) => line !== '').map((line) => html`<p>${line}</p>`)}
  </li>`;
}
