import { identityProblem, sessionList } from '../../../schema/identity.ts';
import { refuse, type Refusal } from '../../../schema/outcome.ts';

/** The clinic did not answer, or something else did. */
const unreachable: Refusal = refuse('session.offline');

/** Which of the account's sign-ins this one is; null while the clinic does not answer. The list itself is in the account's view. */
export async function readCurrentSession(): Promise<string | null> {
  try {
    const answer = await fetch('/api/identity/sessions?app=staff');
    if (!answer.ok) return null;
    const parsed = sessionList.safeParse(await answer.json());
    return parsed.success ? (parsed.data.sessions.find((session) => session.current)?.id ?? null) : null;
  } catch {
    return null; // offline: no sign-in is marked as this one, and none can be ended either
  }
}

/** Ends another sign-in of one's own. null: done; its screens shut within seconds of their next contact. */
export async function endSession(session: string): Promise<Refusal | null> {
  try {
    const answer = await fetch('/api/identity/sessions/end', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ app: 'staff', session }),
    });
    if (answer.ok) return null;
    const problem = identityProblem.safeParse(await answer.json());
    return problem.success ? problem.data : unreachable;
  } catch {
    return unreachable;
  }
}
