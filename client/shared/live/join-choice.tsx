import { createResource, createSignal, Show, type Accessor, type JSX } from 'solid-js';
import { useFormat, useT } from '../i18n/context.tsx';
import { Notice } from '../ui/notice.tsx';
import { RadioRows } from '../ui/radio-rows.tsx';
import { SignalHigh, SignalLow } from '../ui/icons.ts';
import { dataCost, hintOf, isDear } from './data-cost.ts';
import type { Rung } from './ladder.ts';
import { carries, testLine, type LineResult } from './line-test.ts';
import { liveTexts } from './live-texts.ts';

export interface JoinChoice {
  /** What one joins with: the person's word, or what the line carries as far as that is known. */
  readonly rung: Accessor<Rung>;
  readonly choose: (rung: Rung) => void;
  readonly line: Accessor<LineResult | undefined>;
  readonly testAgain: () => void;
  readonly testing: Accessor<boolean>;
}

/** Starts with what is cheap and sure: sound only until the line is known, and on 2G, 3G or Save-Data. */
export function createJoinChoice(): JoinChoice {
  const [chosen, setChosen] = createSignal<Rung>();
  const [line, { refetch }] = createResource(testLine);
  const known = (): LineResult | undefined => (line.state === 'ready' || line.state === 'refreshing' ? line.latest : undefined);
  const best = (): Rung => (isDear(hintOf(navigator)) ? 'off' : carries(known()));
  return { rung: () => chosen() ?? best(), choose: setChosen, line: known, testAgain: () => void refetch(), testing: () => line.loading };
}

const rungs: readonly Rung[] = ['off', 'small', 'clear'];

/** What was found of the line, and how to join with what it costs in data. */
export function JoinChoiceRows(props: { readonly choice: JoinChoice }): JSX.Element {
  const t = useT(liveTexts);
  const f = useFormat();
  const best = (): Rung => carries(props.choice.line());
  const words = (): 'slow' | 'fair' | 'good' => (best() === 'off' ? 'slow' : best() === 'small' ? 'fair' : 'good');
  function second(rung: Rung): string {
    if (props.choice.line()?.kind !== 'line') return '';
    if (rung === best()) return t('how.best');
    if (rungs.indexOf(rung) < rungs.indexOf(best())) return t('how.fine');
    return t(rung === 'clear' ? 'how.faster' : 'how.unsure');
  }
  return (
    <>
      <Show when={!props.choice.testing()} fallback={<Notice title={t('lineTest.asking')} announce>{t('lineTest.askingSub')}</Notice>}>
        <Show when={props.choice.line()?.kind === 'line'} fallback={<Notice title={t('lineTest.none')} announce act={{ label: t('lineTest.again'), onPress: props.choice.testAgain }}>{t('lineTest.noneSub')}</Notice>}>
          <Notice icon={words() === 'slow' ? SignalLow : SignalHigh} title={t(`lineTest.${words()}`)} announce act={{ label: t('lineTest.again'), onPress: props.choice.testAgain }}>{t(`lineTest.${words()}Sub`)}</Notice>
        </Show>
      </Show>
      <RadioRows
        legend={t('how.legend')} value={props.choice.rung()} onChange={(value) => props.choice.choose(rungs.find((one) => one === value) ?? 'off')}
        options={rungs.map((rung) => ({ value: rung, label: t(`how.${rung}`), second: second(rung), end: t('how.cost', { megabytes: f.number(dataCost[rung]) }) }))}
      />
    </>
  );
}
