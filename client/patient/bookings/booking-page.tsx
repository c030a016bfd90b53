import { useNavigate, useParams } from '@solidjs/router';
import { createEffect, createSignal, For, Match, Show, Switch, type JSX } from 'solid-js';
import type { AppointmentEntry, BookingEntry } from '../../../schema/bookings.ts';
import { bookingAccept } from '../../../schema/booking-requests.ts';
import { brandEntry, clinicTextsEntry } from '../../../schema/clinic.ts';
import { wordsIn } from '../../../schema/schedules.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { SyncStripConnected } from '../../shared/shell/sync-chip.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { Video } from '../../shared/ui/icons.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { usePerson } from '../person/person.tsx';
import { EarlierTime } from './earlier-time.tsx';
import { earlierTexts } from './earlier-texts.ts';
import { EndSheet } from './end-sheet.tsx';
import styles from './bookings.module.css';
import { bookingsTexts } from '../shared/bookings-texts.ts';
import { isAppointment, useBookings, type Bookings } from '../shared/use-bookings.ts';
import { useCalendar } from '../shared/use-calendar.ts';
import { useConsults } from '../shared/use-consults.ts';
import { useVisitWords } from '../shared/use-visit-words.ts';
import { visitTexts } from '../shared/visit-texts.ts';

/** One booking or appointment: what it is, how it stands, and what may be done about it. */
export function BookingPage(): JSX.Element {
  const t = useT(bookingsTexts);
  const person = usePerson();
  const params = useParams<{ booking: string }>();
  const bookings = useBookings();
  const words = useVisitWords();
  /** What became of a request that is confirmed is the appointment: only there something can be done about it. */
  const entry = () => {
    const booking = bookings.booking(params.booking);
    return bookings.appointment(booking?.appointment ?? params.booking) ?? booking;
  };
  const title = (): string => { const one = entry(); return one ? words.kind(one) : t('title'); };
  createEffect(() => { document.title = title(); });
  return (
    <PatientScreen colour={person.reach().colour} header={<DetailHeader title={title()} backHref={person.pathTo('bookings')} />} strip={<SyncStripConnected />}>
      <Switch fallback={<Skeleton of="list" rows={3} />}>
        <Match when={entry()}>{(one) => <Detail entry={one()} bookings={bookings} />}</Match>
        <Match when={bookings.view.held()}><EmptyState kind="nothingYet" why={t('gone.why')} next={t('gone.next')} /></Match>
      </Switch>
    </PatientScreen>
  );
}

function Detail(props: { readonly entry: AppointmentEntry | BookingEntry; readonly bookings: Bookings }): JSX.Element {
  const t = useT(bookingsTexts);
  const te = useT(earlierTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const words = useVisitWords();
  const tVisit = useT(visitTexts);
  const consults = useConsults();
  const addToCalendar = useCalendar();
  const refusals = useRefusalWords('patient');
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const phone = () => clinic.section('texts', clinicTextsEntry)()['texts']?.phone;
  const clinicName = (): string => clinic.section('brand', brandEntry)()['brand']?.name ?? '';
  const [ending, setEnding] = createSignal(false);
  const [offer, setOffer] = createSignal<string>();
  const [problem, setProblem] = createSignal<string>();
  const appointment = (): AppointmentEntry | null => (isAppointment(props.entry) ? props.entry : null);
  const booking = (): BookingEntry | null => (isAppointment(props.entry) ? null : props.entry);
  const isOpen = (): boolean => booking()?.state === 'requested' || booking()?.state === 'countered';
  /** An earlier time than one has, offered to whoever waits for it. */
  const earlier = (): boolean => booking()?.state === 'countered' && booking()?.earlier === true;
  const replaced = () => props.bookings.appointment(booking()?.replaces ?? '');
  /** Another time is asked for, or offered, already. */
  const moving = (): boolean => props.bookings.open().some(({ replaces }) => replaces === props.entry.id);
  const isNext = (): boolean => appointment()?.state === 'booked' && props.entry.startsAt > f.now();
  const mayChange = (): boolean => isNext() && (appointment()?.cutoffAt ?? 0) > f.now();
  const asked = () => props.bookings.asked(props.entry.id);
  /** What may stand in a phone's calendar: what is to come, and what was and is cancelled. */
  const inCalendar = (): AppointmentEntry | null => (isNext() || (appointment()?.state === 'cancelled' && props.entry.startsAt > f.now()) ? appointment() : null);
  const prepare = (): string => wordsIn(appointment()?.preparation ?? {}, i18n.language());
  const facts = (): readonly (readonly [string, string])[] => [
    [t('detail.with'), [props.entry.provider.name, props.entry.provider.title].filter(Boolean).join(', ')] as const, [t('detail.place'), props.entry.location.name] as const,
    [t('detail.words'), booking()?.words ?? ''] as const, [t('detail.reason'), booking()?.reason ?? appointment()?.cancelled?.words ?? ''] as const, [t('detail.prepare'), isNext() ? prepare() : ''] as const,
  ].filter(([, value]) => value !== '');

  async function accept(): Promise<void> {
    const chosen = offer() ?? (booking()?.offers.length === 1 ? '0' : undefined);
    if (chosen === undefined) return void setProblem(t('accept.choose'));
    const answer = await sync.act(bookingAccept, { patient: person.patient(), booking: props.entry.id, offer: Number(chosen) });
    setProblem(answer.ok ? undefined : refusals(answer.refusal).reason);
  }
  return (
    <div class={styles.stack}>
      <div>
        <p class={styles.when}><strong>{f.appointment(props.entry.startsAt)}</strong></p>
        <Show when={asked()} fallback={<strong>{words.state(props.entry)}</strong>}>
          {(one) => <StateMark state={one().request.state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: one().request.savedAt }} words={t(`saved.${one().what}`)} />}
        </Show>
      </div>
      <dl class={styles.facts}><For each={facts()}>{([name, value]) => <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>}</For></dl>
      <Show when={(booking()?.by ?? '') !== ''}><p class={styles.quiet}><bdi>{t('by', { name: booking()?.by ?? '' })}</bdi></p></Show>
      <Show when={isOpen()}>
        <p class={styles.quiet}>{t(booking()?.state === 'countered' ? 'detail.offerUntil' : 'detail.until', { when: f.dated(booking()?.expiresAt ?? 0) })} {booking()?.replaces === null || earlier() ? '' : t('detail.moves')}</p>
      </Show>
      <Show when={earlier() && replaced()}>{(one) => <p class={styles.quiet}>{te('offerNow', { when: f.appointment(one().startsAt) })}</p>}</Show>
      <Show when={appointment()?.movedAt !== null && isNext()}><p class={styles.quiet}>{t('detail.moved')}</p></Show>
      <Show when={isNext()}><p class={styles.quiet}>{mayChange() ? t('detail.cutoff', { when: f.appointment(appointment()?.cutoffAt ?? 0) }) : t('detail.late')}</p></Show>
      <Show when={problem()}>{(reason) => <Notice tone="asks" title={reason()} announce />}</Show>
      <Show when={!asked()}>
        <div class={styles.acts}>
          <Show when={booking()?.state === 'countered' && booking()}>
            {(one) => <>
              <Show when={one().offers.length > 1}><RadioRows legend={t('accept.legend')} value={offer()} onChange={setOffer} options={one().offers.map((time, index) => ({ value: String(index), label: f.appointment(time.startsAt) }))} /></Show>
              <Button kind="primary" wide onPress={() => void accept()}>{t('accept.act', { time: f.appointment(one().offers[Number(offer() ?? 0)]?.startsAt ?? 0) })}</Button>
            </>}
          </Show>
          <Show when={mayChange() && !moving()}><Button wide onPress={() => navigate(`${person.pathTo('bookings/new')}?replaces=${props.entry.id}`)}>{t('change.act')}</Button></Show>
          <Show when={isOpen() || mayChange()}><Button wide onPress={() => setEnding(true)}>{earlier() ? te('refuse.act') : t(isOpen() ? 'withdraw.act' : 'cancel.act')}</Button></Show>
          <Show when={isNext() && !mayChange() && phone()}>
            {(number) => <Button wide href={`tel:${number().replace(/\s/g, '')}`}>{t('detail.call', { clinic: clinicName() })}</Button>}
          </Show>
        </div>
      </Show>
      <Show when={consults.ofAppointment(props.entry.id)}>{(visit) => <Button wide icon={Video} href={person.pathTo(`visits/${visit().id}`)}>{tVisit('open')}</Button>}</Show>
      <Show when={isNext() && !asked() && appointment()}>{(one) => <EarlierTime entry={one()} bookings={props.bookings} />}</Show>
      <Show when={inCalendar()}>{(one) => <Button wide onPress={() => void addToCalendar(one())}>{t(one().state === 'cancelled' ? 'calendar.remove' : 'calendar.act')}</Button>}</Show>
      <EndSheet entry={props.entry} what={isAppointment(props.entry) ? 'cancel' : earlier() ? 'refuse' : 'withdraw'} open={ending()} onClose={() => setEnding(false)} />
    </div>
  );
}
