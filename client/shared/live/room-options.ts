import { AudioPresets, DefaultReconnectPolicy, VideoPresets, type RoomOptions } from 'livekit-client';
import { readChosenDevice } from './devices.ts';

/** Quickly at first, then every seven seconds for five minutes: LiveKit's own gives up after about 44 s. */
const RETRY_MS = [0, 300, 1_200, 2_700, 4_800, ...Array.from({ length: 42 }, () => 7_000)];

/**
 * Speech before picture: 24 kbit/s of sound sent twice (RED) and hardly any in silence (DTX). A picture of 360 lines with a smaller one of
 * 180: of a picture this size livekit-client sends two layers and takes the first of the list as the lower.
 */
export function roomOptions(): RoomOptions {
  const camera = readChosenDevice('camera');
  const microphone = readChosenDevice('microphone');
  const speaker = readChosenDevice('speaker');
  return {
    adaptiveStream: { pixelDensity: 1 },
    dynacast: true,
    publishDefaults: {
      audioPreset: AudioPresets.speech, dtx: true, red: true, simulcast: true,
      videoEncoding: VideoPresets.h360.encoding, videoSimulcastLayers: [VideoPresets.h180],
    },
    audioCaptureDefaults: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...(microphone === null ? {} : { deviceId: microphone }) },
    videoCaptureDefaults: { resolution: VideoPresets.h360.resolution, ...(camera === null ? { facingMode: 'user' as const } : { deviceId: camera }) },
    ...(speaker === null ? {} : { audioOutput: { deviceId: speaker } }),
    reconnectPolicy: new DefaultReconnectPolicy(RETRY_MS),
  };
}
