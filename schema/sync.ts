import * as z from 'zod/mini';
import { instant } from './ids.ts';
import { outcome } from './outcome.ts';

/**
 * Every shape that crosses the wire between a device and the server. Its hash is pinned beside SCHEMA_VERSION in
 * sync.test.ts: changing the wire turns a test red until the version and an upcast exist.
 */
export const SCHEMA_VERSION = 2;

const bytes64 = z.string().check(z.regex(/^[A-Za-z0-9+/_-]*={0,2}$/));
export const head = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const epoch = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));

/** Where a copy of a view stands. `seq` 0 with the zero head: nothing yet. */
export const position = z.object({ epoch, seq: z.number().check(z.int(), z.nonnegative()), head });
export type Position = z.infer<typeof position>;
export const ZERO_HEAD = '0'.repeat(64);

// POST /api/requests ----------------------------------------------------------------------------------------------

/** One signed request: the envelope's own bytes as text, and an ECDSA P-256 / SHA-256 signature over them (r||s, base64url). */
export const signedRequest = z.object({ bytes: z.string().check(z.maxLength(64 * 1024)), signature: bytes64 });
export type SignedRequest = z.infer<typeof signedRequest>;

/** As many as fit in about 16 KB, or one longer one. `sentAt`: the carrier's clock at sending, for stamps (R6). */
export const deliverRequests = z.object({
  schemaVersion: z.number(),
  sentAt: instant,
  requests: z.array(signedRequest).check(z.minLength(1), z.maxLength(100)),
});

/**
 * One answer per request, in order. `id` null: the envelope could not be read. To a carrier without the author's
 * session only `id` and `state` (R11). `refused`: not stored, `refusal` says why (bad signature, other bytes under a
 * known id, too large, unreadable); `retry`: not judged now, send it again later.
 */
export const requestAnswer = z.object({
  id: z.nullable(z.string()),
  state: z.enum(['done', 'declined', 'superseded', 'held', 'refused', 'retry']),
  outcome: z.optional(outcome),
  refusal: z.optional(z.object({ code: z.string(), params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))) })),
  /** Rows that will carry its effect; the overlay stays until each held view is there. */
  positions: z.optional(z.record(z.string(), z.object({ epoch, seq: z.number() }))),
});
export type RequestAnswer = z.infer<typeof requestAnswer>;

export const deliverAnswer = z.object({ receivedAt: instant, answers: z.array(requestAnswer) });

// GET /api/views ---------------------------------------------------------------------------------------------------

/** Every view this account's device should hold now, with where it stands. What is not listed is dropped. */
export const viewList = z.object({
  serverTime: instant,
  /** Highest projector lag seen, ms: "live" needs < 5 s (V7). */
  lag: z.number(),
  /** `head`: its first 12 digits, so that a device sees that a restored record has another row there (V4). */
  views: z.array(z.object({ name: z.string(), epoch, seq: z.number(), head: z.string().check(z.regex(/^[0-9a-f]{12}$/)), bytes: z.number() })),
});

// GET /api/views/:kind/...?epoch&seq&head -----------------------------------------------------------------------------

/** A log row; `head` = sha256(previous head bytes ‖ update bytes) (V4). */
export const viewRow = z.object({ seq: z.number(), head, update: bytes64 });
/**
 * `reset`: the device's position is not this history's; it drops its copy and takes the rows from the beginning.
 * `more`: ask again from the last row.
 */
export const viewPage = z.object({ epoch, reset: z.boolean(), rows: z.array(viewRow), more: z.boolean(), bytesLeft: z.number() });

// /sync (Hocuspocus) ----------------------------------------------------------------------------------------------

/** The document name on the socket: the view and its epoch, so that another epoch is another address (V4). */
export const viewAddress = (name: string, viewEpoch: string): string => `${name}@${viewEpoch}`;

/** Stateless message after each applied row and after the first sync: what arrived before it stands at this position. */
export const positionMessage = z.object({ kind: z.literal('position'), seq: z.number(), head, asOf: instant, lag: z.number() });

/** Close codes of ours on the socket. 4401 sign in again; 4403 no longer yours; 4409 other epoch: load anew; 4413 hostile or broken frame. */
export const CLOSE = { signIn: 4401, notYours: 4403, otherEpoch: 4409, badFrame: 4413, tooMany: 4429 } as const;
