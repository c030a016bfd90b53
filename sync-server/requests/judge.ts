import type { Actor } from '../../schema/actor.ts';
import { stampOf } from '../../schema/merge.ts';
import type { Outcome, Refusal } from '../../schema/outcome.ts';
import { supersededCodes } from '../../schema/requests.ts';
import type { Tx } from '../record/database.ts';
import type { Incoming } from './incoming.ts';
import type { HandlerTable } from './register.ts';
import type { RegisteredHandler, RequestContext } from './slice.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * The request as handlers see it. Its stamp is fixed here, at first receipt (R6). Nobody can have looked at a stamp from
 * beyond tomorrow: a device that says so is broken, and may not push a register's stamps out of a number's range.
 */
export function contextOf(tx: Tx, actor: Actor, { envelope, receivedAt, offset }: Incoming): RequestContext {
  const saw = Math.min(envelope.saw ?? 0, receivedAt + DAY);
  const stamp = stampOf(envelope.deviceTime, offset, receivedAt, saw);
  return { tx, actor, request: { id: envelope.id, device: envelope.device, deviceTime: envelope.deviceTime, receivedAt, stamp, saw } };
}

export function handlerOf(handlers: HandlerTable, incoming: Incoming): { handler: RegisteredHandler; body: never } {
  const { parsed } = incoming;
  const handler = parsed.ok ? handlers.get(parsed.definition.type) : undefined;
  if (!parsed.ok || !handler) throw new Error(`No handler for ${incoming.envelope.type}`);
  return { handler, body: parsed.body };
}

/** Facts under lock, then the one judge (R8), then the effect. A refusal of `may` changes nothing. */
export async function judgeRequest(context: RequestContext, handler: RegisteredHandler, body: never): Promise<Outcome> {
  const facts = (await handler.readFacts(context, body)) as never;
  const verdict = handler.definition.may(context.actor, body, facts);
  if (verdict !== true) return refusedOutcome(context.request.receivedAt, verdict);
  const result = await handler.effect(context, body, facts);
  const at = context.request.receivedAt;
  if (result && 'superseded' in result) return { state: 'superseded', at, refusal: result.superseded };
  return { state: 'done', at, ...(result ? { refusal: result.remark } : {}) };
}

export function refusedOutcome(at: number, refusal: Refusal): Outcome {
  return { state: supersededCodes.has(refusal.code) ? 'superseded' : 'declined', at, refusal };
}
