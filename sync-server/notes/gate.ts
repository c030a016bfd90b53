import * as Y from 'yjs';
import { mayWriteNote, notes, type NoteDefinition, type ParsedNote } from '../../schema/notes.ts';
import { refuse, type Refusal } from '../../schema/outcome.ts';
import type { Position } from '../../schema/sync.ts';
import type { Actor } from '../../schema/actor.ts';
import { audit } from '../audit/audit.ts';
import type { FaultPoint } from '../faults.ts';
import type { Database, Queries, Tx } from '../record/database.ts';
import { positionOf, readView } from '../views/linear-history.ts';
import { holdsPosition } from '../views/pages.ts';
import type { LogRow } from '../views/projector-types.ts';
import { ROW_CHANNEL } from '../views/projector.ts';
import { createWriterCopies } from '../views/writer-copies.ts';
import type { WriterCopy } from '../views/linear-history.ts';
import { leaseWriters, type NoteWriter } from './leases.ts';
import { appendNoteRow, openShadow } from './note-history.ts';
import { decodeNoteUpdate, readNoteUpdate } from './read-update.ts';
import { readNoteFacts } from './read-facts.ts';

/**
 * The only way a device's bytes reach a note (N1–N3). Refused: who may not write it now; what is not a text's update; what
 * leans on what the note does not have; what is written under somebody else's id; what makes it too large. Let through,
 * an update is a committed row before anybody hears of it (N2).
 */
export interface NoteGate {
  take(note: ParsedNote, given: GivenUpdate): Promise<Taken>;
  /** The note's row, with at least one in its log. Only for names the judge has let through. */
  ensure(note: ParsedNote): Promise<Position>;
  /** Called after the commit of each row this instance wrote, in order per note. */
  onRow(listen: (row: LogRow) => void): () => void;
}

export interface GivenUpdate {
  readonly update: Uint8Array;
  /** The row its author's copy stood on; null: it held nothing of the note. */
  readonly base: Position | null;
  readonly from: NoteWriter;
}

export type Taken =
  | { readonly kind: 'kept'; readonly position: Position }
  /** Not this note, not this person, not any more: the words stay with their author (N4). */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The base is no row of this history: load it and send again. */
  | { readonly kind: 'otherHistory' }
  /** No program of ours wrote this (N3). */
  | { readonly kind: 'hostile'; readonly reason: string };

/** A standing shadow is a saving, never needed: one of a full note takes a few MB. */
const SHADOWS = 200;

export function createNoteGate(deps: {
  readonly database: Database;
  readonly readActor: (q: Queries, account: string, lock?: boolean) => Promise<Actor | null>;
  readonly faultPoint: FaultPoint;
  readonly now?: () => number;
}): NoteGate {
  const { database, faultPoint, now = Date.now } = deps;
  const shadows = createWriterCopies(SHADOWS);
  const listeners = new Set<(row: LogRow) => void>();
  const turns = new Map<string, Promise<unknown>>();

  /** One after another per note in this process; between processes the lock on its row does it. */
  function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const mine = (turns.get(name) ?? Promise.resolve()).then(work, work);
    const done = mine.catch(() => undefined).then(() => { if (turns.get(name) === done) turns.delete(name); });
    turns.set(name, done);
    return mine;
  }

  function tell(row: LogRow): void {
    for (const listen of listeners) listen(row);
    void database.notify(ROW_CHANNEL, `${row.view},${row.seq}`).catch(() => undefined);
  }

  /** On any refusal, error or unknown COMMIT the shadow is gone: the next update begins from the log. */
  async function write(note: ParsedNote, work: (tx: Tx, held: WriterCopy | null) => Promise<Tried>): Promise<Taken> {
    const held = shadows.take(note.name);
    const tried = await database.transaction(async (tx) => {
      const result = await work(tx, held);
      if (result.row) faultPoint('noteBeforeCommit');
      return result;
    });
    if (tried.row) faultPoint('noteAfterCommit');
    if (tried.shadow) shadows.put(note.name, tried.shadow);
    if (tried.row) {
      tell(tried.row);
      faultPoint('noteBeforeAnswer');
    }
    return tried.taken;
  }

  return {
    take(note, given) {
      const decoded = decodeNoteUpdate(given.update);
      return inTurn(note.name, () => write(note, async (tx, held) => {
        // N1: judged in the transaction that writes, with everything it rests on held still.
        const actor = await deps.readActor(tx, given.from.account, true);
        const facts = await readNoteFacts(tx, note, true);
        const verdict = actor ? mayWriteNote(actor, note, facts) : refuse('note.unknown');
        if (verdict !== true || !actor || !facts) return { taken: { kind: 'refused', refusal: verdict === true ? refuse('note.unknown') : verdict } };
        if ('hostile' in decoded) return { taken: { kind: 'hostile', reason: decoded.hostile } };
        const { state, shadow } = await openShadow(tx, note, held);
        if (given.base && !(await holdsPosition(tx, note.name, given.base))) return { taken: { kind: 'otherHistory' }, shadow };
        const definition: NoteDefinition = notes[note.kind];
        const read = readNoteUpdate(given.update, decoded, shadow.doc, definition.texts);
        if ('hostile' in read) return { taken: { kind: 'hostile', reason: read.hostile }, shadow };
        const lease = await leaseWriters(tx, note.name, read.writers, given.from);
        if (lease === 'foreign') return { taken: { kind: 'hostile', reason: 'leased' }, shadow };
        if (lease === 'full') return { taken: { kind: 'refused', refusal: refuse('note.full') }, shadow };

        const tried = tryOn(shadow.doc, read.update);
        if (tried === 'pending') throw new HostileUpdate('pending');
        // All of it was here before: an answer that got lost.
        if (tried === null) return { taken: { kind: 'kept', position: positionOf(shadow) }, shadow };
        if (isTooLarge(shadow.doc, definition, state.bytes + tried.byteLength)) throw new NoteFull();
        const by = { staff: actor.staff, name: actor.name, writer: given.from };
        const row = await appendNoteRow(tx, shadow, note.name, { by, asOf: now(), carried: tried });
        if (lease === 'new') {
          await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action: 'note.write', patient: facts.patient, subject: note.name });
        }
        return { taken: { kind: 'kept', position: positionOf(shadow) }, shadow, row };
      })).catch((error: unknown): Taken => {
        // Thrown, so that the transaction is undone and the shadow, which has seen it, is not used again.
        if (error instanceof HostileUpdate) return { kind: 'hostile', reason: error.reason };
        if (error instanceof NoteFull) return { kind: 'refused', refusal: refuse('note.full') };
        throw error;
      });
    },

    async ensure(note) {
      const found = await readView(database, note.name);
      if (found?.built) return positionOf(found);
      const taken = await inTurn(note.name, () => write(note, async (tx, held) => {
        const { state, shadow } = await openShadow(tx, note, held);
        if (state.built) return { taken: { kind: 'kept', position: positionOf(shadow) }, shadow };
        const row = await appendNoteRow(tx, shadow, note.name, { by: null, asOf: now() });
        return { taken: { kind: 'kept', position: positionOf(shadow) }, shadow, row };
      }));
      if (taken.kind !== 'kept') throw new Error(`Note ${note.name} could not be begun`);
      return taken.position;
    },

    onRow(listen) {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
  };
}

interface Tried { readonly taken: Taken; readonly shadow?: WriterCopy; readonly row?: LogRow }

class HostileUpdate extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
class NoteFull extends Error {}

/** What of it is new, as Yjs itself writes it: a device's own bytes are never stored. null: nothing. */
function tryOn(doc: Y.Doc, update: Uint8Array): Uint8Array | null | 'pending' {
  let news: Uint8Array | null = null;
  const take = (bytes: Uint8Array): void => { news = bytes; };
  doc.on('update', take);
  try {
    Y.applyUpdate(doc, update);
  } finally {
    doc.off('update', take);
  }
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null ? 'pending' : news;
}

/** @param logBytes never less than the note itself: measured only when that is too much */
function isTooLarge(doc: Y.Doc, { texts, maxText, maxBytes }: NoteDefinition, logBytes: number): boolean {
  if (texts.some((root) => doc.getText(root).length > maxText)) return true;
  return logBytes > maxBytes && Y.encodeStateAsUpdate(doc).byteLength > maxBytes;
}
