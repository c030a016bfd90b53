import { createSignal, onCleanup, type Accessor } from 'solid-js';

/** Whether a media query holds, as it changes. For what CSS cannot say: which words stand on a button. */
export function useMedia(query: string): Accessor<boolean> {
  const media = matchMedia(query);
  const [holds, setHolds] = createSignal(media.matches);
  const onChange = (): void => void setHolds(media.matches);
  media.addEventListener('change', onChange);
  onCleanup(() => media.removeEventListener('change', onChange));
  return holds;
}
