import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDocStore, type UpdateRow } from '../../client/shared/local/doc-store.ts';
import type { AccountDatabase } from '../../client/shared/local/account-database.ts';
import { createCopy, type Copy } from '../../client/shared/sync/views/copy.ts';
import { viewName } from '../../schema/view-names.ts';
import { newId } from '../../schema/ids.ts';
import { newDisk, openDisk } from './device.ts';

const epoch = 'e'.repeat(22);
const failures: unknown[] = [];
let local: AccountDatabase;
let copy: Copy;
let server: Y.Doc;

beforeEach(() => {
  local = openDisk(newDisk(), 'account');
  copy = createCopy(viewName.threads(newId()), createDocStore(local), (error) => failures.push(error));
  server = new Y.Doc();
  copy.users = 1;
});
afterEach(() => {
  local.close();
  expect(failures).toEqual([]);
});

/** The next row of the clinic's history: says "words n". */
function nextRow(): UpdateRow {
  const before = Y.encodeStateVector(server);
  const seq = Number(server.getMap('meta').get('seq') ?? 0) + 1;
  server.transact(() => {
    server.getMap('meta').set('seq', seq);
    server.getMap('messages').set(`words ${seq}`, {});
  });
  return { seq, head: String(seq).padStart(64, '0'), update: Y.encodeStateAsUpdate(server, before) };
}
const page = (rows: readonly UpdateRow[], more: boolean) => ({ reset: rows[0]?.seq === 1, epoch, rows, more, bytesLeft: 0 });
const placeOf = ({ seq, head }: UpdateRow) => ({ epoch, seq, head });
const shown = (): string[] => Object.keys(copy.sections()?.['messages'] ?? {}).sort();

describe('A copy on the device', () => {
  it('[V4] [V7] is never live at a row that the screen does not show: a page whose successor never came', async () => {
    const [first, second] = [nextRow(), nextRow()];
    await copy.run(async () => {
      await copy.load();
      await copy.adopt(page([first], false), 1);
      await copy.finish(1);
      // More was to come, and the line went; then the clinic's record went back to just this row.
      await copy.adopt(page([second], true), 2);
    });
    expect(shown()).toEqual(['words 1']);
    expect(await copy.run(() => copy.takeLive(placeOf(second), [], placeOf(second), 3))).toBe('taken');
    expect(shown()).toEqual(['words 1', 'words 2']);
    expect(copy.position()).toEqual(placeOf(second));
  });

  it('[V4] takes nothing from a socket that goes on from another row than it stands at: a backup was put back, and the numbers are the same', async () => {
    const [first, lost] = [nextRow(), nextRow()];
    await copy.run(async () => {
      await copy.load();
      await copy.adopt(page([first, lost], false), 1);
      await copy.finish(1);
    });
    // The socket was opened when the copy still stood at the first row; the clinic went back to there, and on from there.
    server = new Y.Doc();
    Y.applyUpdate(server, first.update);
    const other = { ...nextRow(), head: 'f'.repeat(64) };
    expect(await copy.run(() => copy.takeLive(placeOf(first), [other.update], placeOf(other), 2))).toBe('again');
    expect(copy.at()).toEqual(placeOf(lost));
    expect(await createDocStore(local).open(copy.name)).toMatchObject({ position: placeOf(lost) });
  });

  it('[V7] hears of a row once more that it has by another way', async () => {
    const [first, second] = [nextRow(), nextRow()];
    await copy.run(async () => {
      await copy.load();
      await copy.adopt(page([first, second], false), 1);
      await copy.finish(1);
    });
    expect(await copy.run(() => copy.takeLive(placeOf(first), [second.update], placeOf(second), 2))).toBe('taken');
    expect(shown()).toEqual(['words 1', 'words 2']);
  });

  it('[R7] keeps the entries of a list that a row does not touch, from the snapshot on: who works in one keeps the place', async () => {
    const [first, second] = [nextRow(), nextRow()];
    await copy.run(async () => {
      await copy.load();
      await copy.adopt(page([first], false), 1);
      await copy.finish(1);
    });
    const next = createCopy(copy.name, createDocStore(local), (error) => failures.push(error));
    next.users = 1;
    await next.run(() => next.load());
    const before = next.sections()?.['messages']?.['words 1'];
    await next.run(async () => {
      await next.adopt(page([second], false), 2);
      await next.finish(2);
    });
    expect(Object.keys(next.sections()?.['messages'] ?? {})).toHaveLength(2);
    expect(before).toBeInstanceOf(Object);
    expect(next.sections()?.['messages']?.['words 1']).toBe(before);
    server.getMap('messages').set('words 1', { text: 'said anew' });
    const third = nextRow();
    await next.run(async () => next.takeLive(placeOf(second), [Y.encodeStateAsUpdate(server)], placeOf(third), 3));
    expect(next.sections()?.['messages']?.['words 1']).toEqual({ text: 'said anew' });
  });

  it('[V4] [V8] a tab that closed left rows in the store that the clinic has taken back: the other tab does not leave them there', async () => {
    const [first, lost] = [nextRow(), nextRow()];
    const other = createCopy(copy.name, createDocStore(local), (error) => failures.push(error));
    other.users = 1;
    await copy.run(async () => {
      await copy.load();
      await copy.adopt(page([first], false), 1);
      await copy.finish(1);
      await copy.document();
    });
    await other.run(async () => {
      await other.load();
      await other.adopt(page([lost], false), 2);
      await other.finish(2);
    });
    // The clinic stands at the first row: for who asks from there, there is nothing to say.
    expect(await copy.run(() => copy.adopt({ reset: false, epoch, rows: [], more: false }, 3))).toBe('again');
    expect(copy.at()).toEqual(placeOf(lost));
    expect(await copy.run(() => copy.adopt(page([first], false), 4))).toBe('taken');
    await copy.run(() => copy.finish(4));
    expect(shown()).toEqual(['words 1']);
    expect(await createDocStore(local).position(copy.name)).toEqual(placeOf(first));
  });
});
