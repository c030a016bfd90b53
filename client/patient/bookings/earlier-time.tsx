import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, Show, type JSX } from 'solid-js';
import type { AppointmentEntry } from '../../../schema/bookings.ts';
import { waitJoin, waitLeave } from '../../../schema/booking-waits.ts';
import { newId } from '../../../schema/ids.ts';
import { dayIn } from '../../../schema/opening-hours.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { Sheet } from '../../shared/ui/sheet.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { usePerson } from '../person/person.tsx';
import type { Bookings } from '../shared/use-bookings.ts';
import styles from './bookings.module.css';
import { earlierTexts } from './earlier-texts.ts';

/** So many days ahead may be chosen; who wants none before that asks for another time instead. */
const DAYS = 60;
const DAY_MS = 86_400_000;

/** Under an appointment that is to come: on the list for an earlier time, or not yet. */
export function EarlierTime(props: { readonly entry: AppointmentEntry; readonly bookings: Bookings }): JSX.Element {
  const t = useT(earlierTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const refusals = useRefusalWords('patient');
  const [asking, setAsking] = createSignal(false);
  const [who, setWho] = createSignal('anyone');
  const [from, setFrom] = createSignal('');
  const [problem, setProblem] = createSignal<string>();
  const today = (): string => dayIn(i18n.timeZone(), f.now());
  /** One moment of each. */
  const days = createMemo(() => {
    const last = dayIn(i18n.timeZone(), props.entry.startsAt);
    const found = new Map<string, number>();
    for (let ahead = 1; ahead <= DAYS; ahead += 1) {
      const at = Math.floor(f.now() / DAY_MS) * DAY_MS + ahead * DAY_MS + DAY_MS / 2;
      const day = dayIn(i18n.timeZone(), at);
      if (day > today() && day < last) found.set(day, at);
    }
    return [...found];
  });
  /** What was asked about it last and waits on this device. */
  const waiting = createMemo(() => sync.waiting().flatMap((request) => {
    const joins = request.type === waitJoin.type ? waitJoin.body.safeParse(request.body).data : undefined;
    const leaves = request.type === waitLeave.type ? waitLeave.body.safeParse(request.body).data : undefined;
    return (joins ?? leaves)?.appointment === props.entry.id ? [{ request, joins }] : [];
  }).slice(-1)[0]);
  /** As it will stand once the clinic has what is saved here. */
  const earlier = () => {
    const here = waiting();
    return here ? here.joins && { ...here.joins, id: here.joins.wait } : props.entry.earlier;
  };
  /** What is offered, or asked for, in its place: its own page has all there is to do. */
  const moving = () => props.bookings.open().find(({ replaces }) => replaces === props.entry.id);
  const whose = (anyone: boolean): string => (anyone ? t('onListAnyone', { place: props.entry.location.name }) : t('onListSame', { name: props.entry.provider.name }));
  const since = (day: string): string => {
    // An hour of the world's clock at which it is that day in the clinic's zone.
    const at = ['12', '00', '23'].map((hour) => Date.parse(`${day}T${hour}:00:00Z`)).find((one) => dayIn(i18n.timeZone(), one) === day);
    return day > today() && at !== undefined ? t('onListFrom', { day: f.day(at) }) : '';
  };

  async function join(): Promise<void> {
    const answer = await sync.act(waitJoin, { patient: person.patient(), wait: newId(), appointment: props.entry.id, anyone: who() === 'anyone', from: from() === '' ? today() : from() });
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    setProblem(undefined);
    setAsking(false);
  }
  async function leave(wait: string): Promise<void> {
    const answer = await sync.act(waitLeave, { patient: person.patient(), wait, appointment: props.entry.id });
    setProblem(answer.ok ? undefined : `${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
  }
  return (
    <section class={styles.acts} aria-label={t('heading')}>
      <Show when={!asking() && problem()}>{(words) => <Notice tone="asks" title={words()} announce />}</Show>
      <Show when={moving()?.earlier === true && moving()}>{(one) => <Button wide kind="primary" onPress={() => navigate(person.pathTo(`bookings/${one().id}`))}>{t('open')}</Button>}</Show>
      <Show when={earlier()} fallback={<Show when={!moving()}><Button wide onPress={() => setAsking(true)}>{t('ask')}</Button></Show>}>
        {(one) => <>
          <div>
            <strong>{t('onList')}</strong>
            <p class={styles.quiet}>{[whose(one().anyone), since(one().from)].filter(Boolean).join(' ')}</p>
          </div>
          <Button wide onPress={() => void leave(one().id)}>{t('leave')}</Button>
        </>}
      </Show>
      <Show when={waiting()?.request}>{(one) => <StateMark state={one().state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: one().savedAt }} {...(one().state === 'sending' ? {} : { words: t('saved') })} />}</Show>
      <Sheet
        open={asking()} onClose={() => setAsking(false)} title={t('title')}
        acts={<><Button kind="primary" wide onPress={() => void join()}>{t('yes')}</Button><Button wide onPress={() => setAsking(false)}>{t('not')}</Button></>}
      >
        <p>{t('second')}</p>
        <Show when={problem()}>{(words) => <Notice tone="asks" title={words()} announce />}</Show>
        <RadioRows
          legend={t('who')} value={who()} onChange={setWho}
          options={[{ value: 'anyone', label: t('anyone', { place: props.entry.location.name }) }, { value: 'same', label: t('same', { name: props.entry.provider.name }) }]}
        />
        <Show when={days().length > 0}>
          <Select label={t('from')} value={from()} onChange={setFrom} options={[{ value: '', label: t('soon') }, ...days().map(([value, at]) => ({ value, label: f.day(at) }))]} />
        </Show>
      </Sheet>
    </section>
  );
}
