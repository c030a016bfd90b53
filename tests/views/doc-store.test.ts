import { expect, it } from 'vitest';
import { createDocStore } from '../../client/shared/local/doc-store.ts';
import { newDisk, openDisk } from './device.ts';

it('[V8] keeps a store that says where each view stands, and never goes back', async () => {
  const local = openDisk(newDisk(), 'account');
  const store = createDocStore(local);
  const epoch = 'e'.repeat(22);
  const row = (seq: number) => ({ seq, head: String(seq).padStart(64, '0'), update: Uint8Array.of(seq) });
  const place = (seq: number) => ({ epoch, seq, head: row(seq).head });
  expect(await store.append('v', { expect: null, reset: true, epoch, rows: [row(1), row(2)], asOf: 5 })).toBe('stored');
  // Another tab, which has seen only the first row, or none; and the same rows once more.
  expect(await store.append('v', { expect: place(1), reset: false, epoch, rows: [row(2), row(3)], asOf: 5 })).toBe('moved');
  expect(await store.append('v', { expect: null, reset: true, epoch, rows: [row(1)], asOf: 5 })).toBe('moved');
  expect(await store.append('v', { expect: place(1), reset: false, epoch, rows: [row(2)], asOf: 5 })).toBe('stored');
  expect(await store.append('v', { expect: place(2), reset: false, epoch, rows: [row(3)], asOf: 6 })).toBe('stored');
  expect((await store.open('v', true))?.updates.map((update) => update[0])).toEqual([1, 2, 3]);
  expect(await store.compact('v', place(2), { state: Uint8Array.of(9), sections: {} })).toBe('moved');
  expect(await store.compact('v', place(3), { state: Uint8Array.of(9), sections: { a: {} } })).toBe('stored');
  expect(await store.open('v', true)).toMatchObject({ position: place(3), asOf: 6, updates: [Uint8Array.of(9)], snapshot: { seq: 3, sections: { a: {} } } });
  await store.confirm(new Map([['v', place(2)]]), 99);
  expect((await store.open('v'))?.asOf).toBe(6);
  await store.confirm(new Map([['v', place(3)]]), 99);
  expect((await store.open('v'))?.asOf).toBe(99);
  const other = { ...place(1), epoch: 'f'.repeat(22) };
  expect(await store.append('v', { expect: place(3), reset: true, epoch: other.epoch, rows: [row(1)], asOf: 100 })).toBe('stored');
  expect(await store.open('v', true)).toMatchObject({ position: other, snapshot: null, updates: [Uint8Array.of(1)] });
  await store.drop(['v']);
  expect(await store.open('v', true)).toBeNull();
  expect([await local.viewRows.count(), await local.snapshots.count()]).toEqual([0, 0]);
  // A page that was on its way when its owner signed out.
  const late = createDocStore(local, () => true);
  expect(await late.append('v', { expect: null, reset: true, epoch, rows: [row(1)], asOf: 5 })).toBe('moved');
  expect([await local.views.count(), await local.viewRows.count()]).toEqual([0, 0]);
  local.close();
});
