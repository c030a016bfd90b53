import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountDatabase, StoredNoteUpdate, StoredRequest, StoredView } from '../../client/shared/local/account-database.ts';
import { seal } from '../../client/shared/local/seal.ts';
import { createHold } from '../../client/shared/sync/views/hold.ts';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { soakRuns } from '../support/soak.ts';
import { newDisk, openDisk } from './device.ts';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

/** Somebody whose views are on the device, and what of theirs has not reached the clinic. */
const person = fc.record({
  unsent: fc.constantFrom(null, null, null, 'saved', 'sending', 'declined', 'refused', 'reply draft', 'patient draft', 'note'),
  onScreen: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  hoursAgo: fc.constantFrom(null, 0, 1, 30, 3_000),
  kilobytes: fc.integer({ min: 1, max: 60 }),
  pages: fc.nat(2),
});
const acts = fc.array(fc.constantFrom('settle', 'makeRoom', 'wantAgain'), { minLength: 1, maxLength: 3 });

interface Somebody { readonly id: string; readonly names: readonly string[]; readonly note: string; readonly stays: boolean; readonly onScreen: boolean }

async function fill(database: AccountDatabase, people: readonly (typeof person extends fc.Arbitrary<infer T> ? T : never)[]): Promise<Somebody[]> {
  const put = async (name: string, kilobytes: number, at: Pick<StoredView, 'openedAt' | 'cameAt'>, sections: Record<string, Record<string, unknown>> = {}): Promise<void> => {
    await database.views.put({ name, epoch: 'E'.repeat(22), seq: 1, head: 'a'.repeat(64), asOf: NOW, ...at });
    await database.viewRows.put({ view: name, seq: 1, epoch: 'E'.repeat(22), head: 'a'.repeat(64), update: await seal(new Uint8Array(kilobytes * 1000)) });
    await database.snapshots.put({ name, epoch: 'E'.repeat(22), seq: 1, sections: await seal(sections) });
  };
  for (const name of ['account/A', 'clinic/C', 'office/C', 'queue/C/messages']) await put(name, 5, { cameAt: 1 });
  const all: Somebody[] = [];
  for (const { unsent, onScreen, hoursAgo, kilobytes, pages } of people) {
    const [id, thread] = [newId(), newId()];
    const at = { cameAt: NOW - 5_000 * HOUR, ...(hoursAgo === null ? {} : { openedAt: NOW - hoursAgo * HOUR }) };
    const threads = viewName.threads(id);
    await put(threads, kilobytes, at, { threads: { [thread]: {} } });
    await put(viewName.record(id), kilobytes, at);
    await put(viewName.person(id), 1, at);
    const note = `handover/${thread}/0`;
    await put(note, 1, at);
    for (let i = 0; i < pages; i += 1) await database.pages.put({ view: threads, hash: `${i}`, body: await seal('x'.repeat(30_000)) });
    const request = async (state: StoredRequest['state']): Promise<void> => void await database.requests.add({
      id: newId(), n: all.length, type: 'message.reply', v: 1, state, open: 1, savedAt: NOW, saw: 0, patient: id,
      body: await seal<unknown>({ words: 'typed' }), bytes: await seal('{}'), signature: 's', size: 10,
    });
    if (unsent === 'saved' || unsent === 'sending' || unsent === 'declined' || unsent === 'refused') await request(unsent);
    if (unsent === 'reply draft') await database.drafts.put({ key: `reply.${thread}`, text: await seal('half a sentence'), at: NOW });
    if (unsent === 'patient draft') await database.drafts.put({ key: `thread:${id}:${thread}`, text: await seal('half a sentence'), at: NOW });
    if (unsent === 'note') {
      const update: StoredNoteUpdate = { note, state: 'waiting', update: await seal(new Uint8Array(9)), savedAt: NOW, about: { patient: id, thread } };
      await database.noteUpdates.add(update);
    }
    all.push({ id, names: [threads, viewName.record(id), viewName.person(id), note], note, stays: unsent !== null || onScreen || hoursAgo === 0, onScreen });
  }
  await database.settings.put({ key: 'n', value: 7 });
  await database.readLog.add({ at: NOW, view: 'threads/x', entry: 'y' });
  return all;
}

/** Everything that a person wrote or set here, as it stands. */
async function written(database: AccountDatabase): Promise<string> {
  const tables = [database.requests, database.drafts, database.noteUpdates, database.settings, database.readLog, database.keys, database.tries];
  return JSON.stringify(await Promise.all(tables.map((table) => (table as typeof database.settings).toArray())));
}

describe('A device that makes room', () => {
  it('[B38] keeps whatever is unsent, what it is about, what is on a screen, and what the app stands on; whatever it may hold', async () => {
    await fc.assert(fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 7 }), fc.integer({ min: 1, max: 400 }), acts, async (people, kilobytes, todo) => {
      const database = openDisk(newDisk(), newId());
      const all = await fill(database, people);
      const before = await written(database);
      const hold = createHold({
        database, now: () => NOW, budget: () => kilobytes * 1000, forget: () => undefined,
        onScreen: () => all.flatMap((one) => (one.onScreen ? [one.names[0] ?? ''] : [])),
      });
      for (const act of todo) await hold[act]();
      expect(await written(database)).toBe(before);
      const kept = new Map((await database.views.toArray()).map((view) => [view.name, view]));
      for (const name of ['account/A', 'clinic/C', 'office/C', 'queue/C/messages', ...all.flatMap((one) => (one.stays ? one.names : []))]) {
        expect(kept.get(name)?.letGo, name).toBeUndefined();
        expect(await database.viewRows.where('view').equals(name).count(), name).toBe(1);
      }
      // And what may go does: over the budget stays only what has to.
      if (todo.length === 1 && todo[0] === 'settle') {
        const { messages, records, pages, rest } = await hold.weigh();
        const may = all.some((one) => !one.stays && one.names.some((name) => kept.has(name) && kept.get(name)?.letGo !== 1));
        if (messages + records + pages + rest > kilobytes * 1000) expect(may).toBe(false);
      }
      database.close();
    }), { numRuns: soakRuns(60) });
  });

  it('[B38] lets go of what was longest not opened first, and of sealed pages before views', async () => {
    const database = openDisk(newDisk(), newId());
    const all = await fill(database, [
      { unsent: null, onScreen: false, hoursAgo: 30, kilobytes: 40, pages: 0 },
      { unsent: null, onScreen: false, hoursAgo: 3_000, kilobytes: 40, pages: 1 },
      { unsent: null, onScreen: false, hoursAgo: 1, kilobytes: 40, pages: 0 },
    ]);
    const hold = (budget: number): ReturnType<typeof createHold> => createHold({ database, now: () => NOW, budget: () => budget, forget: () => undefined, onScreen: () => [] });
    const gone = async (): Promise<string[]> => (await database.views.filter((view) => view.letGo === 1).toArray()).map(({ name }) => name);
    // 296 KB here; the pages alone are enough.
    await hold(295_000 * 1.0).settle();
    expect(await database.pages.count()).toBe(0);
    const [newer, oldest, newest] = all;
    expect((await gone()).every((name) => oldest?.names.includes(name))).toBe(true);
    await hold(150_000).settle();
    expect(await gone()).toEqual(expect.arrayContaining([viewName.threads(oldest?.id ?? ''), viewName.record(oldest?.id ?? '')]));
    expect((await gone()).filter((name) => newest?.names.includes(name))).toEqual([]);
    expect((await gone()).filter((name) => newer?.names.includes(name))).not.toEqual([]);
    database.close();
  });
});
