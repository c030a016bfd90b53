import { createHash } from 'node:crypto';
import * as z from 'zod';
import { expect, it } from 'vitest';
import { envelope, MAX_REQUEST_BYTES } from './envelope.ts';
import { viewsAnswer, viewsAsked } from './many-views.ts';
import { CLOSE, deliverAnswer, deliverRequests, position, positionMessage, SCHEMA_VERSION, viewAddress, viewList, viewPage, viewRow, ZERO_HEAD } from './sync.ts';

/**
 * Whatever crosses the wire, as JSON Schema. The clinic's server and devices that were not updated for months must
 * understand each other: a change here needs a new SCHEMA_VERSION, an upcast for what older apps send, and their answer.
 */
const wire = {
  envelope: z.toJSONSchema(envelope),
  deliverRequests: z.toJSONSchema(deliverRequests),
  deliverAnswer: z.toJSONSchema(deliverAnswer),
  position: z.toJSONSchema(position),
  viewList: z.toJSONSchema(viewList),
  viewRow: z.toJSONSchema(viewRow),
  viewPage: z.toJSONSchema(viewPage),
  viewsAsked: z.toJSONSchema(viewsAsked),
  viewsAnswer: z.toJSONSchema(viewsAnswer),
  positionMessage: z.toJSONSchema(positionMessage),
  address: viewAddress('kind/name', 'epoch'),
  zeroHead: ZERO_HEAD,
  close: CLOSE,
  longest: MAX_REQUEST_BYTES,
};

/** SCHEMA_VERSION → the wire it names. Never edit a line: add one. */
const pinned: Readonly<Record<number, string>> = {
  1: 'a5fffe8557e5f6b2e60f03e2c0ccbb7b',
  // Views are asked for together; everything of version 1 is answered as before.
  2: '730fd9d45452082027edcf66eb8d558a',
};

it('[R2] the wire is the one its version names', () => {
  const hash = createHash('sha256').update(JSON.stringify(wire)).digest('hex').slice(0, 32);
  expect({ [SCHEMA_VERSION]: hash }, 'The wire changed: raise SCHEMA_VERSION, upcast what older apps send, pin the new hash beside the old ones.')
    .toEqual({ [SCHEMA_VERSION]: pinned[SCHEMA_VERSION] });
});
