import { createSignal, onCleanup, type Accessor } from 'solid-js';

/** Whether the page is being looked at: false in the app switcher, under a locked screen, in another tab. */
export function createVisible(): Accessor<boolean> {
  const [visible, setVisible] = createSignal(document.visibilityState === 'visible');
  const look = (): void => void setVisible(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', look);
  onCleanup(() => document.removeEventListener('visibilitychange', look));
  return visible;
}
