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
    expect(await copy.run(() => copy.takeLive([], placeOf(second), 3))).toBe('taken');
    expect(shown()).toEqual(['words 1', 'words 2']);
    expect(copy.position()).toEqual(placeOf(second));
  });
});
