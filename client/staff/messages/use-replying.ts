import { createSignal, onCleanup, type Accessor } from 'solid-js';
import { REPLYING_AGAIN, REPLYING_GONE, replyingMessage } from '../../../schema/presence.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';

export interface Replying {
  /** The colleague who is typing a reply there, as the clinic says; undefined: nobody else. */
  readonly who: (thread: string) => string | undefined;
  /** A letter was typed. */
  typed(thread: string): void;
  /** Sent, or left. */
  stopped(): void;
}

interface Heard { readonly of: string; readonly staff: string; readonly name: string; readonly thread: string; readonly at: number }

/** B16: who is replying where. Only over an open socket; whoever is cut off is gone after some seconds. */
export function useReplying(): Replying {
  const sync = useSync();
  const queue = viewName.queue(sync.account.clinic, 'messages');
  const [heard, setHeard] = createSignal<readonly Heard[]>([]);
  let saidAt = 0;
  let saidOf: string | null = null;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const say = (thread: string | null): void => {
    saidOf = thread;
    saidAt = Date.now();
    sync.views.say(queue, JSON.stringify({ kind: 'replying', thread }));
  };
  function stopped(): void {
    clearTimeout(quiet);
    if (saidOf !== null) say(null);
  }
  onCleanup(sync.views.hear(queue, (said) => {
    const { success, data } = replyingMessage.safeParse(said);
    if (!success) return;
    const others = heard().filter(({ of }) => of !== data.of);
    setHeard(data.thread === null ? others : [...others, { of: data.of, staff: data.staff, name: data.name, thread: data.thread, at: Date.now() }]);
  }));
  const sweep = setInterval(() => {
    const fresh = heard().filter(({ at }) => Date.now() - at < REPLYING_GONE);
    if (fresh.length < heard().length) setHeard(fresh);
  }, 500);
  onCleanup(() => {
    stopped();
    clearInterval(sweep);
  });
  const me: Accessor<string | null> = () => sync.actor()?.staff ?? null;
  return {
    who: (thread) => heard().find((one) => one.thread === thread && one.staff !== me())?.name,
    typed(thread) {
      clearTimeout(quiet);
      quiet = setTimeout(stopped, REPLYING_AGAIN);
      if (saidOf !== thread || Date.now() - saidAt > REPLYING_AGAIN) say(thread);
    },
    stopped,
  };
}
