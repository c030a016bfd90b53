import type { LocalRequest, Sync } from '../sync/sync.ts';

/**
 * Takes a waiting request back, and first what was only meant to follow it (a close after a reply): left alone, that would
 * be told to its author as "not accepted", though they took it back themselves. null: too late, it may have left.
 */
export async function takeBack(sync: Sync, id: string): Promise<LocalRequest | null> {
  const request = sync.waiting().find((one) => one.id === id);
  if (!request?.undoable) return null;
  for (const follower of sync.waiting().filter((one) => one.after?.includes(id))) await takeBack(sync, follower.id);
  const back = await sync.undo(id);
  if (back) takenBack.add(id);
  return back;
}

/** Of this page's life: an act that was taken back leaves nothing to undo by a counter-request. */
const takenBack = new Set<string>();
export const wasTakenBack = (id: string): boolean => takenBack.has(id);

