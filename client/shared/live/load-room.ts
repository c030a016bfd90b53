import { keepPart } from '../local/kept-part.ts';
import { loadPart } from '../shell/load-part.ts';
import type { LiveRoom, LiveWanted } from './live-room.ts';

/** Joins. livekit-client weighs more than the rest of the patient app, so it comes only here. */
export async function joinRoom(wanted: LiveWanted): Promise<LiveRoom> {
  const { createLiveRoom } = await loadPart(() => import('./room-engine.ts'));
  return createLiveRoom(wanted);
}

/** When a visit is near: the part is fetched and kept, so that joining later waits for nothing but the room. */
export function fetchRoomAhead(): void {
  void import('./room-engine.ts').then(() => keepPart('live'), () => undefined);
}
