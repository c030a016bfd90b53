import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import { readDeviceSetting, writeDeviceSetting } from '../../shared/local/device-settings.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { canChime, chime, wakeChime } from './chime.ts';
import { staffLiveTexts } from './texts.ts';
import type { Live } from './use-live.ts';

export interface WaitingAlert {
  /** Chosen on this device, for whoever uses it. */
  readonly on: Accessor<boolean>;
  set(on: boolean): void;
  /** Nothing was pressed on this page yet, so the browser plays nothing. */
  readonly mute: Accessor<boolean>;
  /** From a press. */
  play(): void;
}

const SETTING = 'live.sound';

/** C43: a sound and a spoken line when somebody begins to wait; who waited already when the page opened is on the page. */
export function useWaitingAlert(live: Live): WaitingAlert {
  const t = useT(staffLiveTexts);
  const announce = useAnnounce();
  const [isOn, setOn] = createSignal(readDeviceSetting(SETTING) !== 'off');
  const [mute, setMute] = createSignal(!canChime());
  let known: ReadonlySet<string> | null = null;
  const wake = (): void => {
    wakeChime();
    // The browser says a moment later that it may.
    setTimeout(() => setMute(!canChime()), 300);
  };
  for (const kind of ['pointerdown', 'keydown'] as const) {
    document.addEventListener(kind, wake);
    onCleanup(() => document.removeEventListener(kind, wake));
  }
  createEffect(on([live.view.held, live.waiting], ([held, waiting]) => {
    if (!held) return;
    const before = known;
    known = new Set(waiting.map(({ id }) => id));
    const [fresh] = before === null ? [] : waiting.filter(({ id }) => !before.has(id));
    if (!fresh) return;
    announce(t('waitingRoom.began', { name: fresh.patient.name, provider: fresh.provider.name }), 'assertive');
    if (isOn()) chime();
  }));
  return {
    on: isOn, mute,
    set(on) {
      setOn(on);
      writeDeviceSetting(SETTING, on ? 'on' : 'off');
    },
    play() {
      wakeChime();
      setTimeout(() => { setMute(!canChime()); chime(); }, 100);
    },
  };
}
