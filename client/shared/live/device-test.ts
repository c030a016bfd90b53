import { createSignal, onCleanup, type Accessor } from 'solid-js';
import { openDevice, rememberDevice, troubleOf, type DeviceKind } from './devices.ts';
import type { DeviceTrouble } from './live-room.ts';
import { watchLevel } from './sound-level.ts';

type Tried = 'camera' | 'microphone';
/** As a check-in says it: heard or seen, not to be had, or not tried. */
export type DeviceFound = 'ok' | 'none' | 'untested';

export interface DeviceTest {
  readonly stream: (kind: Tried) => MediaStream | null;
  readonly trouble: (kind: Tried) => DeviceTrouble | null;
  /** 0 to 1. */
  readonly level: Accessor<number>;
  /** Something was heard through it, once. */
  readonly heard: Accessor<boolean>;
  open(kind: Tried): Promise<void>;
  close(kind: Tried): void;
  /** Another one, which is tried at once where one of its kind was open. */
  use(kind: DeviceKind, id: string): Promise<void>;
  found(kind: Tried): DeviceFound;
}

/** Above the noise of a quiet room. */
const HEARD = 0.3;

/** Camera and microphone before a visit: nothing of them leaves the device. All is let go with the screen that asked. */
export function createDeviceTest(): DeviceTest {
  const [streams, setStreams] = createSignal<Readonly<Record<Tried, MediaStream | null>>>({ camera: null, microphone: null });
  const [troubles, setTroubles] = createSignal<Readonly<Record<Tried, DeviceTrouble | null>>>({ camera: null, microphone: null });
  const [level, setLevel] = createSignal(0);
  const [heard, setHeard] = createSignal(false);
  const [seen, setSeen] = createSignal(false);
  let stopLevel = (): void => undefined;
  let gone = false;

  function close(kind: Tried): void {
    for (const track of streams()[kind]?.getTracks() ?? []) track.stop();
    setStreams((now) => ({ ...now, [kind]: null }));
    if (kind !== 'microphone') return;
    stopLevel();
    setLevel(0);
  }
  async function open(kind: Tried): Promise<void> {
    close(kind);
    try {
      const stream = await openDevice(kind);
      if (gone) return stream.getTracks().forEach((track) => track.stop());
      setTroubles((now) => ({ ...now, [kind]: null }));
      setStreams((now) => ({ ...now, [kind]: stream }));
      if (kind === 'camera') setSeen(true);
      else stopLevel = watchLevel(stream, (now) => { setLevel(now); if (now > HEARD) setHeard(true); });
    } catch (error) {
      setTroubles((now) => ({ ...now, [kind]: troubleOf(error) }));
    }
  }
  onCleanup(() => { gone = true; close('camera'); close('microphone'); });
  return {
    level, heard, open, close,
    stream: (kind) => streams()[kind],
    trouble: (kind) => troubles()[kind],
    async use(kind, id) {
      rememberDevice(kind, id);
      if (kind !== 'speaker' && streams()[kind]) await open(kind);
    },
    found(kind) {
      if (kind === 'camera' ? seen() : heard()) return 'ok';
      return troubles()[kind] === null ? 'untested' : 'none';
    },
  };
}
