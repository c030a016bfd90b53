import { createEffect, createSignal, For, Match, on, Show, Switch, type JSX } from 'solid-js';
import { resultRelease } from '../../../schema/result-requests.ts';
import { marksNormal, RESULT_WORDS_MAX } from '../../../schema/result-states.ts';
import type { GateEntry } from '../../../schema/results.ts';
import { measuredWords, plainName, rangeWords } from '../../shared/chart/measured-words.ts';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { useUsualRanges } from '../../shared/chart/use-usual-ranges.ts';
import { useCareTime } from '../../shared/chart/use-care-time.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { letKeysScroll } from '../../shared/ui/let-keys-scroll.ts';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PaneHeader } from '../../shared/ui/pane-header.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { resultDraft } from '../shared/words-of.ts';
import { HoldDialog } from './hold-dialog.tsx';
import { LiftDialog } from './lift-dialog.tsx';
import styles from './results.module.css';
import { deliveryTexts } from './texts.ts';
import { Leaving } from './leaving.tsx';
import type { Delivery } from './use-delivery.ts';

/** One result with all that the decision needs: values as sent, the value before, who ordered it, and the words that go with it. */
export function ResultPane(props: { readonly entry: GateEntry; readonly name: string; readonly delivery: Delivery; readonly onBack: () => void }): JSX.Element {
  const t = useT(deliveryTexts);
  const f = useFormat();
  const sync = useSync();
  const day = useCareTime();
  const announce = useAnnounce();
  const refusals = useRefusalWords('staff');
  const words = useDraft(() => resultDraft(props.entry.id));
  const [problem, setProblem] = createSignal<string>();
  const [asking, setAsking] = createSignal<'sure' | 'hold' | 'lift' | null>(null);
  createEffect(on(() => props.entry.id, () => { setProblem(undefined); setAsking(null); }));
  const first = (): string => props.entry.patient.name.split(' ')[0] ?? '';
  const second = (): string => {
    const { patient, at, orderer } = props.entry;
    return [
      patient.birthDate === null ? patient.name : t('of', { name: patient.name, age: f.age(patient.birthDate) }), at === null ? '' : day(at),
      orderer ? t('ordered', { name: orderer.name }) : t('nobody'),
    ].filter(Boolean).join(' · ');
  };
  const deciding = () => props.delivery.deciding(props.entry.id);
  const isMarked = (): boolean => props.entry.values.some(({ flags }) => flags.some((flag) => !marksNormal(flag)));

  async function release(): Promise<void> {
    setAsking(null);
    const text = words.text().trim();
    if (text.length > RESULT_WORDS_MAX) {
      setProblem(t('words.tooLong', { most: RESULT_WORDS_MAX }));
      return;
    }
    const { patient, id, revision } = props.entry;
    const answer = await sync.act(resultRelease, { patient: patient.id, result: id, revision, words: text }, { draft: words.key() });
    if (!answer.ok) {
      setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
      return;
    }
    setProblem(undefined);
    words.sent();
    announce(t('saved'));
  }
  return (
    <div class={styles.pane}>
      <PaneHeader
        title={props.name}
        onBack={props.onBack}
        second={<bdi>{second()}</bdi>}
      />
      <Show when={props.entry.state === 'correcting'}><Notice tone="asks" title={t('correcting')} /></Show>
      <Show when={props.entry.hold}>{(hold) => <Notice title={t('heldBy', { name: hold().by, when: f.dated(hold().until), reason: hold().reason })} />}</Show>
      <Show when={props.entry.withdrawn}>{(back) => <Notice title={t('given.withdrawn', { name: back().by, when: f.dated(back().at), reason: back().reason })} />}</Show>
      <Values entry={props.entry} name={props.name} />
      <Show when={props.entry.conclusion}>{(text) => <section><h3 class={styles.heading}>{t('conclusion')}</h3><p class={styles.text}><bdi>{text()}</bdi></p></section>}</Show>
      <Switch>
        <Match when={deciding()}>{(request) => <Leaving request={request()} title={props.entry.patient.name} second={props.name} />}</Match>
        <Match when={!props.delivery.mayDecide(props.entry)}><p class={styles.small}>{t('notYours')}</p></Match>
        <Match when={props.entry.state === 'held'}>
          <div class={styles.acts}><Button onPress={() => setAsking('lift')}>{t('lift')}</Button></div>
        </Match>
        <Match when={true}>
          <TextArea label={t('words.label', { name: first() })} hint={t('words.hint')} value={words.text()} onInput={(text) => words.write(text)} error={problem()} rows={3} />
          <p class={styles.small}>{t('facts.email')} {t('facts.undo')}</p>
          <div class={styles.acts}>
            <Button kind="primary" onPress={() => (isMarked() ? setAsking('sure') : void release())}>{t('release', { name: first() })}</Button>
            <Show when={props.entry.state === 'awaiting' || props.entry.state === 'withdrawn'}><Button onPress={() => setAsking('hold')}>{t('hold')}</Button></Show>
          </div>
        </Match>
      </Switch>
      <Dialog
        open={asking() === 'sure'} onClose={() => setAsking(null)} title={t('sure.title')} second={t('sure.second', { name: props.entry.patient.name })}
        acts={<><Button onPress={() => setAsking(null)}>{t('sure.not')}</Button><Button kind="primary" onPress={() => void release()}>{t('sure.act')}</Button></>}
      />
      <HoldDialog entry={props.entry} open={asking() === 'hold'} onClose={() => setAsking(null)} />
      <LiftDialog entry={props.entry} open={asking() === 'lift'} onClose={() => setAsking(null)} />
    </div>
  );
}

function Values(props: { readonly entry: GateEntry; readonly name: string }): JSX.Element {
  const t = useT(deliveryTexts);
  const chart = useT(chartTexts);
  const usual = useUsualRanges();
  const day = useCareTime();
  return (
    <>
      <Show when={props.entry.values.length > 0}>
        <div class={styles.scroll} ref={letKeysScroll} role="region" aria-label={t('caption', { name: props.name })}>
          <table class={styles.table}>
            <thead>
              <tr>
                <For each={['test', 'value', 'range', 'flag', 'before'] as const}>{(column) => <th scope="col">{t(`columns.${column}`)}</th>}</For>
              </tr>
            </thead>
            <tbody>
              <For each={props.entry.values}>
                {(one) => (
                  <tr>
                    <th scope="row"><bdi>{plainName(one.name)}</bdi></th>
                    <td><bdi>{measuredWords(one) ?? one.missing ?? '–'}</bdi></td>
                    <td>
                      <bdi>{one.ranges.map(({ words }) => rangeWords(words)).filter(Boolean).join('; ') || t('noRange')}</bdi>
                      <Show when={usual(one, props.entry.at, props.entry.patient)}>{(own) => <div class={styles.small}><bdi>{chart('usual.is', { said: own().said, range: own().words })}</bdi></div>}</Show>
                    </td>
                    <td><bdi>{one.flags.join(', ') || '–'}</bdi></td>
                    <td><bdi>{one.previous ? t('before', { value: measuredWords(one.previous) ?? '', when: one.previous.at === null ? '' : day(one.previous.at) }) : '–'}</bdi></td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
      <Show when={props.entry.more > 0}><p class={styles.small}>{t('more', { count: props.entry.more })}</p></Show>
    </>
  );
}
