import type { Decision, Incoming } from './incoming.ts';

/** How many share a commit at most: each waits for all of them, and all are decided anew when one fails. */
const SHARED = 32;
/** One that takes longer than this holds up nobody but those in it. */
const SLOW_MS = 300;

interface Waiting {
  readonly incoming: Incoming;
  readonly patient: string;
  readonly answer: (decision: Promise<Decision>) => void;
}

/**
 * Group commit: requests that arrive while others are being committed are decided together, in one transaction. Only such
 * as have nothing in common (another device, another patient; their handlers promise the rest), so that none of them can
 * tell. When anything fails, the transaction is rolled back and each is decided alone, as if it had come alone; one whose
 * patient is being decided about alone goes alone as well, so that what hinders one hinders no other (R4).
 *
 * @param patientOf null: it may share with nobody
 */
export function shareCommits(deps: {
  readonly patientOf: (incoming: Incoming) => string | null;
  readonly alone: (incoming: Incoming) => Promise<Decision>;
  readonly together: (incoming: readonly Incoming[]) => Promise<Decision[]>;
}): (incoming: Incoming) => Promise<Decision> {
  const waiting: Waiting[] = [];
  /** Patients whom a shared commit is about right now. */
  const shared = new Set<string>();
  /** Those of requests at work alone, with how many. */
  const lonely = new Map<string, number>();
  let quick = 0;
  let planned = false;

  async function decideAlone(incoming: Incoming, patient: string | null): Promise<Decision> {
    if (patient === null) return deps.alone(incoming);
    lonely.set(patient, (lonely.get(patient) ?? 0) + 1);
    try {
      return await deps.alone(incoming);
    } finally {
      const left = (lonely.get(patient) ?? 1) - 1;
      if (left === 0) lonely.delete(patient);
      else lonely.set(patient, left);
    }
  }

  /** Those who wait, in their order, one a patient. */
  function takeSome(): Waiting[] {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    for (const one of waiting) {
      if (taken.length >= SHARED || shared.has(one.patient)) left.push(one);
      else if (lonely.has(one.patient)) one.answer(decideAlone(one.incoming, one.patient));
      else {
        shared.add(one.patient);
        taken.push(one);
      }
    }
    waiting.splice(0, waiting.length, ...left);
    return taken;
  }

  async function decideSome(): Promise<void> {
    const taken = takeSome();
    if (taken.length === 0) return;
    let counted = true;
    const release = (): void => {
      if (counted) quick -= 1;
      counted = false;
    };
    quick += 1;
    const slow = setTimeout(() => {
      release();
      plan();
    }, SLOW_MS);
    const decided = await decideAll(taken);
    clearTimeout(slow);
    release();
    for (const [at, one] of taken.entries()) {
      shared.delete(one.patient);
      const decision = decided?.[at];
      one.answer(decision ? Promise.resolve(decision) : decideAlone(one.incoming, one.patient));
    }
    plan();
  }

  async function decideAll(taken: readonly Waiting[]): Promise<Decision[] | null> {
    const [first] = taken;
    try {
      if (taken.length === 1 && first) return [await deps.alone(first.incoming)];
      return await deps.together(taken.map(({ incoming }) => incoming));
    } catch {
      // Not told: whose fault it was is found, and logged, when each is decided alone.
      return null;
    }
  }

  /** In the next turn of the event loop, so that all who came in this one are there. */
  function plan(): void {
    if (planned || quick > 0 || waiting.length === 0) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      if (quick === 0) void decideSome();
    });
  }

  return (incoming) => {
    const patient = deps.patientOf(incoming);
    if (patient === null || lonely.has(patient)) return decideAlone(incoming, patient);
    return new Promise((resolve) => {
      waiting.push({ incoming, patient, answer: resolve });
      plan();
    });
  };
}
