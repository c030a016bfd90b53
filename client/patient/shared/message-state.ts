import type { MessageEntry } from '../../../schema/messages.ts';
import type { LocalRequest } from '../../shared/sync/sync.ts';
import type { ItemState } from '../../shared/ui/item-state.ts';

/**
 * What may be said of one's own message (UX §1.4): "Received" only once the clinic's record holds it, "Read by clinic"
 * only when a person there had it on a screen.
 */
export function messageState(message: MessageEntry, waiting: LocalRequest | undefined, clinic?: string): ItemState {
  if (waiting?.state === 'saved') return { kind: 'saved', at: waiting.savedAt };
  if (waiting?.state === 'sending') return { kind: 'sending' };
  if (message.readAt !== null) return { kind: 'handled', what: 'read', at: message.readAt };
  return { kind: 'received', at: message.at, ...(clinic === undefined ? {} : { clinic }) };
}
