import type * as z from 'zod';
import { refuse } from '../../schema/outcome.ts';
import { parseBody } from '../../schema/requests.ts';
import type { deliverAnswer } from '../../schema/sync.ts';
import { answerOf, positionsWanted, type Answered } from './answer.ts';
import { decide, decideTogether, type DecideDeps } from './decide.ts';
import { createDeliveryRate, type DeliveryRate } from './delivery-rate.ts';
import { createDeviceKeys } from './device-keys.ts';
import { createForgeryReport } from './forgery.ts';
import type { Decision, Incoming } from './incoming.ts';
import { readEnvelope, type ReadEnvelope } from './read-envelope.ts';
import { gatherHandlers, type HandlerTable } from './register.ts';
import { shareCommits } from './share-commits.ts';
import type { RegisteredHandler } from './slice.ts';
import { createTurns } from './turns.ts';
import { verifySignature } from './verify-signature.ts';

export type DeliverAnswer = z.infer<typeof deliverAnswer>;

export interface Delivery {
  /** The carrier's clock at sending, ms. */
  readonly sentAt: number;
  /** Items of the wire, each judged for itself: one that is no signed request is answered so and hinders no other. */
  readonly requests: readonly unknown[];
}

export interface PipelineDeps extends Omit<DecideDeps, 'handlers'> {
  readonly handlers: readonly RegisteredHandler[];
  readonly projector: { settle(views: readonly string[], waitMs: number): Promise<Record<string, { epoch: string; seq: number }>> };
  readonly rate?: DeliveryRate;
  readonly clock?: () => number;
  /** How long an answer waits for the views to know its effect, ms. */
  readonly settleMs?: number;
}

export interface Pipeline {
  /** @param carriers accounts with a session on what carries this delivery (R11) */
  deliver(delivery: Delivery, carriers: readonly string[]): Promise<DeliverAnswer>;
}

/** DESIGN §4, server: these steps, in this order. */
export function createPipeline(deps: PipelineDeps): Pipeline {
  const { clock = Date.now, rate = createDeliveryRate(), settleMs = 50 } = deps;
  const deciding: DecideDeps = { ...deps, handlers: gatherHandlers(deps.handlers) };
  const keys = createDeviceKeys(deps.database);
  const turns = createTurns();
  const decideSoon = shareCommits({
    patientOf: (incoming) => onlyPatientOf(deciding.handlers, incoming),
    alone: (incoming) => decide(incoming, deciding),
    together: (incoming) => decideTogether(incoming, deciding),
  });
  const reportForgery = createForgeryReport(deps);

  async function judge(read: ReadEnvelope, receivedAt: number, offset: number): Promise<Answered> {
    const { envelope } = read;
    const answered = (decision: Decision): Answered => ({ id: envelope.id, account: envelope.account, decision });
    const forged = await verifySignature(read, keys);
    if (forged) {
      await reportForgery(read, forged, receivedAt);
      return answered({ kind: 'refused', refusal: forged });
    }
    if (!rate.take(envelope.device, receivedAt)) return answered({ kind: 'retry', refusal: refuse('request.tooMany') });
    const parsed = parseBody(envelope.type, envelope.v, envelope.body);
    const decision = await turns.take(envelope.device, () => decideSoon({ ...read, parsed, receivedAt, offset }));
    deps.faultPoint('afterCommit');
    return answered(decision);
  }

  async function positionsOf(answers: readonly Answered[], carriers: ReadonlySet<string>) {
    const views = answers.flatMap((answered) =>
      answered.decision.kind === 'stored' && answered.decision.actor && carriers.has(answered.decision.actor.account)
        ? positionsWanted(answered, answered.decision.actor) : []);
    if (views.length === 0) return {};
    try {
      return await deps.projector.settle([...new Set(views)], settleMs);
    } catch (error) {
      deps.log.error({ err: error }, 'positions not known');
      return {};
    }
  }

  return {
    async deliver(delivery, carrierAccounts) {
      const receivedAt = clock();
      const carriers = new Set(carrierAccounts);
      const items = delivery.requests.map(readEnvelope);
      const answers = await inOrder(items, (item) => item.ok
        ? judge(item.read, receivedAt, receivedAt - delivery.sentAt)
        : Promise.resolve({ id: item.id, account: null, decision: { kind: 'refused', refusal: item.refusal } satisfies Decision }));
      const positions = await positionsOf(answers, carriers);
      deps.faultPoint('beforeAnswer');
      return { receivedAt, answers: answers.map((answered) => answerOf(answered, carriers, positions)) };
    },
  };
}

/** The one patient whose part of the record a request is within; null: it has promised nothing, or cannot be read. */
function onlyPatientOf(handlers: HandlerTable, { parsed }: Incoming): string | null {
  const handler = parsed.ok ? handlers.get(parsed.definition.type) : undefined;
  return parsed.ok && handler?.within === 'patient' ? handler.patientOf(parsed.body) : null;
}

type Reading = ReturnType<typeof readEnvelope>;

/** Per device one after another, by `n` (R4); devices beside each other. Answers come back in the delivery's order. */
async function inOrder(items: readonly Reading[], judge: (item: Reading) => Promise<Answered>): Promise<Answered[]> {
  const answers: Answered[] = [];
  const devices = new Map<string, number[]>();
  items.forEach((item, at) => {
    const device = item.ok ? item.read.envelope.device : '';
    devices.set(device, [...(devices.get(device) ?? []), at]);
  });
  const numberOf = (at: number): number => { const item = items[at]; return item?.ok ? item.read.envelope.n : 0; };
  await Promise.all([...devices.values()].map(async (places) => {
    for (const at of places.sort((a, b) => numberOf(a) - numberOf(b))) {
      const item = items[at];
      if (item) answers[at] = await judge(item);
    }
  }));
  return answers;
}
