import { useNavigate, useParams } from '@solidjs/router';
import { createEffect, createMemo, For, Match, Show, Switch, type JSX } from 'solid-js';
import type { Measured, ObservationEntry } from '../../../schema/chart.ts';
import type { ReleasedResult } from '../../../schema/results.ts';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { measuredWords, plainName, rangeWords } from '../../shared/chart/measured-words.ts';
import { TrendPlot } from '../../shared/chart/trend-plot.tsx';
import { trendOf } from '../../shared/chart/trend.ts';
import { useDescribe } from '../../shared/chart/use-describe.ts';
import type { UsualRange } from '../../shared/chart/use-usual-ranges.ts';
import { ValuesTable } from '../../shared/chart/values-table.tsx';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { SyncStripConnected } from '../../shared/shell/sync-chip.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { draftKeys } from '../person/draft-keys.ts';
import { usePerson } from '../person/person.tsx';
import { NumberLine } from './number-line.tsx';
import styles from './results.module.css';
import { SavePdf } from './save-pdf.tsx';
import { resultsTexts } from './texts.ts';
import { reportSeen, useResults, type Results } from './use-results.ts';

/** One released result in sentences, with its range, how it went, every value in a table, and how to ask. */
export function ResultPage(): JSX.Element {
  const t = useT(resultsTexts);
  const words = useT(chartTexts);
  const sync = useSync();
  const person = usePerson();
  const params = useParams<{ result: string }>();
  const results = useResults();
  const result = createMemo(() => results.one(params.result));
  const title = (): string => plainName(result()?.name ?? '') || (result() ? words('unnamed') : t('title'));
  createEffect(() => { document.title = title(); });
  reportSeen(() => { const one = result(); return one ? [one] : []; }, true);
  return (
    <PatientScreen
      colour={person.reach().colour}
      header={<DetailHeader title={title()} second={<><bdi>{person.reach().name}</bdi> · <FreshnessStamp of="results" {...results.stamp()} /></>} backHref={person.pathTo('results')} />}
      strip={<SyncStripConnected />}
    >
      <Switch fallback={<Skeleton of="text" />}>
        <Match when={result()}>{(one) => <Shown result={one()} results={results} />}</Match>
        <Match when={results.view.refused()}><EmptyState kind="notHere" why={t('refused.why')} next={t('refused.next', { name: person.firstName() })} /></Match>
        <Match when={results.view.held()}><EmptyState kind="notHere" why={t('gone.why')} next={t('gone.next')} act={{ label: t('gone.act'), href: person.pathTo('results') }} /></Match>
        <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
          <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
        </Match>
      </Switch>
    </PatientScreen>
  );
}

function Shown(props: { readonly result: ReleasedResult; readonly results: Results }): JSX.Element {
  const t = useT(resultsTexts);
  const words = useT(chartTexts);
  const f = useFormat();
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const describe = useDescribe();
  const name = (): string => plainName(props.result.name) || words('unnamed');
  const rows = () => props.result.values.map((one) => ({ head: describe.nameOf(one), value: describe.value(one), measured: [one], usual: props.results.usual(one, props.result.at) }));
  async function ask(): Promise<void> {
    const keys = draftKeys.start(person.patient());
    // Words begun before are not written over.
    if ((await sync.drafts.get(keys.subject)) === null) await sync.drafts.put(keys.subject, t('next.subject', { name: name() }));
    navigate(person.pathTo('messages/new'));
  }
  return (
    <div class={styles.stack}>
      <div>
        <p class={styles.quiet}>{props.result.at === null ? t('undated') : describe.day(props.result.at)}<Show when={props.result.category}>{(category) => <> · <bdi>{category()}</bdi></>}</Show></p>
        <p class={styles.quiet}>{t('released', { when: f.dated(props.result.releasedAt) })}</p>
      </div>
      <Show when={props.result.state === 'correcting'}><Notice tone="asks" title={t('correcting')} /></Show>
      <Show when={props.result.state === 'void'}><Notice tone="asks" title={t('void.title')}>{t('void.text')}</Notice></Show>
      <Show when={props.result.words}>
        {(said) => (
          <figure class={styles.words}>
            <figcaption><strong><bdi>{said().by}</bdi></strong><Show when={said().title}><span class={styles.quiet}> {said().title}</span></Show></figcaption>
            <blockquote dir="auto">{said().text}</blockquote>
          </figure>
        )}
      </Show>
      <For each={props.result.values}>{(one) => <Value one={one} at={props.result.at} results={props.results} />}</For>
      <Show when={props.result.conclusion}>
        {(text) => <section><h2 class={styles.heading}>{t('conclusion')}</h2><p class={styles.text} dir="auto">{text()}</p></section>}
      </Show>
      <Show when={rows().length > 0}>
        <section>
          <h2 class={styles.heading}>{t('all')}</h2>
          <ValuesTable caption={t('all')} first="test" rows={rows()} />
          <Show when={props.result.more > 0}><p class={styles.quiet}>{t('more', { count: props.result.more })}</p></Show>
        </section>
      </Show>
      <Show when={props.result.state !== 'void'}><SavePdf result={props.result} title={name()} results={props.results} /></Show>
      <section class={styles.next}>
        <h2 class={styles.heading}>{t('next.title')}</h2>
        <p>{t('next.text')}</p>
        <Show when={person.reach().scopes.includes('messages')}><Button kind="primary" size="last" wide onPress={() => void ask()}>{t('next.ask')}</Button></Show>
      </section>
    </div>
  );
}

/** A value as a sentence, its range as it was sent, the clinic's own where none was, and how it went where it was measured more than once. Nothing is worked out. */
function Value(props: { readonly one: Measured; readonly at: string | null; readonly results: Results }): JSX.Element {
  const t = useT(resultsTexts);
  const words = useT(chartTexts);
  const describe = useDescribe();
  const name = (): string => describe.nameOf(props.one);
  const value = () => measuredWords(props.one);
  const ranges = (): string => props.one.ranges.map(({ words: range }) => rangeWords(range)).filter(Boolean).join('; ');
  const goal = createMemo(() => props.results.goal(props.one));
  const usual = createMemo(() => props.results.usual(props.one, props.at));
  const over = createMemo(() => props.results.over(props.one));
  const usualOf = (entry: ObservationEntry): UsualRange | null => props.results.usual(entry.measured, entry.at);
  const trend = createMemo(() => trendOf(over(), usualOf));
  const rows = () => over().map((entry) => ({ head: entry.at === null ? t('undated') : describe.day(entry.at), value: describe.value(entry.measured), measured: [entry.measured], usual: usualOf(entry) }));
  return (
    <section class={styles.value}>
      <h2 class={styles.name}><bdi>{name()}</bdi></h2>
      <Show when={value()} fallback={<p>{t('missing', { name: name(), why: props.one.missing ?? '' })}</p>}>
        {(said) => <p class={styles.big}><bdi>{said()}</bdi></p>}
      </Show>
      <Show when={goal()}>{(it) => <p>{t('goal', { range: rangeWords(it().words) })}</p>}</Show>
      <p class={goal() ? styles.quiet : undefined}>{ranges() === '' ? t('noRange') : t('range', { range: ranges() })}</p>
      <Show when={usual()}>{(it) => <p>{words('usual.is', { said: it().said, range: it().words })}</p>}</Show>
      <For each={props.one.flags}>{(flag) => <p><strong>{t('flag', { flag })}</strong></p>}</For>
      <NumberLine one={props.one} goal={goal()} usual={usual()} name={name()} />
      <Show when={trend()}>
        {(it) => (
          <details>
            <summary>{t('over', { name: name() })}</summary>
            <TrendPlot name={name()} trend={it()} />
            <ValuesTable caption={words('table.caption', { name: name() })} first="when" rows={rows()} />
          </details>
        )}
      </Show>
    </section>
  );
}
