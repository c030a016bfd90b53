import { replyState, type ReplyAnswer, type ReplyState } from '../../../schema/reply-links.ts';
import { startPatience } from '../../shared/local/patience.ts';

export type Asked = ReplyState | { readonly state: 'noAnswer' | 'tooOften' };

const PATIENCE_MS = 25_000;

/** What the link stands for; with an answer, after that was given. An answer that got lost on the way is given again with the same press. */
export async function askReply(secret: string, answer: ReplyAnswer | null): Promise<Asked> {
  const patience = startPatience(PATIENCE_MS);
  try {
    const response = await fetch(`/api/replies/${answer === null ? 'look' : 'answer'}`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer === null ? { secret } : { secret, answer }),
      credentials: 'omit', cache: 'no-store', redirect: 'manual', referrerPolicy: 'no-referrer', signal: patience.signal,
    });
    if (response.status === 429) return { state: 'tooOften' };
    const state = replyState.safeParse(await response.json());
    return response.ok && state.success ? state.data : { state: 'noAnswer' };
  } catch {
    return { state: 'noAnswer' };
  } finally {
    patience.done();
  }
}
