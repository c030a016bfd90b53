import { useLocation, useNavigate, useParams } from '@solidjs/router';
import { createEffect, lazy, Match, on, Show, Switch, type JSX } from 'solid-js';

import type { Reach } from '../../../schema/actor.ts';
import { clinicTextsEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { PersonProvider, personPath } from './person.tsx';
import { useLastPerson } from './last-person.tsx';
import { personTexts } from './texts.ts';

const AskSwitch = lazy(() => import('./ask-switch.tsx').then((part) => ({ default: part.AskSwitch })));

/**
 * Everything below is about the person the address names. A link to another person than the one last chosen asks
 * first (UX §1.8); a person one does not reach shows nothing of them.
 */
export function PersonLayout(props: { readonly children?: JSX.Element }): JSX.Element {
  const params = useParams();
  const sync = useSync();
  const navigate = useNavigate();
  const location = useLocation();
  const reaches = (): readonly Reach[] => sync.actor()?.reaches ?? [];
  const reach = (): Reach | undefined => reaches().find((one) => one.patient === params['patient']);
  const { reach: before, choose } = useLastPerson();
  // The selector's own button is the confirmation; only a link from outside lands here with another person.
  const asks = (): boolean => before() !== undefined && before()?.patient !== reach()?.patient && !(location.state as { chosen?: boolean } | null)?.chosen;
  createEffect(on(reach, (now) => {
    if (now && !asks()) choose(now);
  }));
  return (
    <Switch fallback={<GettingReady />}>
      <Match when={reach()}>
        {(now) => (
          <Show when={asks() && before()} fallback={<PersonProvider reach={now()}>{props.children}</PersonProvider>} keyed>
            {(current) => <AskSwitch to={now()} now={current} onSwitch={() => choose(now())} onStay={() => navigate(personPath(current.patient), { replace: true })} />}
          </Show>
        )}
      </Match>
      <Match when={sync.actor()}>
        <NoAccess own={reaches().find((one) => one.as === 'self') ?? reaches()[0]} />
      </Match>
    </Switch>
  );
}

/** Says nothing of whoever the address names: it may be nobody. */
export function NoAccess(props: { readonly own: Reach | undefined }): JSX.Element {
  const t = useT(personTexts);
  const sync = useSync();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const phone = () => clinic.section('texts', clinicTextsEntry)()['texts']?.phone;
  return (
    <PatientScreen>
      <EmptyState
        heading
        kind="notHere"
        why={t('gone.title')}
        next={t('gone.text')}
        act={props.own ? { label: t('gone.home'), href: personPath(props.own.patient) } : { label: t('gone.call'), href: `tel:${phone() ?? ''}` }}
      />
    </PatientScreen>
  );
}

/** Nothing held yet: the account's own view tells who one is and whom one reaches. */
export function GettingReady(): JSX.Element {
  const t = useT(personTexts);
  return (
    <PatientScreen>
      <p>{t('loading')}</p>
      <Skeleton of="list" rows={4} />
    </PatientScreen>
  );
}
