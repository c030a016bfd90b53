import { createSignal, Show, type JSX } from 'solid-js';
import { consultCheckIn } from '../../../schema/consult-requests.ts';
import type { OwnConsult } from '../../../schema/consults.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { createDeviceTest } from '../../shared/live/device-test.ts';
import { DeviceTestPanel } from '../../shared/live/device-test-panel.tsx';
import { JoinChoiceRows, type JoinChoice } from '../../shared/live/join-choice.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CheckRow } from '../../shared/ui/check-row.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { usePerson } from '../person/person.tsx';
import { VisitFacts } from './before-part.tsx';
import { OtherWays } from './other-ways.tsx';
import styles from './visits.module.css';
import { visitsTexts } from './texts.ts';

/** Of the words in `consent.text`: whoever changes what they say changes this. */
const CONSENT_VERSION = '2026-11';

/** Camera, sound, line, what it costs, and the agreement; then the waiting room. Nothing tested has to work: one can go on by phone. */
export function CheckInPart(props: { readonly consult: OwnConsult; readonly choice: JoinChoice }): JSX.Element {
  const t = useT(visitsTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const person = usePerson();
  const reachable = useReachable();
  const words = useRefusalWords('patient');
  const test = createDeviceTest();
  const [agreed, setAgreed] = createSignal(false);
  const [missing, setMissing] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const ours = (request: { readonly type: string; readonly body: unknown }): boolean => {
    if (request.type !== consultCheckIn.type) return false;
    const body = consultCheckIn.body.safeParse(request.body);
    return body.success && body.data.consult === props.consult.id;
  };
  const sending = (): boolean => sync.waiting().some(ours);
  const refused = () => sync.needsYou().find(ours);
  const reason = (): string | undefined => {
    const refusal = refused()?.refusal;
    if (problem() !== undefined || !refusal) return problem();
    const said = words(refusal);
    return `${said.reason} ${said.remedy}`;
  };
  async function checkIn(): Promise<void> {
    if (sending()) return;
    setMissing(!agreed());
    if (!agreed()) return;
    const before = refused();
    const answer = await sync.act(consultCheckIn, {
      patient: person.patient(), consult: props.consult.id, devices: { camera: test.found('camera'), microphone: test.found('microphone') },
      consent: { version: CONSENT_VERSION, language: i18n.language() },
    });
    if (answer.ok && before) await sync.dismiss(before.id);
    setProblem(answer.ok ? undefined : words(answer.refusal).reason);
  }
  return (
    <div class={styles.stack}>
      <VisitFacts consult={props.consult} />
      <Show when={props.consult.endsAt < f.now()}><p>{t('late')}</p></Show>
      <DeviceTestPanel test={test} name={person.reach().name} colour={person.reach().colour} app="patient" />
      <JoinChoiceRows choice={props.choice} />
      <section class={styles.group}>
        <h2 class={styles.heading}>{t('consent.heading')}</h2>
        <p>{t('consent.text')}</p>
        <CheckRow label={t('consent.agree')} checked={agreed()} onChange={(now) => { setAgreed(now); setMissing(false); }} error={missing() ? t('consent.missing') : undefined} />
      </section>
      <Show when={reason()}>{(said) => <Notice tone="asks" title={said()} announce />}</Show>
      <Button kind="primary" size="last" wide unavailable={reachable() ? undefined : t('offline')} onPress={() => void checkIn()}>
        {sending() ? t('checkIn.sending') : person.isSelf() ? t('checkIn.act') : t('checkIn.actFor', { name: person.firstName() })}
      </Button>
      <OtherWays />
    </div>
  );
}
