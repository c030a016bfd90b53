import { useNavigate } from '@solidjs/router';
import { createEffect, createSignal, Show, type JSX } from 'solid-js';

import type { Reach } from '../../../schema/actor.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { viewName } from '../../../schema/view-names.ts';
import { NotHere } from '../../shared/shell/not-here.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Avatar } from '../../shared/ui/avatar.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { usePerson, personPath } from './person.tsx';
import styles from './selector-page.module.css';
import { personTexts } from './texts.ts';
import { useUnread } from './unread.ts';

/** Who is this for? Nothing changes until "Switch to …" is pressed (UX §1.8). */
export function SelectorPage(): JSX.Element {
  const t = useT(personTexts);
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  createEffect(() => { document.title = t('who'); });
  const reaches = (): readonly Reach[] => sync.actor()?.reaches ?? [];
  const [chosen, setChosen] = createSignal(person.patient());
  const chosenReach = (): Reach => reaches().find((reach) => reach.patient === chosen()) ?? person.reach();
  const own = (): string => reaches().find((reach) => reach.as === 'self')?.name ?? sync.actor()?.name ?? '';
  return (
    <PatientScreen
      colour={chosenReach().colour}
      header={<DetailHeader title={t('who')} close backHref={person.pathTo()} />}
      act={
        <>
          <p class={styles.sees}>{chosenReach().as === 'self' ? t('clinicSeesYou') : t('clinicSees', { you: firstOf(own()), name: firstOf(chosenReach().name) })}</p>
          <Button kind="primary" size="last" wide onPress={() => navigate(personPath(chosen()), { replace: true, state: { chosen: true } })}>
            {t('switchTo', { name: firstOf(chosenReach().name) })}
          </Button>
        </>
      }
    >
      <RadioRows
        legend={t('who')}
        legendHidden
        look="cards"
        value={chosen()}
        onChange={setChosen}
        options={reaches().map((reach) => ({
          value: reach.patient,
          label: firstOf(reach.name),
          second: <PersonLine reach={reach} openNow={reach.patient === person.patient()} />,
          third: <PersonWaiting patient={reach.patient} />,
          start: <Avatar name={reach.name} colour={reach.colour} size={52} />,
          end: <NotHere view={viewName.threads(reach.patient)} />,
          person: reach.colour,
        }))}
      />
    </PatientScreen>
  );
}

function PersonLine(props: { readonly reach: Reach; readonly openNow: boolean }): JSX.Element {
  const t = useT(personTexts);
  const f = useFormat();
  const line = (): string => {
    const { reach } = props;
    const age = reach.birthDate ? f.age(reach.birthDate) : null;
    if (reach.as === 'self') return age === null ? t('youNoAge') : t('you', { age });
    return age === null ? t('otherNoAge', { relation: reach.relation }) : t('other', { relation: reach.relation, age });
  };
  return <>{props.openNow ? `${line()}. ${t('openNow')}` : line()}</>;
}

/** What waits for this person: unsent words first, then unread ones. */
function PersonWaiting(props: { readonly patient: string }): JSX.Element {
  const t = useT(personTexts);
  const sync = useSync();
  const unread = useUnread(() => props.patient);
  const waiting = () => sync.waiting().filter((request) => request.patient === props.patient && request.type !== 'message.seen');
  return (
    <Show when={waiting()[0]} fallback={<Show when={unread.total() > 0}>{t('unread', { count: unread.total() })}</Show>}>
      {(first) => <StateMark state={{ kind: 'saved', at: first().savedAt }} words={t('waiting', { count: waiting().length })} />}
    </Show>
  );
}

function firstOf(name: string): string {
  return name.split(' ')[0] ?? name;
}
