import * as z from 'zod/mini';
import { id, instant } from './ids.ts';

// V6: what leaves a view's window goes into sealed pages. A page is JSON that never changes, named by its hash. --------

/** Of a page's JSON, as UTF-8. */
export const PAGE_BYTES = 64 * 1024;
export const pageHash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** threads/ `pages`, by hash: which messages of a thread a page holds, by the clinic's numbers, both included. */
export const pageEntry = z.object({ thread: id, from: z.number(), to: z.number(), count: z.number() });
export type PageEntry = z.infer<typeof pageEntry>;

/**
 * threads/ and triage/ `archive`, by hash: what left the view as whole threads. `threads`: all a page holds something of;
 * `count`: how many of them begin in it; `at`: the newest one's last word.
 */
export const archiveEntry = z.object({ threads: z.array(id), count: z.number(), at: instant });
export type ArchiveEntry = z.infer<typeof archiveEntry>;

/** In a page of the archive: an entry of another section of its view, as it stood there. */
export const archivedEntry = z.object({ section: z.string(), id: z.string(), value: z.unknown() });
export type ArchivedEntry = z.infer<typeof archivedEntry>;

/** What a page says: entries of one section as they stood in the view, in order. Each has its noun's shape, and is parsed by it. */
export const sealedPage = z.object({ section: z.string(), group: z.string(), entries: z.array(z.unknown()) });

/** The one way to write a page: the same entries give the same bytes, on the server and on a device. */
export const writePage = (section: string, group: string, entries: readonly unknown[]): string => JSON.stringify({ section, group, entries });
