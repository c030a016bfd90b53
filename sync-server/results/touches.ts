import { viewName } from '../../schema/view-names.ts';
import { wholeView, type Touch } from '../record/touch.ts';

/** Where a result stands: what staff read, what the patient was given, and what waits for a decision. What each holds depends on all of it. */
export const resultTouches = (clinic: string, patient: string): Touch[] =>
  [viewName.chart(patient), viewName.results(patient), viewName.delivery(clinic)].map(wholeView);
