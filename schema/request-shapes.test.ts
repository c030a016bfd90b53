import { createHash } from 'node:crypto';
import * as z from 'zod';
import { expect, it } from 'vitest';
import { requestTable } from './requests.ts';

/**
 * `type@v` → the shape of its body. What a device saved may be sent months later: a body that changes takes a new `v` and an upcast
 * from the one before. Never edit a line; add one. A field that older apps leave out may be added with a new hash beside its word "wider".
 */
const pinned: Readonly<Record<string, string>> = {
};

it('[R2] a request keeps the shape its version names', () => {
  const shapes = Object.fromEntries([...requestTable.values()].map(({ type, v, body }) =>
    [`${type}@${v}`, createHash('sha256').update(JSON.stringify(z.toJSONSchema(body, { unrepresentable: 'any' }))).digest('hex').slice(0, 16)]));
  expect(shapes, 'A body changed: raise its v, upcast the one before, and pin the new shape.').toEqual(pinned);
});
