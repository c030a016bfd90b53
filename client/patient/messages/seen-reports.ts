import { createEffect, onCleanup, type Accessor } from 'solid-js';

import { messageSeen } from '../../../schema/message-requests.ts';
import { markEntry, markId, type MessageEntry } from '../../../schema/messages.ts';
import { viewName } from '../../../schema/view-names.ts';
import { lastOf } from '../../../schema/old-browsers.ts';
import { createVisible } from '../../shared/ui/visible.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { usePerson } from '../person/person.tsx';
import { withdrawnSeqs } from '../shared/withdrawn-seqs.ts';

/** How long a conversation stands on a visible screen before it counts as opened, ms. */
const OPENED_AFTER = 600;

/** Tells the clinic what was opened on this screen (V7): once per newest message, and only while it is looked at. */
export function createSeenReports(thread: Accessor<string>, messages: Accessor<readonly MessageEntry[]>): void {
  const sync = useSync();
  const person = usePerson();
  const view = useView(() => viewName.threads(person.patient()));
  const marks = view.section('marks', markEntry);
  const visible = createVisible();
  createEffect(() => {
    const newest = lastOf(messages().filter((message) => message.from === 'clinic' && !view.waitingOn('messages', message.id)));
    const opened = marks()[markId(thread(), sync.account.id)]?.opened ?? 0;
    if (!newest || newest.seq <= opened || !visible()) return;
    const withdrawn = withdrawnSeqs(messages());
    const body = { patient: person.patient(), thread: thread(), onDevice: newest.seq, opened: newest.seq, ...(withdrawn.length > 0 ? { withdrawn } : {}) };
    const timer = setTimeout(() => void sync.act(messageSeen, body), OPENED_AFTER);
    onCleanup(() => clearTimeout(timer));
  });
}
