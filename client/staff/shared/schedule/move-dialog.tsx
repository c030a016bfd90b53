import { createEffect, createMemo, createSignal, on, Show, type JSX } from 'solid-js';
import { BOOKING_WORDS_MAX } from '../../../../schema/booking-states.ts';
import { weekAppointment, weekBooking, type WeekAppointment } from '../../../../schema/desk.ts';
import { appointmentMove } from '../../../../schema/desk-requests.ts';
import { addDays, weekOf } from '../../../../schema/iso-week.ts';
import { viewName } from '../../../../schema/view-names.ts';
import { useFormat, useT } from '../../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../../shared/shell/refusal-words.ts';
import { useSync } from '../../../shared/sync/sync.ts';
import { useView } from '../../../shared/sync/views/use-view.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useAnnounce } from '../../../shared/ui/live-region.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { useDraft } from '../use-draft.ts';
import { moveDraft } from '../words-of.ts';
import styles from './schedule.module.css';
import { deskTexts } from './texts.ts';
import { blocksOf, meeting, type Desk } from './use-desk.ts';

/** Where to, before anything is chosen: as it stands, or where it was dropped. */
export interface Target { readonly appointment: WeekAppointment; readonly staff: string; readonly startsAt: number }
const STEP_MS = 300_000;
const DAYS = 28;

/** Another provider, day or time, all by the keyboard; what this device knows to be in the way is said as one chooses, and the clinic decides. */
export function MoveDialog(props: { readonly desk: Desk; readonly target: Target | null; readonly onClose: () => void }): JSX.Element {
  const t = useT(deskTexts);
  const f = useFormat();
  const sync = useSync();
  const announce = useAnnounce();
  const refusals = useRefusalWords('staff');
  const override = useDraft(() => moveDraft(props.target?.appointment.id ?? ''));
  const [staff, setStaff] = createSignal('');
  const [day, setDay] = createSignal('');
  const [startsAt, setStartsAt] = createSignal(0);
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => props.target, (target) => {
    if (!target) return;
    setStaff(target.staff);
    setDay(props.desk.dayOf(target.startsAt));
    setStartsAt(target.startsAt);
    setProblem(undefined);
  }));
  const own = (): WeekAppointment | undefined => props.target?.appointment;
  const first = (): string => own()?.patient.name.split(' ')[0] ?? '';
  const view = useView(() => (props.target === null || day() === '' ? null : viewName.week(props.desk.location(), weekOf(day()))));
  const [appointments, bookings] = [view.section('appointments', weekAppointment), view.section('bookings', weekBooking)];
  const blocks = createMemo(() => blocksOf(Object.values(appointments()), Object.values(bookings())));
  const days = createMemo(() => {
    const all = Array.from({ length: DAYS }, (_, ahead) => addDays(props.desk.today(), ahead));
    return (all.includes(day()) || day() === '' ? all : [day(), ...all]).map((value) => ({ value, label: f.day(props.desk.startOf(value) + 12 * 3_600_000) }));
  });
  /** Every five minutes of that day; seven to nine is enough of it, and whatever is chosen. */
  const times = createMemo(() => {
    if (day() === '') return [];
    const from = props.desk.startOf(day()) + 6 * 3_600_000;
    const all = Array.from({ length: 16 * 12 }, (_, i) => from + i * STEP_MS);
    return (all.includes(startsAt()) ? all : [...all, startsAt()].sort((a, b) => a - b)).map((at) => ({ value: String(at), label: f.time(at) }));
  });
  const length = (): number => { const one = own(); return one ? one.endsAt - one.startsAt + one.buffer * 60_000 : 0; };
  const standing = createMemo((): string => {
    const one = own();
    if (!one) return '';
    if (staff() === one.staff && startsAt() === one.startsAt) return t('moving.here');
    if (!view.held()) return t('moving.unknown');
    const met = meeting(blocks(), staff(), startsAt(), startsAt() + length(), one.id);
    return met ? t('moving.taken', { name: met.patient.name, from: f.time(met.startsAt), until: f.time(met.until) }) : t('moving.free');
  });
  // Said as one walks through the times: the eyes may be elsewhere.
  createEffect(on(standing, (words) => { if (words !== '') announce(words); }, { defer: true }));
  function chooseDay(to: string): void {
    setStartsAt(props.desk.startOf(to) + (startsAt() - props.desk.startOf(day())));
    setDay(to);
  }
  async function move(): Promise<void> {
    const one = own();
    if (!one) return;
    const text = override.text().trim();
    if (text.length > BOOKING_WORDS_MAX) return void setProblem(t('tooLong', { most: BOOKING_WORDS_MAX }));
    const location = props.desk.location();
    const body = { patient: one.patient.id, appointment: one.id, location, week: weekOf(props.desk.dayOf(one.startsAt)), fromStaff: one.staff, from: one.startsAt, staff: staff(), startsAt: startsAt(), override: text };
    const answer = await sync.act(appointmentMove, body, text === '' ? {} : { draft: override.key() });
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    if (text !== '') override.sent();
    announce(t('saved'));
    props.onClose();
  }
  return (
    <Dialog
      open={props.target !== null} onClose={props.onClose} title={t('moving.title', { name: own()?.patient.name ?? '' })} second={t('moving.second', { name: first() })}
      acts={<><Button onPress={props.onClose}>{t('moving.not')}</Button><Button kind="primary" onPress={() => void move()}>{t('moving.act', { time: f.appointment(startsAt()) })}</Button></>}
    >
      <div class={styles.form}>
        <Show when={problem()}>{(words) => <Notice tone="asks" title={words()} announce />}</Show>
        <Select label={t('who')} value={staff()} onChange={setStaff} options={props.desk.providers().map(({ id, name }) => ({ value: id, label: name }))} />
        <Select label={t('day')} value={day()} onChange={chooseDay} options={days()} />
        <Select label={t('moving.time')} value={String(startsAt())} onChange={(value) => setStartsAt(Number(value))} options={times()} />
        <p class={styles.second}>{standing()}</p>
        <TextArea label={t('moving.override')} value={override.text()} onInput={(text) => override.write(text)} rows={2} />
      </div>
    </Dialog>
  );
}
