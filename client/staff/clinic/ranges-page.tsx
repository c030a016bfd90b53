import { createMemo, createSignal, Show, type JSX } from 'solid-js';
import { RANGES_MAX, rangeEntry, rangeRemove, type RangeEntry } from '../../../schema/reference-ranges.ts';
import { viewName } from '../../../schema/view-names.ts';
import { usualWords } from '../../shared/chart/use-usual-ranges.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { StaffFrame } from '../shell/staff-frame.tsx';
import styles from './clinic.module.css';
import { RangeDialog } from './range-dialog.tsx';
import { rangesTexts } from './ranges-texts.ts';
import { useKnownTests } from './use-known-tests.ts';

/** The clinic's own dated ranges, for what came without one. What is changed here waits until the clinic has it. */
export function RangesPage(): JSX.Element {
  const t = useT(rangesTexts);
  const sync = useSync();
  const words = useRefusalWords('staff');
  const snackbar = useSnackbar();
  const tests = useKnownTests();
  const view = useView(() => viewName.clinic(sync.account.clinic));
  const ranges = view.section('ranges', rangeEntry);
  const list = createMemo(() => Object.values(ranges()).sort((a, b) => a.name.localeCompare(b.name) || a.code.localeCompare(b.code) || b.from.localeCompare(a.from) || a.id.localeCompare(b.id)));
  const [open, setOpen] = createSignal<RangeEntry | 'new' | null>(null);
  const [removing, setRemoving] = createSignal<RangeEntry | null>(null);
  const [problem, setProblem] = createSignal<string>();
  const editing = (): RangeEntry | null => { const one = open(); return one === 'new' ? null : one; };
  async function remove(): Promise<void> {
    const one = removing();
    setRemoving(null);
    setProblem(undefined);
    if (!one) return;
    const answer = await sync.act(rangeRemove, { range: one.id, saw: one.revision });
    if (answer.ok) snackbar.show({ text: t('removed') });
    else setProblem(`${words(answer.refusal).reason} ${words(answer.refusal).remedy}`);
  }
  function saved(): void {
    setOpen(null);
    snackbar.show({ text: t('saved') });
  }
  return (
    <StaffFrame
      current="clinic"
      title={t('title')}
      pane={
        <Show when={view.held()} fallback={<EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} />}>
          <div class={styles.page}>
            <p class={styles.second}>{t('intro')}</p>
            <Show when={problem()}>{(why) => <Notice tone="asks" announce title={why()} />}</Show>
            <div class={styles.foot}>
              <Button kind="primary" onPress={() => setOpen('new')}>{t('add')}</Button>
              <Show when={list().length > 0}><span class={styles.second}>{t('full', { count: list().length, most: RANGES_MAX })}</span></Show>
            </div>
            <Show when={list().length > 0} fallback={<EmptyState kind="nothingYet" why={t('none.why')} next={t('none.next')} />}>
              <ul class={styles.list} aria-label={t('list')}>
                <Each of={list()} by={({ id }) => id}>{(range) => <Row range={range()} onChange={() => setOpen(range())} onRemove={() => setRemoving(range())} />}</Each>
              </ul>
            </Show>
            <Show when={open()}><RangeDialog entry={editing()} tests={tests()} others={list()} onSaved={saved} onClose={() => setOpen(null)} /></Show>
            <Dialog
              open={removing() !== null} onClose={() => setRemoving(null)} title={t('removeTitle')} second={removing()?.name}
              acts={<><Button onPress={() => setRemoving(null)}>{t('removeNot')}</Button><Button kind="primary" onPress={() => void remove()}>{t('remove')}</Button></>}
            >
              <p>{t('removeWhy')}</p>
            </Dialog>
          </div>
        </Show>
      }
    />
  );
}

function Row(props: { readonly range: RangeEntry; readonly onChange: () => void; readonly onRemove: () => void }): JSX.Element {
  const t = useT(rangesTexts);
  const f = useFormat();
  const sync = useSync();
  const waiting = () => sync.waiting().find(({ type, body }) => type.startsWith('range.') && typeof body === 'object' && body !== null && (body as Record<string, unknown>)['range'] === props.range.id);
  const years = (): string => {
    const { ageFrom: from, ageUntil: until } = props.range;
    if (from !== null) return until === null ? t('yearsFrom', { from }) : t('years', { from, until });
    return until === null ? '' : t('yearsUntil', { until });
  };
  const days = (): string => {
    const { from, until } = props.range;
    return until === null ? t('since', { from: f.birthDate(from) }) : t('between', { from: f.birthDate(from), until: f.birthDate(until) });
  };
  return (
    <li class={styles.row} data-waiting={waiting() ? '' : undefined}>
      <div class={styles.text}>
        <h2 class={styles.name} id={`range-${props.range.id}`}><bdi>{props.range.name}</bdi></h2>
        <span><bdi>{usualWords(props.range)}</bdi></span>
        <span class={styles.second}>{[t(props.range.sex ?? 'everybody'), years(), days()].filter(Boolean).join(' · ')}</span>
        <span class={styles.second}>{props.range.unit === '' ? t('codeAlone', { code: props.range.code }) : t('code', { code: props.range.code, unit: props.range.unit })}</span>
        <Show when={waiting()}>{(request) => <StateMark state={{ kind: 'saved', at: request().savedAt }} words={t('waiting')} />}</Show>
      </div>
      <div class={styles.foot}>
        <Button ink describedBy={`range-${props.range.id}`} onPress={() => props.onChange()}>{t('change')}</Button>
        <Button ink describedBy={`range-${props.range.id}`} onPress={() => props.onRemove()}>{t('remove')}</Button>
      </div>
    </li>
  );
}
