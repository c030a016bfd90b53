import { createMemo, For, Show, type JSX } from 'solid-js';
import type { ReportAnswer, ReportStep, ReportTotal } from '../../../schema/reports.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { saveFile } from '../../shared/shell/save-file.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Download } from '../../shared/ui/icons.ts';
import { letKeysScroll } from '../../shared/ui/let-keys-scroll.ts';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { BarPlot } from './bar-plot.tsx';
import { csvOf } from './csv.ts';
import type { Column, Part } from './parts.ts';
import styles from './reports.module.css';
import { reportsTexts } from './texts.ts';

/** One report: what it counts in words, the plot, the table with everything, and the file. */
export function PartSection(props: { readonly part: Part; readonly answer: ReportAnswer; readonly place: string }): JSX.Element {
  const t = useT(reportsTexts);
  const f = useFormat();
  const announce = useAnnounce();
  const id = (): string => `report-${props.part.name}`;
  const title = (): string => t(`parts.${props.part.name}.title`);
  const hasPlace = (): boolean => props.part.name === 'bookings' || props.part.name === 'visits';
  const label = ({ key }: Column): string => t(`columns.${key}`);
  const stepLabel = ({ from }: ReportStep): string => {
    const { unit } = props.answer;
    return t(`units.${unit}`, { day: f.birthDate(unit === 'month' ? from.slice(0, 7) : from) });
  };
  const words = (value: number | null, kind: Column['kind']): string => {
    if (value === null) return t('none');
    if (kind === 'count') return f.number(value);
    if (kind === 'percent') return t('percent', { value: f.number(value) });
    const [hours, minutes] = [Math.floor(value / 60), value % 60];
    if (hours === 0) return t('minutes', { minutes });
    return hours < 48 ? t('hours', { hours, minutes: String(minutes).padStart(2, '0') }) : t('days', { days: Math.floor(hours / 24), hours: hours % 24 });
  };
  const cell = (column: Column, figures: ReportTotal): string => words(column.of(figures), column.kind);
  const bars = createMemo(() => props.answer.steps.map((step) => ({ label: stepLabel(step), outer: props.part.plot.outer.of(step) ?? 0, inner: props.part.plot.inner.of(step) ?? 0 })));
  /** Of the whole period first; then what there was in each step. */
  function save(): void {
    const { from, until, unit, steps, total } = props.answer;
    const place = hasPlace() ? props.place : t('everywhere');
    const inUnits = (column: Column): string => (column.kind === 'minutes' ? t('inMinutes', { name: label(column) }) : column.kind === 'percent' ? t('inPercent', { name: label(column) }) : label(column));
    const rowOf = (first: string, figures: ReportTotal) => [first, place, ...props.part.columns.map((column) => column.of(figures))];
    const name = `${props.part.name}-${from}-${until}.csv`;
    const decimal = f.number(1.5).includes(',') ? ',' : '.';
    saveFile(name, new Blob([csvOf([
      [t(`step.${unit}`), t('place'), ...props.part.columns.map(inUnits)], ...steps.map((step) => rowOf(step.from, step)), rowOf(t('total'), total),
    ], decimal)], { type: 'text/csv;charset=utf-8' }));
    announce(t('saved', { name }));
  }
  return (
    <section class={styles.part} aria-labelledby={id()}>
      <div class={styles.head}>
        <h2 id={id()} class={styles.title}>{title()}</h2>
        <Button ink icon={Download} onPress={save}>{t('csv')}</Button>
      </div>
      <p class={styles.second}>{t(`parts.${props.part.name}.what`)}<Show when={!hasPlace() && props.answer.location !== null}> {t('noPlace')}</Show></p>
      <dl class={styles.facts}>
        <For each={props.part.columns}>{(column) => <div><dt>{label(column)}</dt><dd>{cell(column, props.answer.total)}</dd></div>}</For>
      </dl>
      <BarPlot bars={bars()} outer={label(props.part.plot.outer)} inner={label(props.part.plot.inner)} most={(value) => words(value, props.part.plot.outer.kind)} />
      <div class={styles.scroll} ref={letKeysScroll} role="region" aria-label={t('table', { name: title() })}>
        <table class={styles.table}>
          <thead>
            <tr><th scope="col">{t(`step.${props.answer.unit}`)}</th><For each={props.part.columns}>{(column) => <th scope="col">{label(column)}</th>}</For></tr>
          </thead>
          <tbody>
            <tr data-total=""><th scope="row">{t('total')}</th><For each={props.part.columns}>{(column) => <td>{cell(column, props.answer.total)}</td>}</For></tr>
            <For each={props.answer.steps}>
              {(step) => <tr><th scope="row">{stepLabel(step)}</th><For each={props.part.columns}>{(column) => <td>{cell(column, step)}</td>}</For></tr>}
            </For>
          </tbody>
        </table>
      </div>
    </section>
  );
}
