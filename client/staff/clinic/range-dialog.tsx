import { createSignal, Show, type JSX } from 'solid-js';
import { newId } from '../../../schema/ids.ts';
import type { Refusal } from '../../../schema/outcome.ts';
import { rangeSave, type RangeEntry } from '../../../schema/reference-ranges.ts';
import { rangesMeet } from '../../../schema/usual-range.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import styles from './clinic.module.css';
import { rangeFormOf, readRangeForm, type RangeField } from './range-form.ts';
import { rangesTexts } from './ranges-texts.ts';
import type { KnownTest } from './use-known-tests.ts';

export interface RangeDialogProps {
  /** null: a new one. */
  readonly entry: RangeEntry | null;
  readonly tests: readonly KnownTest[];
  /** All there are. */
  readonly others: readonly RangeEntry[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** One usual range: of what, for whom, from where to where, and for which days. */
export function RangeDialog(props: RangeDialogProps): JSX.Element {
  const t = useT(rangesTexts);
  const sync = useSync();
  const words = useRefusalWords('staff');
  // As it stood when the dialog opened.
  const before = props.entry;
  const [form, setForm] = createSignal(rangeFormOf(before));
  const [tried, setTried] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const write = (field: RangeField) => (text: string): void => { setForm((all) => ({ ...all, [field]: text })); };
  const problems = { name: 'nameProblem', code: 'codeProblem', unit: 'unitProblem', ageFrom: 'ageProblem', ageUntil: 'ageProblem', low: 'endProblem', high: 'endProblem', from: 'fromProblem', until: 'fromProblem' } as const;
  const errorOf = (field: keyof typeof problems): string | undefined => (tried() && readRangeForm(form()).wrong.includes(field) ? t(`fields.${problems[field]}`) : undefined);
  const keyOf = ({ code, unit }: Pick<KnownTest, 'code' | 'unit'>): string => `${code} ${unit}`;
  const picked = (): string => (props.tests.some((test) => keyOf(test) === keyOf(form())) ? keyOf(form()) : '');
  function pick(key: string): void {
    const test = props.tests.find((one) => keyOf(one) === key);
    setForm((all) => ({ ...all, code: test?.code ?? '', unit: test?.unit ?? '', name: test?.name ?? '' }));
  }
  const tell = (refusal: Refusal): void => { setProblem(`${words(refusal).reason} ${words(refusal).remedy}`); };
  async function save(): Promise<void> {
    setTried(true);
    setProblem(undefined);
    const { fields, wrong } = readRangeForm(form());
    if (wrong.length > 0) return;
    if (props.others.some((other) => other.id !== before?.id && rangesMeet(other, fields))) {
      tell({ code: 'range.overlaps', params: { name: fields.name } });
      return;
    }
    const answer = await sync.act(rangeSave, { clinic: sync.account.clinic, range: before?.id ?? newId(), ...fields, saw: before?.revision ?? 0 });
    if (answer.ok) props.onSaved();
    else tell(answer.refusal);
  }
  return (
    <Dialog open onClose={props.onClose} title={t(before ? 'changeTitle' : 'add')} acts={<><Button onPress={props.onClose}>{t('cancel')}</Button><Button kind="primary" onPress={() => void save()}>{t('save')}</Button></>}>
      <div class={styles.part}>
        <Show when={problem()}>{(why) => <Notice tone="asks" announce title={why()} />}</Show>
        <Show when={!before && props.tests.length > 0}>
          <Select label={t('fields.pick')} hint={t('fields.pickHint')} value={picked()} onChange={pick} options={[{ value: '', label: t('fields.another') }, ...props.tests.map((test) => ({ value: keyOf(test), label: test.unit === '' ? test.name : `${test.name} (${test.unit})` }))]} />
        </Show>
        <TextField label={t('fields.name')} value={form().name} onInput={write('name')} error={errorOf('name')} />
        <div class={styles.pair}>
          <TextField label={t('fields.code')} hint={t('fields.codeHint')} dir="ltr" spellcheck={false} value={form().code} onInput={write('code')} error={errorOf('code')} />
          <TextField label={t('fields.unit')} hint={t('fields.unitHint')} dir="ltr" spellcheck={false} value={form().unit} onInput={write('unit')} error={errorOf('unit')} />
        </div>
        <div class={styles.pair}>
          <TextField label={t('fields.low')} hint={t('fields.endHint')} dir="ltr" value={form().low} onInput={write('low')} error={errorOf('low')} />
          <TextField label={t('fields.high')} hint={t('fields.endHint')} dir="ltr" value={form().high} onInput={write('high')} error={errorOf('high')} />
        </div>
        <Select label={t('fields.sex')} value={form().sex} onChange={write('sex')} options={[{ value: '', label: t('everybody') }, { value: 'female', label: t('female') }, { value: 'male', label: t('male') }]} />
        <div class={styles.pair}>
          <TextField label={t('fields.ageFrom')} hint={t('fields.ageHint')} inputmode="numeric" dir="ltr" value={form().ageFrom} onInput={write('ageFrom')} error={errorOf('ageFrom')} />
          <TextField label={t('fields.ageUntil')} hint={t('fields.ageHint')} inputmode="numeric" dir="ltr" value={form().ageUntil} onInput={write('ageUntil')} error={errorOf('ageUntil')} />
        </div>
        <div class={styles.pair}>
          <TextField label={t('fields.from')} hint={t('fields.dayHint')} type="date" dir="ltr" value={form().from} onInput={write('from')} error={errorOf('from')} />
          <TextField label={t('fields.until')} hint={t('fields.untilHint')} type="date" dir="ltr" value={form().until} onInput={write('until')} error={errorOf('until')} />
        </div>
      </div>
    </Dialog>
  );
}
