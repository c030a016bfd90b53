import * as decoding from 'lib0/decoding';
import { replyingFrame } from '../../schema/presence.ts';
import { caretFrame, parseNoteName, type CaretPlaces } from '../../schema/notes.ts';

/**
 * V1: what a device may send to a view's socket, and nothing else. Asked for each frame before Hocuspocus or Yjs sees a
 * byte of it. Let through: the token that opens a view, SyncStep1 (a state vector of at most the one writer), an empty
 * step 2, close, pong; at a note, which many write, a longer state vector, and where the caret is; at a queue, in which
 * thread a reply is being typed. Whatever else it is, it
 * is an attack or a broken program: the socket is terminated. Words of a note come another way (`notes/routes.ts`).
 *
 * Not promised: that a frame let through is answered. Who may read what is judged after this.
 */
export type Frame =
  | { readonly kind: 'auth' | 'step1' | 'emptyStep2' | 'close'; readonly address: string }
  | { readonly kind: 'caret'; readonly address: string; readonly at: CaretPlaces }
  | { readonly kind: 'replying'; readonly address: string; readonly thread: string | null }
  | { readonly kind: 'pong' }
  | { readonly kind: 'bad'; readonly reason: string };

/** Longer than anything let through. */
export const MAX_FRAME_BYTES = 6 * 1024;
/** Longer than anything let through at a view. */
const MAX_VIEW_FRAME = 1024;

const addressShape = /^[a-z]{1,16}(\/[A-Za-z0-9_-]{1,64}){1,2}@[A-Za-z0-9_-]{22}$/;
const isNoteAddress = (address: string): boolean => parseNoteName(address.slice(0, -23)) !== null;
/** As many as a note has writers, the server's own ids among them. */
const MAX_WRITERS = 448;
const MAX_TOKEN = 128;
const MAX_VERSION = 32;
const PONG = 10;

/** Hocuspocus' own numbers of messages (types.ts MessageType). */
const SYNC = 0;
const AUTH = 2;
const STATELESS = 5;
const CLOSE_VIEW = 7;
const DENIED = 1;

export function readFrame(bytes: Uint8Array): Frame {
  if (bytes.byteLength > MAX_FRAME_BYTES) return { kind: 'bad', reason: 'tooLong' };
  if (bytes.byteLength === 1 && bytes[0] === PONG) return { kind: 'pong' };
  try {
    return readAddressed(decoding.createDecoder(bytes), bytes.byteLength);
  } catch {
    return { kind: 'bad', reason: bytes.byteLength > MAX_VIEW_FRAME ? 'tooLong' : 'truncated' };
  }
}

function readAddressed(decoder: decoding.Decoder, bytes: number): Frame {
  const address = decoding.readVarString(decoder);
  const note = isNoteAddress(address);
  if (bytes > MAX_VIEW_FRAME && !note) return { kind: 'bad', reason: 'tooLong' };
  if (!addressShape.test(address)) return { kind: 'bad', reason: 'address' };
  const type = decoding.readVarUint(decoder);
  const frame = type === SYNC ? readSync(decoder, address, note ? MAX_WRITERS : 1)
    : type === STATELESS && note ? readCaret(decoder, address)
    : type === STATELESS && address.startsWith('queue/') ? readReplying(decoder, address)
    : type === AUTH ? readAuth(decoder, address)
    : type === CLOSE_VIEW ? { kind: 'close' as const, address }
    : { kind: 'bad' as const, reason: `type${type}` };
  if (frame.kind !== 'bad' && decoding.hasContent(decoder)) return { kind: 'bad', reason: 'trailing' };
  return frame;
}

function readSync(decoder: decoding.Decoder, address: string, writers: number): Frame {
  const step = decoding.readVarUint(decoder);
  const payload = decoding.readVarUint8Array(decoder);
  if (step === 0) return isStateVector(payload, writers) ? { kind: 'step1', address } : { kind: 'bad', reason: 'stateVector' };
  // No structs, no deletions: the only update without content.
  const empty = payload.byteLength === 2 && payload[0] === 0 && payload[1] === 0;
  if (step === 1) return empty ? { kind: 'emptyStep2', address } : { kind: 'bad', reason: 'step2' };
  return { kind: 'bad', reason: step === 2 ? 'update' : 'step' };
}

/** A device knows nothing, or the clocks of at most so many writers. */
function isStateVector(payload: Uint8Array, limit: number): boolean {
  const decoder = decoding.createDecoder(payload);
  const writers = decoding.readVarUint(decoder);
  if (writers > limit) return false;
  for (let i = 0; i < writers * 2; i += 1) decoding.readVarUint(decoder);
  return !decoding.hasContent(decoder);
}

function readAuth(decoder: decoding.Decoder, address: string): Frame {
  const isToken = decoding.readVarUint(decoder) === 0;
  const token = decoding.readVarString(decoder);
  const version = decoding.hasContent(decoder) ? decoding.readVarString(decoder) : '';
  if (!isToken || token.length > MAX_TOKEN || version.length > MAX_VERSION) return { kind: 'bad', reason: 'auth' };
  return { kind: 'auth', address };
}

/** Places alone: a name in it, or anything else, is forged. */
function readCaret(decoder: decoding.Decoder, address: string): Frame {
  const said = caretFrame.safeParse(JSON.parse(decoding.readVarString(decoder)));
  return said.success ? { kind: 'caret', address, at: said.data.at } : { kind: 'bad', reason: 'caret' };
}

/** A thread alone: whose reply it is, is the session's word. */
function readReplying(decoder: decoding.Decoder, address: string): Frame {
  const said = replyingFrame.safeParse(JSON.parse(decoding.readVarString(decoder)));
  return said.success ? { kind: 'replying', address, thread: said.data.thread } : { kind: 'bad', reason: 'replying' };
}

/** The address of a view that a frame of ours refuses; null for any other frame. */
export function readRefusal(bytes: Uint8Array): string | null {
  if (bytes.byteLength > MAX_VIEW_FRAME) return null;
  const decoder = decoding.createDecoder(bytes);
  const address = decoding.readVarString(decoder);
  return decoding.readVarUint(decoder) === AUTH && decoding.readVarUint(decoder) === DENIED ? address : null;
}
