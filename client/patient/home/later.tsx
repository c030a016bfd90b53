import { createEffect, For, type JSX } from 'solid-js';
import * as z from 'zod/mini';
import { viewName } from '../../../schema/view-names.ts';
import { InstallOffer } from '../../shared/shell/install-offer.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { createTellResultSeen, type TellResultSeen } from '../shared/tell-result-seen.ts';

/** What the home does once it can be used: it offers to be installed, and tells which results have come to this device. */
export function Later(): JSX.Element {
  const sync = useSync();
  const tell = createTellResultSeen(sync);
  const patients = () => (sync.actor()?.reaches ?? []).filter(({ scopes }) => scopes.includes('record')).map(({ patient }) => patient);
  return <><For each={patients()}>{(patient) => <Arrivals patient={patient} tell={tell} />}</For><InstallOffer /></>;
}

/** No more of a result than that it is here: its words are read by the page that shows them. */
const arrived = z.object({ id: z.string(), releasedAt: z.number() });

function Arrivals(props: { readonly patient: string; readonly tell: TellResultSeen }): JSX.Element {
  const results = useView(() => viewName.results(props.patient)).section('results', arrived);
  createEffect(() => {
    for (const { id, releasedAt } of Object.values(results())) void props.tell(props.patient, id, releasedAt, false);
  });
  return null;
}
