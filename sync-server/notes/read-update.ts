import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { FIRST_DEVICE_WRITER, MAX_NOTE_FRAME } from '../../schema/notes.ts';
import { WRITER } from '../views/linear-history.ts';

/**
 * N3: what an update of a note may be, found out before any document sees it. Refused: whatever is not whole V1, roots and
 * kinds of content that no text has, nested types, sub-documents, formats, attributes, GC and skips, the server's own ids,
 * what leans on or deletes what the note does not have (gaps, orphans), and what would cost more than typing does.
 */
export interface NoteUpdate {
  readonly update: Uint8Array;
  /** Ids it writes under. */
  readonly writers: readonly number[];
}

export type Hostile = { readonly hostile: string };

/** Typing gives some hundred at most in one delivery; a crowd of conflicting ones costs their square. */
const MAX_STRUCTS = 4096;
const MAX_WRITERS = 32;
const MAX_LENGTH = 128 * 1024;

type Decoded = ReturnType<typeof Y.decodeUpdate>;
type Struct = Decoded['structs'][number];

export function decodeNoteUpdate(update: Uint8Array): Decoded | Hostile {
  if (update.byteLength > MAX_NOTE_FRAME) return { hostile: 'tooLong' };
  let rest: decoding.Decoder | null = null;
  class V1 extends Y.UpdateDecoderV1 {
    constructor(decoder: decoding.Decoder) {
      super(decoder);
      rest = decoder;
    }
  }
  try {
    const decoded = Y.decodeUpdateV2(update, V1);
    // V2 among others: read as V1 it is an empty update with something behind it.
    if (rest === null || decoding.hasContent(rest)) return { hostile: 'trailing' };
    return decoded.structs.length > MAX_STRUCTS ? { hostile: 'structs' } : decoded;
  } catch {
    // Truncated, nested without end, or no update at all.
    return { hostile: 'unreadable' };
  }
}

/** @param doc the standing shadow: what the note holds at its last row. Only read here. */
export function readNoteUpdate(update: Uint8Array, decoded: Decoded, doc: Y.Doc, roots: readonly string[]): NoteUpdate | Hostile {
  const ends = new Map<number, number>();
  const known = (client: number): number => Math.max(ends.get(client) ?? 0, Y.getState(doc.store, client));
  let length = 0;
  for (const struct of decoded.structs) {
    const reason = refuseStruct(struct, roots);
    if (reason !== null) return { hostile: reason };
    const { client, clock } = struct.id;
    if (clock > known(client) || (ends.has(client) && clock !== ends.get(client))) return { hostile: 'gap' };
    length += struct.length;
    if (length > MAX_LENGTH) return { hostile: 'length' };
    ends.set(client, clock + struct.length);
    if (ends.size > MAX_WRITERS) return { hostile: 'writers' };
  }
  for (const struct of decoded.structs) {
    if (!(struct instanceof Y.Item)) continue;
    for (const leansOn of [struct.origin, struct.rightOrigin]) {
      if (leansOn && leansOn.client === WRITER) return { hostile: 'server' };
      if (leansOn && leansOn.clock >= known(leansOn.client)) return { hostile: 'orphan' };
    }
  }
  for (const [client, ranges] of decoded.ds.clients) {
    if (client === WRITER) return { hostile: 'server' };
    if (ranges.some(({ clock, len }) => clock + len > known(client))) return { hostile: 'deletes' };
  }
  return { update, writers: [...ends.keys()] };
}

function refuseStruct(struct: Struct, roots: readonly string[]): string | null {
  if (struct.id.client < FIRST_DEVICE_WRITER) return 'server';
  if (!(struct instanceof Y.Item)) return struct instanceof Y.GC ? 'gc' : 'gap';
  if (!(struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentDeleted)) return 'content';
  if (struct.parentSub !== null) return 'attribute';
  // Without a parent of its own it stands where its neighbour does, and that is in a text of this note.
  const parent: unknown = struct.parent;
  if (parent === null) return struct.origin || struct.rightOrigin ? null : 'root';
  if (typeof parent !== 'string') return 'nested';
  return roots.includes(parent) ? null : 'root';
}
