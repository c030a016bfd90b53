import * as Y from 'yjs';
import { META, parseViewName, viewKinds } from '../../schema/view-kinds.ts';
import { views } from '../../schema/views.ts';

/**
 * When a view's history has cost enough (V4, V6): a new device fetches all of its log, and Yjs keeps a trace of every
 * entry that ever was. A new epoch holds what the view says and nothing else; every device fetches that once.
 */
const WORN = 4;
/** Below this a log costs nobody anything. */
const FLOOR_BYTES = 64 * 1024;
/** Looked at each time the log has grown by this much: looking reads the whole view. */
const STEP_BYTES = 32 * 1024;
/** Of an entry beside its JSON, about: what Yjs adds. */
const ENTRY_BYTES = 32;

/** @param log the bytes of its log before and after what was just written */
export function isWorn(name: string, doc: Y.Doc, log: { readonly before: number; readonly after: number }): boolean {
  if (log.after <= FLOOR_BYTES || Math.floor(log.before / STEP_BYTES) === Math.floor(log.after / STEP_BYTES)) return false;
  const view = parseViewName(name);
  if (!view) return false;
  const content = contentBytes(doc, [META, ...viewKinds[view.kind].sections]);
  if (log.after > WORN * content) return true;
  // A log that short of traces is not worth beginning anew: it would be as long again at once.
  return log.after > 2 * content && Y.encodeStateAsUpdate(doc).byteLength > 0.9 * views[view.kind].maxBytes;
}

export function contentBytes(doc: Y.Doc, sections: readonly string[]): number {
  let bytes = 0;
  for (const section of sections) {
    for (const [id, entry] of doc.getMap(section)) bytes += ENTRY_BYTES + id.length + Buffer.byteLength(JSON.stringify(entry));
  }
  return bytes;
}
