import { createSignal, For, Show, type JSX } from 'solid-js';
import { appointmentEntry } from '../../../schema/bookings.ts';
import type { OwnConsult } from '../../../schema/consults.ts';
import { wordsIn } from '../../../schema/schedules.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { createDeviceTest } from '../../shared/live/device-test.ts';
import { DeviceTestPanel } from '../../shared/live/device-test-panel.tsx';
import { createJoinChoice, JoinChoiceRows } from '../../shared/live/join-choice.tsx';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { usePerson } from '../person/person.tsx';
import { CHECK_IN_MS } from '../shared/visit-times.ts';
import { OtherWays } from './other-ways.tsx';
import styles from './visits.module.css';
import { visitsTexts } from './texts.ts';

/** Before its time: when, with whom, how to prepare, and a try of camera and sound for whoever wants one. */
export function BeforePart(props: { readonly consult: OwnConsult }): JSX.Element {
  const t = useT(visitsTexts);
  const f = useFormat();
  const [trying, setTrying] = createSignal(false);
  return (
    <div class={styles.stack}>
      <h2>{f.appointment(props.consult.startsAt)}</h2>
      <VisitFacts consult={props.consult} />
      <p>{t('home')}</p>
      <p><strong>{t('early', { time: f.clock(props.consult.startsAt - CHECK_IN_MS) })}</strong></p>
      <Show when={trying()} fallback={<Button wide onPress={() => setTrying(true)}>{t('tryOut')}</Button>}><TryOut /></Show>
      <OtherWays />
    </div>
  );
}

function TryOut(): JSX.Element {
  const person = usePerson();
  return <><DeviceTestPanel test={createDeviceTest()} name={person.reach().name} colour={person.reach().colour} app="patient" /><JoinChoiceRows choice={createJoinChoice()} /></>;
}

/** With whom, what, how to prepare, who else comes. */
export function VisitFacts(props: { readonly consult: OwnConsult }): JSX.Element {
  const t = useT(visitsTexts);
  const i18n = useI18n();
  const person = usePerson();
  const appointments = useView(() => viewName.person(person.patient())).section('appointments', appointmentEntry);
  const facts = (): readonly (readonly [string, string])[] => [
    [t('with'), [props.consult.provider.name, props.consult.provider.title].filter(Boolean).join(', ')] as const,
    [t('kind'), wordsIn(props.consult.visitType.names, i18n.language())] as const,
    [t('prepare'), wordsIn(appointments()[props.consult.appointment]?.preparation ?? {}, i18n.language())] as const,
    [t('also'), props.consult.guests.join(', ')] as const,
  ].filter(([, value]) => value !== '');
  return <dl class={styles.facts}><For each={facts()}>{([name, value]) => <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>}</For></dl>;
}
