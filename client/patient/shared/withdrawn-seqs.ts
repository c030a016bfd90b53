import type { MessageEntry } from '../../../schema/messages.ts';

/** As many as one report names (message-requests.ts); the newest ones, for the older were told before. */
const MOST = 50;

/** Messages whose place is here and whose words are not: a mark that covers them says nothing of them (B41). */
export function withdrawnSeqs(messages: readonly MessageEntry[]): number[] {
  return messages.filter((message) => message.withdrawnAt !== undefined).map(({ seq }) => seq).sort((a, b) => a - b).slice(-MOST);
}
