import * as z from 'zod/mini';

// What a video visit says over HTTP beside requests. --------------------------------------------------------------------------

/** POST /api/consults/<id>/presence, every 30 s while the waiting screen is open. */
export const presenceSign = z.object({ here: z.boolean() });
