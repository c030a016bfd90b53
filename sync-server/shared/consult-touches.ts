import { viewName } from '../../schema/view-names.ts';
import type { Touch } from '../record/touch.ts';

/** Where a video visit shows: with its patient, and on the clinic's board. What each section holds depends on all of it. */
export const consultTouches = (clinic: string, patient: string): Touch[] => [
  { view: viewName.person(patient), section: 'consults', entry: '*' },
  { view: viewName.live(clinic), section: 'consults', entry: '*' },
  { view: viewName.live(clinic), section: 'older', entry: '*' },
];
