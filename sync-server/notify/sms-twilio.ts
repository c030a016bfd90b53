import * as z from 'zod/mini';
import type { SmsConfig } from '../config.ts';
import type { Sent, SmsCarrier } from './carriers.ts';

const TIMEOUT_MS = 20_000;
const failure = z.object({ code: z.optional(z.nullable(z.number())) });

/**
 * SMS by Twilio's Messages API, which several carriers imitate: POST /2010-04-01/Accounts/{account}/Messages.json, form
 * fields To, From, Body; 201 taken, else {code, message, more_info, status}.
 * Not promised: exactly once. The API has no key against doubles; after a timeout the person may get it twice.
 */
export function createTwilioCarrier({ url, from }: SmsConfig): SmsCarrier {
  const base = new URL(url);
  const account = decodeURIComponent(base.username);
  const authorization = `Basic ${Buffer.from(`${account}:${decodeURIComponent(base.password)}`).toString('base64')}`;
  const endpoint = new URL(`${base.pathname.replace(/\/$/, '')}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`, base.origin);
  return {
    async send({ to, text }) {
      try {
        const answer = await fetch(endpoint, {
          method: 'POST', redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS),
          headers: { Authorization: authorization, 'Content-Type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ To: to, From: from, Body: text }),
        });
        return await judgeAnswer(answer);
      } catch (error) {
        return { state: 'later', why: `sms ${error instanceof Error ? error.name : 'error'}` };
      }
    },
  };
}

/** 400 is this message's own fault (a number that is none); 401, 403, 404 are the configuration's and 429, 5xx pass. */
async function judgeAnswer(answer: Response): Promise<Sent> {
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return { state: 'sent' };
  const parsed = failure.safeParse(body);
  const why = `sms ${answer.status}${parsed.success && parsed.data.code ? ` ${parsed.data.code}` : ''}`;
  return { state: answer.status === 400 ? 'refused' : 'later', why };
}
