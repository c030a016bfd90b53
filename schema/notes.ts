import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import type { ThreadState } from './messages.ts';
import { refuse, type Verdict } from './outcome.ts';
import { can, type Permission } from './roles.ts';
import { parseViewName, type ParsedView } from './view-kinds.ts';

/**
 * Table of notes: the only documents a device writes (N1–N5). A note is read like a view, of one history, and written by
 * updates that the server judges one by one. Patients have no row here: nothing of a note is ever sent to one.
 */
export interface NoteDefinition {
  /** Names look like `kind/part/part`. */
  readonly params: readonly ('thread' | 'part')[];
  readonly readers: Permission;
  readonly writers: Permission;
  /** N3: the roots a device may write, all of them Y.Text. */
  readonly texts: readonly string[];
  /** N3, bytes of the encoded note. */
  readonly maxBytes: number;
  /** Characters of one text: told while typing, long before `maxBytes` would be reached. */
  readonly maxText: number;
}

const KB = 1024;

export const notes = {
  /**
   * What staff leave each other about a thread. A thread that is closed signs its note: it is read-only from then on and
   * its words stand in the record. Later words, once the thread is open again, are the next part: an addendum.
   */
  handover: {
    params: ['thread', 'part'], readers: 'portal.message.read', writers: 'portal.message.reply',
    texts: ['text'], maxBytes: 256 * KB, maxText: 20_000,
  },
} as const satisfies Record<string, NoteDefinition>;

export type NoteKind = keyof typeof notes;

/** N3: one delivered update. */
export const MAX_NOTE_FRAME = 64 * KB;
/** A note has this many writers' ids at most: each opening that wrote is one, and all of them are named at each opening. */
export const MAX_NOTE_WRITERS = 400;
/** Yjs client ids below this are the server's own; no device writes under them. */
export const FIRST_DEVICE_WRITER = 16;

export const handoverName = (thread: string, part: number): string => `handover/${thread}/${part}`;

export interface ParsedNote {
  readonly kind: NoteKind;
  readonly name: string;
  readonly thread: string;
  readonly part: number;
}

const namePattern = /^handover\/([A-Za-z0-9_-]{22})\/([1-9]\d{0,3})$/;

/** Strict, like the names of views: anything that is not exactly a note's name is null. */
export function parseNoteName(name: string): ParsedNote | null {
  const [, thread, part] = namePattern.exec(name) ?? [];
  return thread === undefined || part === undefined ? null : { kind: 'handover', name, thread, part: Number(part) };
}

export const isNote = (parsed: ParsedView | ParsedNote): parsed is ParsedNote => Object.keys(notes).includes(parsed.kind);

/** Whatever has a history that devices read: a view or a note. */
export const parseReadable = (name: string): ParsedView | ParsedNote | null => parseViewName(name) ?? parseNoteName(name);

/** The thread a note belongs to, as the record stands now. */
export interface NoteFacts {
  readonly clinic: string;
  readonly patient: string;
  readonly state: ThreadState;
  /** The part that is being written, or will be when the thread is open again. */
  readonly part: number;
}

/** @param facts null when there is no such thread: absent, foreign and not yet begun look the same. */
export function mayReadNote(actor: Actor, note: ParsedNote, facts: NoteFacts | null): boolean {
  return actor.kind === 'staff' && facts !== null && facts.clinic === actor.clinic && note.part <= facts.part && can(actor, notes[note.kind].readers);
}

/** N1. Asked at each update, in its transaction; and on the device to explain. */
export function mayWriteNote(actor: Actor, note: ParsedNote, facts: NoteFacts | null): Verdict {
  const permission = notes[note.kind].writers;
  if (actor.kind !== 'staff' || !can(actor, permission)) return refuse('permission.missing', { permission });
  if (!facts || !mayReadNote(actor, note, facts)) return refuse('note.unknown');
  return (facts.state !== 'closed' && facts.part === note.part) || refuse('note.closed');
}

// On the wire ------------------------------------------------------------------------------------------------------

/** POST /api/notes/<name>: the row that holds the update. Committed before this is said (N2). */
export const noteAnswer = z.object({ epoch: z.string(), seq: z.number(), head: z.string() });

/** Two relative positions of Yjs, base64url: where a selection begins and ends; null: the caret has left. */
const place = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,60}$/));
export const caretPlaces = z.nullable(z.object({ anchor: place, head: place }));
export type CaretPlaces = z.infer<typeof caretPlaces>;

/** What a device says on the note's socket: places only, never a name. */
export const caretFrame = z.strictObject({ kind: z.literal('caret'), at: caretPlaces });
/** What the others hear. Who it is, is the server's word, from the session. */
export const caretMessage = z.object({ kind: z.literal('caret'), of: z.string(), staff: z.string(), name: z.string(), at: caretPlaces });
export type CaretMessage = z.infer<typeof caretMessage>;

/** Beside the text, written by the server with each row: who wrote last, and when. */
export const noteMeta = z.object({ by: z.optional(z.object({ staff: z.nullable(z.string()), name: z.string() })), byAt: z.optional(z.number()) });
