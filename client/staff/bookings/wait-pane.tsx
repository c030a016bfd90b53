import { createSignal, For, Match, Show, Switch, type JSX } from 'solid-js';
import type { WaitEntry } from '../../../schema/bookings.ts';
import { waitOffer } from '../../../schema/booking-waits.ts';
import { newId } from '../../../schema/ids.ts';
import { wordsIn } from '../../../schema/schedules.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PaneHeader } from '../../shared/ui/pane-header.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import styles from './bookings.module.css';
import { staffBookingsTexts } from './texts.ts';
import type { Waits } from './use-waits.ts';
import { waitTexts } from './wait-texts.ts';

export function WaitRow(props: { readonly entry: WaitEntry; readonly waits: Waits; readonly href: string }): JSX.Element {
  const t = useT(waitTexts);
  const tb = useT(staffBookingsTexts);
  const f = useFormat();
  const i18n = useI18n();
  const patient = () => props.entry.patient;
  return (
    <ListRow
      href={props.href}
      dashed={props.waits.offering(props.entry.id) !== undefined}
      title={patient().birthDate === null ? patient().name : tb('of', { name: patient().name, age: f.age(patient().birthDate ?? '') })}
      second={<>
        <bdi>{tb('with', { kind: wordsIn(props.entry.visitType.names, i18n.language()), name: props.entry.provider.name })}</bdi><br />
        {f.appointment(props.entry.startsAt)}
        <span class={styles.tags}>
          <Show when={props.entry.moving} fallback={<Show when={props.entry.found} fallback={t('nothing')}>{(one) => <Tag look="outlined">{t('free', { time: f.appointment(one().startsAt) })}</Tag>}</Show>}>
            <Tag look="outlined">{t('moving')}</Tag>
          </Show>
        </span>
      </>}
      end={<span class={styles.small}>{f.waited(props.entry.at)}</span>}
    />
  );
}

/** One who waits, and the first time that would suit: one press offers it. */
export function WaitPane(props: { readonly entry: WaitEntry; readonly waits: Waits; readonly mayDecide: boolean; readonly onBack: () => void }): JSX.Element {
  const t = useT(waitTexts);
  const tb = useT(staffBookingsTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const announce = useAnnounce();
  const refusals = useRefusalWords('staff');
  const [problem, setProblem] = createSignal<string>();
  const kind = (): string => wordsIn(props.entry.visitType.names, i18n.language());
  const first = (): string => props.entry.patient.name.split(' ')[0] ?? '';
  const foundWords = (): string => {
    const { found } = props.entry;
    return found ? t('at', { time: f.appointment(found.startsAt), name: found.provider }) : t('facts.none');
  };
  const facts = (): readonly (readonly [string, string])[] => {
    const { entry } = props;
    return [
      [t('facts.has'), f.appointment(entry.startsAt)] as const, [t('facts.found'), entry.moving ? t('moving') : foundWords()] as const,
      [t('facts.with'), [entry.provider.name, entry.provider.title].filter(Boolean).join(', ')] as const, [t('facts.wants'), entry.anyone ? t('anyone') : t('same', { name: entry.provider.name })] as const,
      [t('facts.from'), f.birthDate(entry.from)] as const, [t('facts.place'), entry.location.name] as const,
      [t('facts.since'), f.dated(entry.at)] as const, [t('facts.by'), entry.by] as const,
    ].filter(([, value]) => value !== '');
  };
  async function offer(found: NonNullable<WaitEntry['found']>): Promise<void> {
    const answer = await sync.act(waitOffer, { patient: props.entry.patient.id, wait: props.entry.id, booking: newId(), staff: found.staff, startsAt: found.startsAt });
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    setProblem(undefined);
    announce(t('saved'));
  }
  return (
    <div class={styles.pane}>
      <PaneHeader
        title={props.entry.patient.birthDate === null ? props.entry.patient.name : tb('of', { name: props.entry.patient.name, age: f.age(props.entry.patient.birthDate) })}
        onBack={props.onBack}
        second={<bdi>{props.entry.patient.birthDate === null ? kind() : `${tb('facts.born')} ${f.birthDate(props.entry.patient.birthDate)} · ${kind()}`}</bdi>}
      />
      <Show when={problem()}>{(words) => <Notice tone="asks" title={words()} announce />}</Show>
      <dl class={styles.facts}><For each={facts()}>{([name, value]) => <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>}</For></dl>
      <Switch>
        <Match when={props.waits.offering(props.entry.id)}>
          {(one) => <StateMark state={one().state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: one().savedAt }} words={t(one().state === 'sending' ? 'sending' : 'waiting')} />}
        </Match>
        <Match when={!props.mayDecide}><p class={styles.small}>{tb('readOnly')}</p></Match>
        <Match when={props.entry.found}>
          {(found) => <>
            <p class={styles.small}>{t('second', { name: first() })}</p>
            <div class={styles.acts}><Button kind="primary" onPress={() => void offer(found())}>{t('offer', { time: f.appointment(found().startsAt) })}</Button></div>
          </>}
        </Match>
      </Switch>
    </div>
  );
}
