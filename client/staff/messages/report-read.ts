import { createEffect, onCleanup, type Accessor } from 'solid-js';
import { threadRead } from '../../../schema/triage-requests.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { lastPatientSeq } from './seen-summary.ts';
import type { ThreadData } from './thread-data.ts';

/** Long enough that walking past a thread does not tell its patient "Read by clinic". */
const LOOKED_AT_MS = 1000;

/** Says up to which message staff have had this thread on a screen that was really visible. */
export function reportRead(data: ThreadData, shown: Accessor<boolean>): void {
  const sync = useSync();
  createEffect(() => {
    const target = { patient: data.patient(), thread: data.thread() };
    const through = lastPatientSeq(data.messages());
    const triage = data.triage();
    if (!shown() || !triage || through === 0 || triage.readThrough >= through) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = (): void => {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      // A refusal (no right to read, thread moved) is nothing the reader asked for; the next opening tries again.
      timer = setTimeout(() => void sync.act(threadRead, { ...target, through }), LOOKED_AT_MS);
    };
    watch();
    document.addEventListener('visibilitychange', watch);
    onCleanup(() => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', watch);
    });
  });
}
