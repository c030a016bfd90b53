import * as Y from 'yjs';
import { threadHandover } from '../../../../schema/handover-requests.ts';
import { newId } from '../../../../schema/ids.ts';
import { refuse, type Refusal } from '../../../../schema/outcome.ts';
import type { NoteStore, NoteUpdate } from '../../local/note-store.ts';
import { keepSending, type KeepSending } from '../keep-sending.ts';
import type { OneAtATime } from '../one-at-a-time.ts';
import { fits, wordsOf } from './note-words.ts';
import type { PostNote } from './post-note.ts';

export interface NoteDeliveryDeps {
  readonly account: string;
  readonly store: NoteStore;
  readonly post: PostNote;
  readonly now: () => number;
  readonly alone: OneAtATime;
  /** What the device's copy of a note holds, as one update; null: no copy. */
  readonly copyOf: (note: string) => Promise<Uint8Array | null>;
  /** Brings the copies up to the clinic's. */
  readonly refresh: () => Promise<void>;
}

/** A delivery is at most so much; the clinic takes 64 KB. */
const PART_BYTES = 40 * 1024;
const PART_ROWS = 300;
/** Typing goes out this often at most: a row of the log for every letter helps nobody. */
const PACE_MS = 250;

/** Delivers what waits of every note, oldest first, for as long as the page lives (N5). One note's trouble stops no other's. */
export function createNoteDelivery(deps: NoteDeliveryDeps): KeepSending {
  const { store, now } = deps;

  /** @returns 'rest': nothing waits; 'more': at once again; 'later': nobody answered */
  async function sendPart(note: string): Promise<'rest' | 'more' | 'later'> {
    const part = partOf(await store.waiting(note));
    if (part.length === 0) return 'rest';
    if (!(await isWhole(note, part))) {
      await giveUp(note, refuse('note.lost'));
      return 'more';
    }
    const ids = part.map(({ id }) => id);
    const merged = part.length === 1 && part[0] ? part[0].update : Y.mergeUpdates(part.map(({ update }) => update));
    const result = await deps.post(note, await store.position(note), merged);
    if (result.kind === 'kept') await store.acknowledge(note, ids, merged, result.at, now());
    else if (result.kind === 'refused') await giveUp(note, result.refusal);
    else if (result.kind === 'otherHistory') {
      await deps.refresh();
      if (await fitsCopy(note, part)) return 'later';
      await giveUp(note, refuse('note.lost'));
    } else return 'later';
    return 'more';
  }

  /** What the clinic is known to have: the device's copy, and what it acknowledged since. */
  async function baseOf(note: string): Promise<Uint8Array[]> {
    const copy = await deps.copyOf(note);
    return [...(copy ? [copy] : []), ...(await store.acknowledged(note)).map(({ update }) => update)];
  }

  async function fitsCopy(note: string, part: readonly NoteUpdate[]): Promise<boolean> {
    return fits(await baseOf(note), part.map(({ update }) => update));
  }

  /**
   * After a refusal, or when the clinic went back to an older record: what leans on words that are nowhere would look like an
   * attack. Asked then only: anything else leans on what the clinic said or what was sent before.
   */
  async function isWhole(note: string, part: readonly NoteUpdate[]): Promise<boolean> {
    if (!part.some(({ again }) => again) && await store.refusals(note) === 0) return true;
    if (await fitsCopy(note, part)) return true;
    await deps.refresh();
    return fitsCopy(note, part);
  }

  /** N4. Once more if somebody wrote on meanwhile: all that waits goes, or what is left would lean on nothing. */
  async function giveUp(note: string, refusal: Refusal): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) {
      const waiting = await store.waiting(note);
      const [first] = waiting;
      if (!first) return;
      const text = wordsOf(await baseOf(note), waiting.map(({ update }) => update), 'text');
      const body = { ...first.about, text };
      const words = text === '' ? null : {
        request: { id: newId(), type: threadHandover.type, v: threadHandover.v, patient: first.about.patient, savedAt: first.savedAt, body }, refusal,
      };
      if (await store.giveUp(note, waiting.map(({ id }) => id), words, now())) return;
    }
  }

  const sending = keepSending(() => deps.alone(`outpost-notes-${deps.account}`, async () => {
    const ends: ('rest' | 'more' | 'later')[] = [];
    for (const note of await store.unsent()) ends.push(await sendPart(note));
    return { failed: ends.includes('later'), wakeAt: ends.includes('more') ? now() + PACE_MS : null };
  }), now);
  let soon: ReturnType<typeof setTimeout> | undefined;
  return {
    ...sending,
    wake() {
      soon ??= setTimeout(() => {
        soon = undefined;
        sending.wake();
      }, PACE_MS);
    },
    async close() {
      clearTimeout(soon);
      await sending.close();
    },
  };
}

function partOf(waiting: readonly NoteUpdate[]): NoteUpdate[] {
  let bytes = 0;
  return waiting.filter(({ update }, i) => {
    bytes += update.byteLength;
    return i === 0 || (i < PART_ROWS && bytes <= PART_BYTES);
  });
}
