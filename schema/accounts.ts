import * as z from 'zod/mini';
import { id, instant } from './ids.ts';
import { actor } from './actor.ts';
import { outcome, refusal, refuse } from './outcome.ts';
import { defineRequest } from './request-definition.ts';
import { viewName } from './view-names.ts';

// Sections of `account/:account`: what one account is told about itself, on all its devices. --------------------------

/** `self`, id "self": who I am and whom I reach. A copy to explain with; the server reads the record. */
export const selfEntry = actor;

/**
 * `outcomes`, id = request id: 30 days of answers, so that a device that lost its answer hears it anyway. `decided`: what became
 * of a held one (R10); its outcome stays what it was.
 */
export const outcomeEntry = z.object({ id, type: z.string(), outcome, decided: z.optional(z.object({ text: refusal, at: instant })) });

/**
 * `notices`: what happened to something this account did, after it was answered: "Amina set Today at 09:12; your
 * Urgent of 09:10 stands no more". Kept until dismissed.
 */
export const noticeEntry = z.object({
  id,
  /** Words as a refusal's: code and what fills it in. */
  text: refusal,
  at: instant,
  /** The request it is about. */
  request: z.optional(id),
  /** Where to go on: a thread of a patient. */
  patient: z.optional(id),
  thread: z.optional(id),
  /** What a held request asked (R10), for its author's devices that do not have it; absent where it is long. */
  asked: z.optional(z.object({ type: z.string(), v: z.number(), savedAt: instant, body: z.unknown() })),
});
export type NoticeEntry = z.infer<typeof noticeEntry>;

/** `sessions`: listed and ended by their owner. */
export const sessionEntry = z.object({ id, app: z.enum(['staff', 'patient']), device: z.string(), startedAt: instant, lastSeenAt: instant });
/** `devices`: keys that deliver for this account. */
export const deviceEntry = z.object({
  id, name: z.string(), registeredAt: instant, lastSeenAt: instant, revokedAt: z.nullable(instant),
  /** Told to drop what it holds, at its next contact. */
  wipedAt: z.optional(z.nullable(instant)),
});
/** `passkeys`: what else opens for this account. The keys themselves are told to devices with the session. */
export const passkeyEntry = z.object({ id, name: z.string(), addedAt: instant, lastUsedAt: z.nullable(instant) });

export interface NoticeFacts { readonly mine: boolean }

export const noticeDismiss = defineRequest({
  type: 'notice.dismiss',
  v: 1,
  body: z.object({ notice: id }),
  offline: true,
  nature: 'append',
  facts: (): NoticeFacts => ({ mine: true }),
  may: (_actor, _body, facts) => facts.mine || refuse('notice.unknown'),
  predict: ({ actor: who }, body) => [{ view: viewName.account(who.account), section: 'notices', id: body.notice, value: null }],
});

export const accountRequests = [noticeDismiss] as const;
