import type { MarkEntry, MessageEntry } from '../../../schema/messages.ts';

/**
 * What the patient's side has seen, from the marks their devices report (V7). A mark keeps only the time it last grew, so
 * a time is told for the newest message it covers and for no other; older ones are covered without a time.
 */
export interface Seen { readonly reader: string; readonly onDeviceAt?: number; readonly openedAt?: number }

export function seenOfMessage(message: MessageEntry, messages: readonly MessageEntry[], marks: readonly MarkEntry[]): Seen | null {
  if (message.from !== 'clinic') return null;
  const best = marks.reduce<MarkEntry | undefined>((found, mark) => (!found || mark.opened > found.opened || (mark.opened === found.opened && mark.onDevice > found.onDevice) ? mark : found), undefined);
  if (!best || best.onDevice < message.seq) return null;
  const isNewest = (through: number): boolean => !messages.some((other) => other.from === 'clinic' && other.seq > message.seq && other.seq <= through);
  return {
    reader: best.name,
    ...(best.onDeviceAt !== null && isNewest(best.onDevice) ? { onDeviceAt: best.onDeviceAt } : {}),
    ...(best.openedAt !== null && best.opened >= message.seq && isNewest(best.opened) ? { openedAt: best.openedAt } : {}),
  };
}

/** Who is known to have had this message on a screen first; the time is the latest it can have been. Null: nobody. */
export function firstOpened(message: MessageEntry, marks: readonly MarkEntry[]): { readonly reader: string; readonly at: number } | null {
  return marks.reduce<{ reader: string; at: number } | null>(
    (found, mark) => (mark.opened >= message.seq && mark.openedAt !== null && (!found || mark.openedAt < found.at) ? { reader: mark.name, at: mark.openedAt } : found), null);
}

/** The last time somebody on the patient's side had this thread on a screen. */
export function lastOpened(marks: readonly MarkEntry[]): { readonly reader: string; readonly at: number } | null {
  return marks.reduce<{ reader: string; at: number } | null>(
    (found, mark) => (mark.openedAt !== null && (!found || mark.openedAt > found.at) ? { reader: mark.name, at: mark.openedAt } : found), null);
}

/** Newest patient message on this screen: what "read" and "close" name. Own unsent replies have no number of the clinic's yet and never count. */
export function lastPatientSeq(messages: readonly MessageEntry[]): number {
  return messages.reduce((seq, message) => (message.from === 'patient' ? Math.max(seq, message.seq) : seq), 0);
}

/** Reading order: the server's number, then the time (own unsent replies may share a number with what is not here yet). */
export function orderMessages(messages: readonly MessageEntry[]): MessageEntry[] {
  return [...messages].sort((a, b) => a.seq - b.seq || a.at - b.at);
}
