import { createEffect, createSignal, type Accessor } from 'solid-js';
import type { PatientFound } from '../../../schema/patient-search.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { patientsHeld, readHeld } from './search-device.ts';
import { useHeldViews } from '../../shared/sync/views/use-held.ts';

/** Patients whose record is on this device, by name; read only while somebody wants them. */
export function usePatientsHere(wanted: Accessor<boolean>): Accessor<readonly PatientFound[]> {
  const sync = useSync();
  const held = useHeldViews();
  const [here, setHere] = createSignal<readonly PatientFound[]>([]);
  createEffect(() => {
    const names = held();
    if (!wanted() || names === null) return;
    const patients = patientsHeld(names);
    void sync.views.load(patients.map(viewName.person)).then(() =>
      setHere(patients.flatMap((patient) => readHeld(sync.views.raw, patient) ?? []).sort((a, b) => a.name.localeCompare(b.name))));
  });
  return here;
}
