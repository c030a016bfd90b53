import { useNavigate, useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, For, Match, Show, Switch, type JSX } from 'solid-js';
import { bookingRequest } from '../../../schema/booking-requests.ts';
import { BOOKING_WORDS_MAX } from '../../../schema/booking-states.ts';
import { clinicTextsEntry, locationEntry } from '../../../schema/clinic.ts';
import { newId } from '../../../schema/ids.ts';
import { wordsIn } from '../../../schema/schedules.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { SyncStripConnected } from '../../shared/shell/sync-chip.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { createDraft } from '../shared/draft.ts';
import { draftKeys } from '../person/draft-keys.ts';
import { usePerson } from '../person/person.tsx';
import { Unwell } from '../shared/unwell.tsx';
import styles from './bookings.module.css';
import { bookingsTexts } from '../shared/bookings-texts.ts';
import { TimeChoice } from './time-choice.tsx';
import { useBookings } from '../shared/use-bookings.ts';
import { useFree } from '../../shared/shell/use-free.ts';

/** Where, what, with whom, when (C87): from the times the clinic said are free. Nothing is an appointment before it has confirmed. */
export function NewBookingPage(): JSX.Element {
  const t = useT(bookingsTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const refusals = useRefusalWords('patient');
  const [search] = useSearchParams<{ replaces?: string }>();
  const bookings = useBookings();
  const replaced = () => (search.replaces === undefined ? undefined : bookings.appointment(search.replaces));
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const texts = () => clinic.section('texts', clinicTextsEntry)()['texts'];
  const locations = clinic.section('locations', locationEntry);
  const places = createMemo(() => Object.values(locations()).sort((a, b) => a.name.localeCompare(b.name)));
  const [place, setPlace] = createSignal<string>();
  const [kind, setKind] = createSignal<string>();
  const [who, setWho] = createSignal<string>();
  const [chosen, setChosen] = createSignal<number>();
  const [errors, setErrors] = createSignal<Record<string, string>>({});
  const [problem, setProblem] = createSignal<string>();
  const words = createDraft(() => draftKeys.booking(person.patient()));
  const location = (): string => place() ?? replaced()?.location.id ?? (places().length === 1 ? places()[0]?.id ?? '' : '');
  const free = useFree(location);
  const kinds = () => free.types();
  const type = createMemo(() => kinds().find(({ id }) => id === (kind() ?? replaced()?.visitType.id ?? (kinds().length === 1 ? kinds()[0]?.id : undefined))));
  const provider = (): string => who() ?? replaced()?.provider.ref ?? '';
  const times = createMemo(() => free.times(type(), free.providers(type()?.id ?? '').some(({ id }) => id === provider()) ? provider() : ''));
  const time = () => times().find(({ startsAt }) => startsAt === chosen());
  const title = (): string => (replaced() ? t('form.change') : person.isSelf() ? t('form.title') : t('form.titleFor', { name: person.firstName() }));
  createEffect(() => { document.title = title(); });
  const zone = (): string | undefined => {
    const there = free.timeZone();
    if (there === undefined) return undefined;
    const at = times()[0]?.startsAt ?? Date.now();
    const clock = (timeZone?: string): string => new Intl.DateTimeFormat('en-GB', { ...(timeZone === undefined ? {} : { timeZone }), day: 'numeric', hour: 'numeric', minute: 'numeric' }).format(at);
    return clock(there) === clock() ? undefined : there.replace(/^.*\//, '').replace(/_/g, ' ');
  };

  let saving = false;
  async function send(): Promise<void> {
    if (saving) return;
    const [visit, slot] = [type(), time()];
    const found: Record<string, string> = {};
    if (!visit) found['kind'] = t('form.missing.kind');
    else if (!slot) found['time'] = t('form.missing.time');
    if (words.text().trim().length > BOOKING_WORDS_MAX) found['words'] = t('form.tooLong', { most: BOOKING_WORDS_MAX });
    setErrors(found);
    if (!visit || !slot || Object.keys(found).length > 0) return;
    saving = true;
    const saved = await sync.act(bookingRequest, {
      patient: person.patient(), booking: newId(), location: location(), visitType: visit.id, provider: slot.provider.id, startsAt: slot.startsAt,
      words: words.text().trim(), replaces: replaced()?.id ?? null, freeAsOf: free.asOf() ?? Date.now(),
    });
    saving = false;
    if (!saved.ok) return void setProblem(`${refusals(saved.refusal).reason} ${refusals(saved.refusal).remedy}`);
    words.clear();
    navigate(person.pathTo('bookings'), { replace: true });
  }

  return (
    <PatientScreen
      colour={person.reach().colour}
      header={<DetailHeader title={title()} close backHref={person.pathTo('bookings')} />}
      strip={<SyncStripConnected />}
      act={<><Button kind="primary" size="last" wide onPress={() => void send()}>{time() ? t('form.send', { time: f.appointment(time()?.startsAt ?? 0) }) : t('form.sendNone')}</Button><Unwell phone={texts()?.emergencyPhone} /></>}
    >
      <form class={styles.stack} novalidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <ErrorSummary errors={Object.entries(errors()).map(([field, message]) => ({ fieldId: `booking-${field}`, message }))} />
        <Show when={problem()}>{(reason) => <Notice tone="asks" title={reason()} announce />}</Show>
        <Show when={replaced()}>{(one) => <Notice title={t('form.moves', { when: f.appointment(one().startsAt) })} />}</Show>
        <Show when={places().length > 1}>
          <RadioRows legend={t('form.place')} value={location()} onChange={(id) => { setPlace(id); setChosen(undefined); }} options={places().map(({ id, name, address }) => ({ value: id, label: name, ...(address ? { second: address } : {}) }))} />
        </Show>
        <Show when={location() !== ''}>
          <Switch fallback={<Skeleton of="list" rows={3} />}>
            <Match when={free.view.held() && kinds().length === 0}><EmptyState kind="nothingYet" why={t('form.closed.why')} next={t('form.closed.next')} /></Match>
            <Match when={free.view.held()}>
              <div id="booking-kind" tabindex="-1">
                <RadioRows
                  legend={t('form.kind')} value={type()?.id} onChange={(id) => { setKind(id); setChosen(undefined); }} error={errors()['kind']}
                  options={kinds().map((one) => ({
                    value: one.id, label: wordsIn(one.names, i18n.language()),
                    second: [t('form.minutes', { count: one.minutes }), one.telehealth ? t('form.video') : '', one.policy === 'view' ? t('form.call') : ''].filter(Boolean).join(' · '),
                  }))}
                />
              </div>
              <Show when={type() && type()?.policy !== 'view'}>
                <Select
                  label={t('form.who')} value={provider()} onChange={(id) => { setWho(id); setChosen(undefined); }}
                  options={[{ value: '', label: t('form.first') }, ...free.providers(type()?.id ?? '').map(({ id, name, title: of }) => ({ value: id, label: [name, of].filter(Boolean).join(', ') }))]}
                />
                <Show when={times().length > 0} fallback={<EmptyState kind="nothingYet" why={t('form.none.why')} next={t('form.none.next')} />}>
                  <TimeChoice times={times()} value={chosen()} onChange={setChosen} error={errors()['time']} named={provider() === ''} />
                  <For each={[zone()].filter((name) => name !== undefined)}>{(name) => <p class={styles.quiet}>{t('form.zone', { zone: name })}</p>}</For>
                  <p class={styles.quiet}>{type()?.policy === 'selfBook' && free.asOf() === undefined ? t('form.now') : free.asOf() === undefined ? t('form.confirms') : t('form.asOf', { when: f.dated(free.asOf() ?? 0) })}</p>
                </Show>
                <TextArea id="booking-words" label={t('form.words')} hint={t('form.wordsHint')} value={words.text()} onInput={words.write} rows={3} error={errors()['words']} />
              </Show>
            </Match>
            <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
              <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
            </Match>
          </Switch>
        </Show>
      </form>
    </PatientScreen>
  );
}
