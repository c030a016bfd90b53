import { createEffect, createSignal, type Component, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import * as z from 'zod/mini';
import { viewName } from '../../../schema/view-names.ts';
import { loadPart } from '../../shared/shell/load-part.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { usePerson } from '../person/person.tsx';
import { createArrivalReports } from './arrival-reports.ts';

/** No more of a visit than that there is one: everything else comes with the part that shows it. */
const some = z.object({ id: z.string() });

/** What every main screen does beside what it shows, once it can be used: tells the clinic what has come, and keeps a visit by video in sight. */
export function Around(): JSX.Element {
  const person = usePerson();
  const consults = useView(() => viewName.person(person.patient())).section('consults', some);
  const [pin, setPin] = createSignal<Component>();
  let asked = false;
  createArrivalReports();
  createEffect(() => {
    if (asked || Object.keys(consults()).length === 0) return;
    asked = true;
    void loadPart(() => import('./visit-pin.tsx')).then((part) => setPin(() => part.VisitPin));
  });
  return <Dynamic component={pin()} />;
}
