import { useNavigate } from '@solidjs/router';
import { createSignal, For, Show, type JSX } from 'solid-js';
import { contactMarks, type ContactMark, type WeekAppointment } from '../../../../schema/desk.ts';
import { ARRIVE_AHEAD_MS, appointmentArrive, appointmentFulfil, appointmentMark, appointmentMiss } from '../../../../schema/desk-requests.ts';
import { useFormat, useT } from '../../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../../shared/shell/refusal-words.ts';
import { useSync, type ActAnswer } from '../../../shared/sync/sync.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { CheckRow } from '../../../shared/ui/check-row.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useAnnounce } from '../../../shared/ui/live-region.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import { StateMark } from '../../../shared/ui/state-mark.tsx';
import { BOOKINGS, PATIENTS } from '../../shell/addresses.ts';
import styles from './schedule.module.css';
import { deskTexts } from './texts.ts';
import { useSuited } from './use-suited.ts';
import { notedOf, type Block, type Desk } from './use-desk.ts';

export type About = (appointment: WeekAppointment) => { patient: string; appointment: string; location: string; week: string };

/** One entry of the schedule with all that the desk does about it. */
export function AppointmentPanel(props: {
  readonly desk: Desk; readonly block: Block | null; readonly about: About; readonly more?: ((block: Block) => JSX.Element) | undefined; readonly onClose: () => void; readonly onMove: (appointment: WeekAppointment) => void; readonly onCancel: (appointment: WeekAppointment) => void; readonly onUndo: (appointment: WeekAppointment) => void;
}): JSX.Element {
  const t = useT(deskTexts);
  const f = useFormat();
  return (
    <Dialog open={props.block !== null} onClose={props.onClose} title={props.block?.patient.name ?? ''} second={props.block ? f.appointment(props.block.startsAt) : ''} acts={<Button onPress={props.onClose}>{t('close')}</Button>}>
      <Show when={props.block}>{(block) => <Panel {...props} block={block()} />}</Show>
    </Dialog>
  );
}

function Panel(props: Parameters<typeof AppointmentPanel>[0] & { readonly block: Block }): JSX.Element {
  const t = useT(deskTexts);
  const f = useFormat();
  const sync = useSync();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const refusals = useRefusalWords('staff');
  const [problem, setProblem] = createSignal<string>();
  const waiting = () => props.desk.view.waitingOn('appointments', props.block.key);
  const patient = () => props.block.patient;
  /** Its consult says that somebody is here, and that it took place. */
  const byVideo = (): boolean => props.desk.isTelehealth(props.block.visitType);
  const suited = useSuited(props.desk, () => props.block);
  const facts = (): readonly (readonly [string, string])[] => {
    const { block, desk } = props;
    const changed = block.appointment?.changed;
    return [
      [t('facts.state'), `${block.state === 'pending' ? '^ ' : block.state === 'cancelled' ? 'x ' : ''}${t(`state.${block.state}`)}`] as const,
      [t('facts.when'), `${f.time(block.startsAt)}–${f.time(block.endsAt)}`] as const, [t('facts.with'), desk.providerName(block.staff)] as const, [t('facts.kind'), desk.typeName(block.visitType)] as const,
      [t('facts.born'), patient().birthDate === null ? '' : `${f.birthDate(patient().birthDate ?? '')}, ${f.age(patient().birthDate ?? '')}`] as const,
      [t('facts.words'), block.appointment?.cancelled?.words ?? ''] as const,
      [t('facts.changed'), changed ? t('changed', { by: changed.by === '' ? t('system') : changed.by, when: f.dated(changed.at) }) : ''] as const,
    ].filter(([, value]) => value !== '');
  };
  function settle(answer: ActAnswer): void {
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    setProblem(undefined);
    announce(t('saved'));
  }
  const act = async (definition: typeof appointmentArrive, one: WeekAppointment): Promise<void> => settle(await sync.act(definition, props.about(one)));
  const mark = async (one: WeekAppointment, name: ContactMark, value: boolean): Promise<void> => settle(await sync.act(appointmentMark, { ...props.about(one), mark: name, on: value }));
  const marked = (one: WeekAppointment, name: ContactMark): string | undefined => {
    const entry = one.marks[name];
    return entry ? t('marked', { who: entry.who === '' ? t('system') : entry.who, when: f.dated(entry.at) }) : undefined;
  };
  return (
    <div class={styles.form}>
      <Show when={problem()}>{(words) => <Notice tone="asks" title={words()} announce />}</Show>
      <dl class={styles.facts}><For each={facts()}>{([name, value]) => <><dt>{name}</dt><dd><bdi>{value}</bdi></dd></>}</For></dl>
      <Show when={suited().length > 0}><Notice title={t('suited', { count: suited().length })} act={{ label: t('suitedAct'), onPress: () => navigate(`${BOOKINGS}?show=waits`) }} /></Show>
      <Show when={waiting()}>{(one) => <StateMark state={one().state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: one().savedAt }} />}</Show>
      <Show when={props.block.appointment}>
        {(one) => (
          <Show when={props.desk.mayChange(one())} fallback={<p class={styles.second}>{t('readOnly')}</p>}>
            <div class={styles.acts}>
              <Show when={one().state === 'booked'}>
                <Show when={!byVideo() && one().startsAt - ARRIVE_AHEAD_MS <= f.now()}><Button kind="primary" onPress={() => void act(appointmentArrive, one())}>{t('act.arrive')}</Button></Show>
                <Button onPress={() => props.onMove(one())}>{t('act.move')}</Button>
                <Show when={one().startsAt <= f.now()}><Button onPress={() => void act(appointmentMiss, one())}>{t('act.miss')}</Button></Show>
              </Show>
              <Show when={!byVideo() && one().state === 'arrived'}><Button kind="primary" onPress={() => void act(appointmentFulfil, one())}>{t('act.fulfil')}</Button></Show>
              <Show when={one().state === 'booked' || one().state === 'arrived'}><Button onPress={() => props.onCancel(one())}>{t('act.cancel')}</Button></Show>
              <Show when={notedOf(one()) !== null}><Button onPress={() => props.onUndo(one())}>{t('act.undo')}</Button></Show>
            </div>
            <div role="group" aria-label={t('marks')}>
              <For each={contactMarks}>{(name) => <CheckRow label={t(`mark.${name}`)} checked={one().marks[name]?.value === true} second={marked(one(), name)} onChange={(value) => void mark(one(), name, value)} />}</For>
            </div>
          </Show>
        )}
      </Show>
      <div class={styles.acts}>
        {props.more?.(props.block)}
        <Show when={props.block.booking}>{(one) => <Button onPress={() => navigate(`${BOOKINGS}/${one().id}`)}>{t('queue')}</Button>}</Show>
        <Button onPress={() => navigate(`${PATIENTS}/${patient().id}`)}>{t('person')}</Button>
      </div>
    </div>
  );
}
