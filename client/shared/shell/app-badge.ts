import { createEffect, type Accessor } from 'solid-js';
import { useSession } from '../session/session.tsx';

/** A number and nothing else stands on the app's icon, where the browser has such a thing. 0: none. */
export function setBadge(count: number): void {
  const set = 'setAppBadge' in navigator ? navigator.setAppBadge(count) : undefined;
  // A browser may have it and not allow it here: nobody has to hear of that.
  set?.catch(() => undefined);
}

/** While somebody's screens are open. The session takes it off at the lock and the sign-out. */
export function showOnBadge(count: Accessor<number>): void {
  const session = useSession();
  createEffect(() => {
    if (session.phase() === 'open') setBadge(count());
  });
}
