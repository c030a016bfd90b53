import { readDeviceSetting, writeDeviceSetting } from '../local/device-settings.ts';
import type { DeviceTrouble } from './live-room.ts';

export type DeviceKind = 'camera' | 'microphone' | 'speaker';
export interface LiveDevice { readonly id: string; readonly label: string }

const browserKind = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const;
const keyOf = (kind: DeviceKind): string => `live.${kind}`;

/** Before the person allowed any, browsers give devices without names: those are left out, there is nothing to choose among. */
export async function listDevices(kind: DeviceKind): Promise<readonly LiveDevice[]> {
  if (!hasMedia()) return [];
  const found = await navigator.mediaDevices.enumerateDevices();
  return found.filter((one) => one.kind === browserKind[kind] && one.deviceId !== '' && one.label !== '').map((one) => ({ id: one.deviceId, label: one.label }));
}

/** Whether this device has such a thing at all; true where the browser does not say. */
export async function hasDevice(kind: DeviceKind): Promise<boolean> {
  if (!hasMedia()) return false;
  return (await navigator.mediaDevices.enumerateDevices()).some((one) => one.kind === browserKind[kind]);
}

/** Last chosen on this device by whoever used it; an id that this browser alone understands. null: the system's own. */
export const readChosenDevice = (kind: DeviceKind): string | null => readDeviceSetting(keyOf(kind));
export const rememberDevice = (kind: DeviceKind, id: string): void => void writeDeviceSetting(keyOf(kind), id);

/** Old or unusual browsers, and pages without https, have none. */
export const hasMedia = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function';

/** The one that was chosen before, or any other where that is gone. Rejects as the browser does; see `troubleOf`. */
export async function openDevice(kind: 'camera' | 'microphone'): Promise<MediaStream> {
  const chosen = readChosenDevice(kind);
  const constraints: MediaTrackConstraints = {
    ...(chosen === null ? {} : { deviceId: { ideal: chosen } }),
    ...(kind === 'camera' ? { width: { ideal: 640 }, height: { ideal: 360 }, ...(chosen === null ? { facingMode: 'user' } : {}) } : {}),
  };
  if (!hasMedia()) throw new DOMException('no media devices', 'NotFoundError');
  return navigator.mediaDevices.getUserMedia(kind === 'camera' ? { video: constraints } : { audio: constraints });
}

/** In what words a browser says that a camera or microphone cannot be had (Chromium, Firefox, Safari). */
export function troubleOf(error: unknown): DeviceTrouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError' || name === 'PermissionDeniedError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError' || name === 'DevicesNotFoundError') return 'missing';
  return name === 'NotReadableError' || name === 'AbortError' || name === 'TrackStartError' ? 'busy' : 'failed';
}

/** Tells when one is plugged in or pulled out. @returns stops it */
export function watchDevices(tell: () => void): () => void {
  if (!hasMedia()) return () => undefined;
  navigator.mediaDevices.addEventListener('devicechange', tell);
  return () => navigator.mediaDevices.removeEventListener('devicechange', tell);
}
