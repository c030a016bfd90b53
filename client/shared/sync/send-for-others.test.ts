import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { newId } from '../../../schema/ids.ts';
import { accountDatabaseName, openAccountDatabase, type StoredRequest } from '../local/account-database.ts';
import { openDeviceDatabase } from '../local/device.ts';
import { seal } from '../local/seal.ts';
import { sendForOthers } from './send-for-others.ts';

it('[R11] delivers everybody else\'s words where one person\'s store does not open', async () => {
  const disk = new IDBFactory();
  const open = disk.open.bind(disk);
  disk.open = (name, version) => {
    if (name === accountDatabaseName('a')) throw new DOMException('Internal error opening backing store', 'UnknownError');
    return open(name, version);
  };
  Object.assign(Dexie.dependencies, { indexedDB: disk, IDBKeyRange });
  const device = openDeviceDatabase();
  for (const id of ['a', 'b']) await device.accounts.put({ id, clinic: newId(), kind: 'patient', app: 'patient', name: '', deviceId: newId(), signedInAt: 1 });
  const readable = openAccountDatabase('b');
  const row: StoredRequest = {
    id: newId(), n: 1, type: 'message.send', v: 1, state: 'saved', open: 1, savedAt: 1, saw: 0, signature: '', size: 1, body: await seal<unknown>({}), bytes: await seal('words of b'),
  };
  await readable.requests.add(row);
  const posted: string[] = [];
  const end = await sendForOthers(device, null, {
    now: Date.now, alone: (_name, work) => work(),
    post: (requests) => {
      posted.push(...requests.map(({ bytes }) => bytes));
      return Promise.resolve({ kind: 'answered', answer: { receivedAt: 1, answers: requests.map(() => ({ id: row.id, state: 'done' as const })) } });
    },
  });
  expect(posted).toEqual(['words of b']);
  // The other's still have to be tried again.
  expect(end.failed).toBe(true);
  readable.close();
  device.close();
});
