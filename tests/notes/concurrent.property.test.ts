import { sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fits } from '../../client/shared/sync/notes/note-words.ts';
import { handoverName, parseNoteName, type ParsedNote } from '../../schema/notes.ts';
import type { Position } from '../../schema/sync.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { createNoteGate, type NoteGate } from '../../sync-server/notes/gate.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { readPage } from '../../sync-server/views/pages.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { soakRuns } from '../support/soak.ts';
import { openMemoryRecord } from '../views/open-record.ts';
import { at, insertThread, seedRecord, type Person, type SmallRecord } from '../views/small-record.ts';

/** Two to four people, without a line for a while, crashes, lost answers, two instances, rights that go and come. */

const SEEDS = soakRuns(200);
/** Seeds that failed once run first, for ever. */
/** 322107313: a letter was sent again for want of an answer after somebody else had deleted it. */
const pinned: readonly number[] = [322107313];
const first = Number(process.env['OUTPOST_SEED'] ?? Date.now() % 1e9);

let database: Database;
let record: SmallRecord;
let gates: readonly NoteGate[];
beforeAll(async () => {
  database = await openMemoryRecord();
  record = await seedRecord(database, 1);
  // They meet in the database only.
  gates = [0, 1].map(() => createNoteGate({ database, readActor, faultPoint: () => undefined }));
});
afterAll(() => database.close());

/** What a device keeps over a crash: its copy's rows, and what waits. Every letter is typed once in the world. */
class Writer {
  doc = new Y.Doc();
  base: Position | null = null;
  rows: Uint8Array[] = [];
  pending: { update: Uint8Array; typed: string; deleted: string; taken: boolean }[] = [];
  readonly person: Person;
  readonly device: string;

  constructor(person: Person, device: string) {
    this.person = person;
    this.device = device;
  }

  type(random: () => number, letter: string): void {
    this.write((text) => text.insert(Math.floor(random() * (text.length + 1)), letter), { typed: letter, deleted: '' });
  }
  delete(random: () => number): void {
    const text = this.doc.getText('text').toJSON();
    if (text.length === 0) return;
    const place = Math.floor(random() * text.length);
    this.write((it) => it.delete(place, 1), { typed: '', deleted: text.charAt(place) });
  }
  private write(change: (text: Y.Text) => void, what: { typed: string; deleted: string }): void {
    const keep = (update: Uint8Array): void => void this.pending.push({ update, ...what, taken: false });
    this.doc.on('update', keep);
    change(this.doc.getText('text'));
    this.doc.off('update', keep);
  }

  async read(note: ParsedNote): Promise<void> {
    const page = await readPage(database, note.name, this.base, 1_000_000);
    if (!page || page === 'broken') return;
    for (const { seq, head, update } of page.rows) {
      Y.applyUpdate(this.doc, update);
      this.rows.push(update);
      this.base = { epoch: page.epoch, seq, head };
    }
  }
  /** The tab is gone; another begins from what is on the disk. */
  begin(): void {
    this.doc = new Y.Doc();
    for (const update of [...this.rows, ...this.pending.map((one) => one.update)]) Y.applyUpdate(this.doc, update);
  }
}

async function setRole(person: Person, role: string): Promise<void> {
  await database.query(sql`update staff set roles = array[${role}] where id = ${person.staff}`);
}

async function play(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const people = [record.nurse, record.colleague];
  const thread = await database.transaction((tx) => insertThread(tx, record.clinic, at(record.patients, 0).id));
  const note = parseNoteName(handoverName(thread, 1));
  if (!note) throw new Error('no note');
  const writers = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, i) => new Writer(at(people, i % 2), `device-${i}`));
  const standing = new Set<string>();
  const allowed = new Set(people);
  let letters = 0;

  /** N4: all that waits is given up; the note is opened clean. */
  const refuse = (writer: Writer): void => {
    writer.pending = [];
    writer.begin();
  };
  async function send(writer: Writer): Promise<void> {
    const [one] = writer.pending;
    if (!one) return;
    if (!fits(writer.rows, writer.pending.map(({ update }) => update))) throw new Error('a device would send what leans on nothing');
    const given = { update: one.update, base: writer.base, from: { account: writer.person.account, device: writer.device } };
    const taken = await at(gates, Math.floor(random() * 2)).take(note as ParsedNote, given);
    if (taken.kind === 'refused') {
      expect(allowed.has(writer.person), `seed ${seed}`).toBe(false);
      return refuse(writer);
    }
    expect(taken.kind, `seed ${seed}`).toBe('kept');
    // Committed with the first time it was taken, whether the answer arrived or not; sent again it changes nothing.
    if (!one.taken && one.typed !== '') standing.add(one.typed);
    if (one.deleted !== '') standing.delete(one.deleted);
    one.taken = true;
    if (random() < 0.15) return;
    writer.pending.shift();
    writer.rows.push(one.update);
  }

  for (let step = 0; step < 45; step += 1) {
    const writer = at(writers, Math.floor(random() * writers.length));
    const draw = random();
    if (draw < 0.35) writer.type(random, String.fromCharCode(0x4e00 + (letters += 1)));
    else if (draw < 0.45) writer.delete(random);
    else if (draw < 0.75) await send(writer);
    else if (draw < 0.88) await writer.read(note);
    else if (draw < 0.94) writer.begin();
    else {
      const person = at(people, Math.floor(random() * 2));
      const may = !allowed.has(person);
      await setRole(person, may ? 'nurse' : 'live_coordinator');
      if (may) allowed.add(person);
      else allowed.delete(person);
    }
  }
  for (const person of people) {
    await setRole(person, 'nurse');
    allowed.add(person);
  }
  for (const writer of writers) for (let tries = 0; writer.pending.length > 0 && tries < 500; tries += 1) await send(writer);
  for (const writer of writers) {
    await writer.read(note);
    writer.begin();
  }
  const texts = writers.map((writer) => writer.doc.getText('text').toJSON());
  expect(new Set(texts).size, `seed ${seed}: all read the same`).toBe(1);
  expect([...at(texts, 0)].toSorted(), `seed ${seed}: every acknowledged letter, once`).toEqual([...standing].toSorted());
  const heads = new Set(writers.map(({ base }) => base?.head));
  expect(heads.size, `seed ${seed}: one line of rows`).toBe(1);
}

describe('Random writing at once', () => {
  it('[N2] [N4] [N5] ends alike for all: what was acknowledged is there once, what was refused is nowhere', async () => {
    for (const seed of [...pinned, ...Array.from({ length: SEEDS }, (_, i) => first + i)]) await play(seed);
  }, 120_000 * Math.max(1, SEEDS / 200));
});
