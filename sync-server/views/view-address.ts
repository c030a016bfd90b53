import { epoch, head, viewAddress, type Position } from '../../schema/sync.ts';
import { parseReadable, type ParsedNote } from '../../schema/notes.ts';
import type { ParsedView } from '../../schema/view-kinds.ts';

/** A document name on the socket → the view and its epoch; null for anything else. The other way: `viewAddress`. */
export function parseViewAddress(address: string): { view: ParsedView | ParsedNote; epoch: string } | null {
  const cut = address.lastIndexOf('@');
  if (cut < 0) return null;
  const view = parseReadable(address.slice(0, cut));
  const found = epoch.safeParse(address.slice(cut + 1));
  return view && found.success && viewAddress(view.name, found.data) === address ? { view, epoch: found.data } : null;
}

/** What a device sends as its token: "<seq>.<head>" of the copy it will sync from. */
export function parsePositionToken(token: string, inEpoch: string): Position | null {
  const [seq = '', at = ''] = token.split('.');
  return /^\d{1,15}$/.test(seq) && head.safeParse(at).success ? { epoch: inEpoch, seq: Number(seq), head: at } : null;
}
