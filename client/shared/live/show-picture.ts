import { Track, type Room } from 'livekit-client';
import { createEffect, createRoot, onCleanup, type Accessor } from 'solid-js';
import type { LivePicture } from './live-room.ts';

const sources = { camera: Track.Source.Camera, screen: Track.Source.ScreenShare } as const;

/** Keeps an element showing one person's picture through muting, device changes and rejoined rooms, each a track of its own. */
export function showPicture(roomOf: () => Room, changed: Accessor<unknown>, identity: string, picture: LivePicture, element: HTMLVideoElement): () => void {
  return createRoot((stop) => {
    let shown: Track | undefined;
    createEffect(() => {
      changed();
      const room = roomOf();
      const person = room.localParticipant.identity === identity ? room.localParticipant : room.remoteParticipants.get(identity);
      const track = person?.getTrackPublication(sources[picture])?.track;
      if (track === shown) return;
      shown?.detach(element);
      shown = track;
      track?.attach(element);
    });
    onCleanup(() => shown?.detach(element));
    return stop;
  });
}
