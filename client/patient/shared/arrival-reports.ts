import { createEffect } from 'solid-js';

import { messageSeen } from '../../../schema/message-requests.ts';
import { markEntry, markId, messageEntry, threadEntry } from '../../../schema/messages.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { usePerson } from '../person/person.tsx';
import { withdrawnSeqs } from './withdrawn-seqs.ts';

/** Tells the clinic what has come to this device, opened or not. Mounted once for the person on screen. */
export function createArrivalReports(): void {
  const sync = useSync();
  const person = usePerson();
  const view = useView(() => viewName.threads(person.patient()));
  const threads = view.section('threads', threadEntry);
  const messages = view.section('messages', messageEntry);
  const marks = view.section('marks', markEntry);
  createEffect(() => {
    for (const thread of Object.values(threads())) {
      const mark = marks()[markId(thread.id, sync.account.id)];
      if (thread.lastFrom !== 'clinic' || thread.lastSeq <= (mark?.onDevice ?? 0)) continue;
      const withdrawn = withdrawnSeqs(Object.values(messages()).filter((message) => message.thread === thread.id));
      void sync.act(messageSeen, {
        patient: person.patient(), thread: thread.id, onDevice: thread.lastSeq, opened: mark?.opened ?? 0, ...(withdrawn.length > 0 ? { withdrawn } : {}),
      });
    }
  });
}
