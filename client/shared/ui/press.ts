import { useAnnounce } from './live-region.tsx';

/** A shaking thumb or a slow phone presses twice; the second press within this time is the same press. */
export const SAME_PRESS_MS = 500;

/** When anything was typed or chosen last: what is pressed after it is not what was pressed before it. */
let entered = Number.NEGATIVE_INFINITY;
globalThis.addEventListener?.('input', (event) => { entered = event.timeStamp; }, true);

interface Pressable {
  readonly onPress?: (() => void) | undefined;
  readonly unavailable?: string | undefined;
}

/**
 * One click handler for everything that can be pressed. It is comfort, not a guarantee: a request's own id is what keeps it
 * from being applied twice.
 */
export function createPress(props: Pressable): (event: MouseEvent) => void {
  const announce = useAnnounce();
  let last = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (props.unavailable) {
      event.preventDefault();
      announce(props.unavailable);
      return;
    }
    if (event.timeStamp - last < SAME_PRESS_MS && entered < last) {
      event.preventDefault(); // a second submit, too
      return;
    }
    last = event.timeStamp;
    props.onPress?.();
  };
}
