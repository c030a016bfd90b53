import * as z from 'zod/mini';

/**
 * Ids are 128 random bits as 22 base64url characters: made on any device without asking, unguessable, and short
 * enough that a queue item with two of them stays under 200 bytes.
 */
export const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));

// This wing has neither DOM nor Node types; both worlds have these two.
declare const crypto: { getRandomValues(into: Uint8Array): Uint8Array };
declare function btoa(binary: string): string;

export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

/** Milliseconds since 1970, UTC. Never negative; a device clock may be wrong but is still a time. */
export const instant = z.number().check(z.int(), z.nonnegative());

/** FHIR `date`, whole days only: "1992-05-02". */
export const calendarDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
