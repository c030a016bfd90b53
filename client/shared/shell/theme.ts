import { createSignal, type Accessor } from 'solid-js';
import { readDeviceSetting, writeDeviceSetting } from '../local/device-settings.ts';

/** `system`: as the device is set, and it may change by day. */
export type Theme = 'system' | 'light' | 'dark';
export const themes: readonly Theme[] = ['system', 'light', 'dark'];

const KEY = 'theme';
const [chosen, setChosen] = createSignal<Theme>('system');
export const theme: Accessor<Theme> = chosen;

function show(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
  // The system's own bar, too: index.html names its colour for light and, second, for dark.
  document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]').forEach((meta, second) => {
    const mine = second ? 'dark' : 'light';
    meta.media = next === 'system' ? `(prefers-color-scheme: ${mine})` : next === mine ? 'all' : 'not all';
  });
  setChosen(next);
}

/** Before the first page is drawn, so that it does not flash in the other colours. */
export function restoreTheme(): void {
  const kept = readDeviceSetting(KEY);
  show(themes.find((one) => one === kept) ?? 'system');
}

export function chooseTheme(next: Theme): void {
  show(next);
  writeDeviceSetting(KEY, next);
}
