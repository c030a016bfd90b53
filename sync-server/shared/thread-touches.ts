import { viewName } from '../../schema/view-names.ts';
import type { Touch } from '../record/touch.ts';

/** Where a thread shows: both sides' entries and the queue's item. */
export function threadTouches(clinic: string, patient: string, thread: string): Touch[] {
  return [
    { view: viewName.threads(patient), section: 'threads', entry: thread },
    { view: viewName.triage(patient), section: 'threads', entry: thread },
    { view: viewName.queue(clinic, 'messages'), section: 'items', entry: thread },
  ];
}

export const messageTouch = (patient: string, message: string): Touch => ({ view: viewName.threads(patient), section: 'messages', entry: message });
