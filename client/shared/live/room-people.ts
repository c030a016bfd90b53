import { ConnectionQuality, Track, type Participant } from 'livekit-client';
import type { LineWords, LivePerson } from './live-room.ts';

const lines: Readonly<Record<ConnectionQuality, LineWords>> = {
  [ConnectionQuality.Excellent]: 'good', [ConnectionQuality.Good]: 'good', [ConnectionQuality.Poor]: 'weak', [ConnectionQuality.Lost]: 'lost', [ConnectionQuality.Unknown]: 'unknown',
};

/** How somebody stands in the room at this moment. */
export function personOf(participant: Participant): LivePerson {
  const camera = participant.getTrackPublication(Track.Source.Camera);
  return {
    identity: participant.identity, name: participant.name ?? '', line: lines[participant.connectionQuality],
    microphone: participant.isMicrophoneEnabled, camera: participant.isCameraEnabled, screen: participant.isScreenShareEnabled, speaking: participant.isSpeaking,
    paused: camera?.track?.streamState === Track.StreamState.Paused,
  };
}

