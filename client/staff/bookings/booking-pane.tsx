import { createEffect, createSignal, For, Match, on, Show, Switch, type JSX } from 'solid-js';
import { bookingConfirm } from '../../../schema/booking-requests.ts';
import type { RequestedEntry } from '../../../schema/bookings.ts';
import { wordsIn } from '../../../schema/schedules.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PaneHeader } from '../../shared/ui/pane-header.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import styles from './bookings.module.css';
import { OfferDialog } from './offer-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { staffBookingsTexts } from './texts.ts';
import type { Requested } from './use-requested.ts';

/** One request with all that the decision needs (C11). */
export function BookingPane(props: { readonly entry: RequestedEntry; readonly requested: Requested; readonly onBack: () => void }): JSX.Element {
  const t = useT(staffBookingsTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const announce = useAnnounce();
  const refusals = useRefusalWords('staff');
  const [asking, setAsking] = createSignal<'decline' | 'override' | 'offer' | null>(null);
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => props.entry.id, () => { setAsking(null); setProblem(undefined); }));
  const first = (): string => props.entry.patient.name.split(' ')[0] ?? '';
  const kind = (): string => wordsIn(props.entry.visitType.names, i18n.language());
  const minutes = (): number => Math.round((props.entry.endsAt - props.entry.startsAt) / 60_000);
  const deciding = () => props.requested.deciding(props.entry.id);
  /** Somebody's confirmation of this very request came back: the hours have changed since. */
  const refused = () => sync.needsYou().find(({ type, body, refusal }) =>
    type === bookingConfirm.type && refusal?.code === 'booking.notInOffice' && typeof body === 'object' && body !== null && 'booking' in body && body.booking === props.entry.id);
  const facts = (): readonly (readonly [string, string])[] => {
    const { entry } = props;
    return [
      [t('facts.asked'), f.appointment(entry.startsAt)] as const, [t('facts.kind'), `${kind()}, ${t('minutes', { count: minutes() })}`] as const,
      [t('facts.with'), [entry.provider.name, entry.provider.title].filter(Boolean).join(', ')] as const, [t('facts.place'), entry.location.name] as const,
      [t('facts.moves'), entry.replaces ? t('moves', { when: f.appointment(entry.replaces.startsAt), name: entry.replaces.provider }) : ''] as const,
      [t('facts.by'), entry.by] as const, [t('facts.offers'), entry.offers.map(({ startsAt }) => f.appointment(startsAt)).join('; ')] as const,
      [t('facts.received'), f.dated(entry.receivedAt)] as const, [t('facts.expires'), f.dated(entry.expiresAt)] as const,
    ].filter(([, value]) => value !== '');
  };
  async function confirm(): Promise<void> {
    const answer = await sync.act(bookingConfirm, { patient: props.entry.patient.id, booking: props.entry.id, override: '' });
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    setProblem(undefined);
    announce(t('saved'));
  }
  return (
    <div class={styles.pane}>
      <PaneHeader
        title={props.entry.patient.birthDate === null ? props.entry.patient.name : t('of', { name: props.entry.patient.name, age: f.age(props.entry.patient.birthDate) })}
        onBack={props.onBack}
        second={<bdi>{props.entry.patient.birthDate === null ? kind() : `${t('facts.born')} ${f.birthDate(props.entry.patient.birthDate)} · ${kind()}`}</bdi>}
      />
      <Show when={problem()}>{(words) => <Notice tone="asks" title={words()} announce />}</Show>
      <Show when={!deciding() && refused()}>
        <Notice tone="asks" title={t('overriding.title')} act={{ label: t('overriding.act'), onPress: () => setAsking('override') }} />
      </Show>
      <dl class={styles.facts}><For each={facts()}>{([name, value]) => <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>}</For></dl>
      <Show when={props.entry.words}>{(words) => <blockquote class={styles.words} aria-label={t('words')}><bdi>{words()}</bdi></blockquote>}</Show>
      <Switch>
        <Match when={deciding()}>
          {(one) => <StateMark state={one().request.state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: one().request.savedAt }} words={t(one().request.state === 'sending' ? 'deciding.sending' : `deciding.${one().what}`)} />}
        </Match>
        <Match when={!props.requested.mayDecide()}><p class={styles.small}>{t('readOnly')}</p></Match>
        <Match when={true}>
          <Show when={props.entry.state === 'requested'}><p class={styles.small}>{t('holds')} {t('told', { name: first() })}</p></Show>
          <div class={styles.acts}>
            <Show when={props.entry.state === 'requested'}><Button kind="primary" onPress={() => void confirm()}>{t('confirm', { time: f.appointment(props.entry.startsAt) })}</Button></Show>
            <Show when={props.entry.state === 'requested'}><Button onPress={() => setAsking('offer')}>{t('offer')}</Button></Show>
            <Button onPress={() => setAsking('decline')}>{t('decline')}</Button>
          </div>
        </Match>
      </Switch>
      <OfferDialog entry={props.entry} open={asking() === 'offer'} onClose={() => setAsking(null)} />
      <ReasonDialog entry={props.entry} what="declining" open={asking() === 'decline'} onClose={() => setAsking(null)} />
      <ReasonDialog entry={props.entry} what="overriding" open={asking() === 'override'} refused={refused()?.id} onClose={() => setAsking(null)} />
    </div>
  );
}
