import * as z from 'zod/mini';
import { instant } from './ids.ts';
import { epoch, head, position, viewList } from './sync.ts';

// POST /api/views: of the wire as sync.ts is, in a file of its own because devices read it when they fetch and not before.

/**
 * `seen`: what the device holds, one mark after another (view-mark.ts); the answer is what differs from it. `rows`: of these
 * views from where the device stands in each, together `max` bytes at most.
 */
export const viewsAsked = z.object({
  seen: z.optional(z.string().check(z.maxLength(32_000), z.regex(/^(?:[A-Za-z0-9_-]{8})*$/))),
  rows: z.optional(z.object({
    max: z.number().check(z.int(), z.positive()),
    of: z.array(z.object({ name: z.string().check(z.maxLength(200)), at: z.optional(position), screen: z.optional(z.boolean()) })).check(z.maxLength(64)),
  })),
}).check(z.refine(({ seen, rows }) => seen !== undefined || rows !== undefined));
/** `sizes`: bytes of each update, which follow the answer's words in this order; the rows count on from `from`, and `head` is the last one's. */
const pageOfMany = z.object({ of: z.number(), epoch, reset: z.boolean(), from: z.number(), head, sizes: z.array(z.number()), more: z.boolean() });
/**
 * The words of the answer; before them their length in four bytes, big-endian, and behind them the updates. `changed`: listed, and
 * not as it was seen. `gone`: which of `seen` stand nowhere in the list. A view that no page and no refusal answers is asked for again.
 */
export const viewsAnswer = z.object({
  serverTime: instant,
  lag: z.number(),
  list: z.optional(z.object({ changed: viewList.shape.views, gone: z.array(z.number()) })),
  pages: z.array(pageOfMany),
  refused: z.array(z.object({ of: z.number(), why: z.enum(['unknown', 'later']) })),
});
