import { ConnectionQuality, ConnectionState, type Room, type RemoteTrack } from 'livekit-client';
import type { LineSample } from './ladder.ts';

const qualities: Readonly<Record<ConnectionQuality, LineSample['quality']>> = {
  [ConnectionQuality.Excellent]: 'good', [ConnectionQuality.Good]: 'good', [ConnectionQuality.Poor]: 'poor', [ConnectionQuality.Lost]: 'lost', [ConnectionQuality.Unknown]: 'unknown',
};

export interface LineReading extends Omit<LineSample, 'at'> {
  /** LiveKit answers. Without it what is said and shown goes on for a while, over a path of its own. */
  readonly signal: boolean;
}

/** Reads a room's line once a second: LiveKit's own rating, what the browser can send, and whether anything came in since the last reading. */
export function createLineReader(room: Room): () => Promise<LineReading> {
  let before = 0;
  return async () => {
    const heard = tracksOf(room);
    const received = (await Promise.all(heard.map(packetsOf))).reduce((sum, count) => sum + count, 0);
    const grew = received > before;
    before = received;
    const signal = room.state === ConnectionState.Connected;
    // Nobody rates a line whose signal is lost: what still comes in tells whether it holds.
    const quality = signal ? qualities[room.localParticipant.connectionQuality] : grew ? 'unknown' : 'lost';
    return { quality, signal, kbps: await sendable(room), media: grew || (signal && !isAnybodySending(room)) };
  };
}

const tracksOf = (room: Room): RemoteTrack[] =>
  [...room.remoteParticipants.values()].flatMap((person) => [...person.trackPublications.values()].flatMap(({ track }) => (track ? [track] : [])));

/** Silence is sent, too (a few packets a second); only whoever is muted and without a camera sends nothing. */
const isAnybodySending = (room: Room): boolean =>
  [...room.remoteParticipants.values()].some((person) => person.isMicrophoneEnabled || (person.isCameraEnabled && [...person.videoTrackPublications.values()].some(({ isEnabled }) => isEnabled)));

async function packetsOf(track: RemoteTrack): Promise<number> {
  const report: unknown = await track.getRTCStatsReport();
  return sumOf(report, 'inbound-rtp', 'packetsReceived') ?? 0;
}

/** kbit/s; null where the browser does not say (Firefox, Safari) or nothing is sent. */
async function sendable(room: Room): Promise<number | null> {
  for (const { track } of room.localParticipant.trackPublications.values()) {
    const report: unknown = await track?.getRTCStatsReport();
    const bits = sumOf(report, 'candidate-pair', 'availableOutgoingBitrate');
    if (bits !== null) return bits / 1000;
  }
  return null;
}

/** What a browser says of a connection differs from one to the next: what is not there is not counted. */
function sumOf(report: unknown, type: string, name: string): number | null {
  if (!(report instanceof Map) && !(typeof RTCStatsReport === 'function' && report instanceof RTCStatsReport)) return null;
  let sum: number | null = null;
  report.forEach((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('type' in one) || one.type !== type) return;
    const value: unknown = Object.entries(one).find(([key]) => key === name)?.[1];
    if (typeof value === 'number') sum = (sum ?? 0) + value;
  });
  return sum;
}
