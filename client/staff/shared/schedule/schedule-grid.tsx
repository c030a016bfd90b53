import { createMemo, For, Show, type JSX } from 'solid-js';
import { contactMarks } from '../../../../schema/desk.ts';
import { useFormat, useT } from '../../../shared/i18n/context.tsx';
import type { Act } from '../../../shared/ui/act.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { letKeysScroll } from '../../../shared/ui/let-keys-scroll.ts';
import { Each } from '../../../shared/ui/each.tsx';
import styles from './schedule.module.css';
import { deskTexts } from './texts.ts';
import type { Block, Desk } from './use-desk.ts';
import type { Column, Spread } from './use-day-blocks.ts';

const HOUR_MS = 3_600_000;
const STEP_MS = 300_000;

export interface GridProps {
  readonly desk: Desk;
  readonly spread: Spread;
  readonly show: 'day' | 'week';
  readonly onOpen: (block: Block) => void;
  readonly onDay: (day: string) => void;
  /** Dropped there: still to be confirmed. */
  readonly onDrop: (key: string, staff: string, startsAt: number) => void;
}

/** The schedule as it is drawn: by the clock downwards, provider beside provider, or day beside day. */
export function ScheduleGrid(props: GridProps): JSX.Element {
  const t = useT(deskTexts);
  const f = useFormat();
  const hours = (): number[] => { const { from, to } = props.spread.hours(); return Array.from({ length: to - from }, (_, i) => from + i); };
  const start = createMemo(() => props.desk.startOf(props.desk.day()));
  const dayWords = (day: string): string => f.day(props.desk.startOf(day) + 12 * HOUR_MS);
  const heading = (column: Column): string => (props.show === 'week' ? dayWords(column.day) : props.desk.providerName(column.staff));
  const toNext = (): Act | undefined => {
    const next = props.desk.nextOpen();
    return next === null ? undefined : { label: t('toDay', { day: dayWords(next) }), onPress: () => props.onDay(next) };
  };
  /** Arrows go through what stands there: down and up in a column, beside to the next one's nearest. */
  function walk(grid: HTMLElement, event: KeyboardEvent): void {
    const by = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[event.key];
    const own = event.target;
    if (!by || !(own instanceof HTMLElement)) return;
    const columns = [...grid.querySelectorAll<HTMLElement>('[data-column]')].map((column) => [...column.querySelectorAll<HTMLElement>('button')]).filter((buttons) => buttons.length > 0);
    const column = columns.findIndex((buttons) => buttons.includes(own));
    if (column < 0) return;
    const row = columns[column]?.indexOf(own) ?? 0;
    const beside = columns[column + (by[0] ?? 0)];
    const next = by[0] === 0 ? columns[column]?.[row + (by[1] ?? 0)] : beside?.[Math.min(row, beside.length - 1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
  function drop(column: Column, event: DragEvent & { readonly currentTarget: HTMLElement }): void {
    event.preventDefault();
    const key = event.dataTransfer?.getData('text/plain') ?? '';
    const box = event.currentTarget.getBoundingClientRect();
    const { from, to } = props.spread.hours();
    const at = props.desk.startOf(column.day) + (from + ((event.clientY - box.top) / box.height) * (to - from)) * HOUR_MS;
    props.onDrop(key, column.staff, Math.floor(at / (3 * STEP_MS)) * 3 * STEP_MS);
  }
  return (
    <Show when={props.spread.columns().length > 0} fallback={<EmptyState kind="nothingYet" why={t('nobodyIn')} act={toNext()} />}>
    <div class={styles.scroll} ref={letKeysScroll} role="region" aria-label={t('title')}>
      <div class={styles.grid} ref={(grid) => grid.addEventListener('keydown', (event) => walk(grid, event))} style={{ '--hours': String(hours().length) }}>
        <div class={styles.clock} aria-hidden="true"><For each={hours()}>{(hour) => <span>{f.time(start() + hour * HOUR_MS)}</span>}</For></div>
        <Each of={props.spread.columns()} by={({ key }) => key}>
          {(column) => (
            <section class={styles.column} aria-label={t('columnOf', { name: heading(column()), entries: t('entries', { count: column().blocks.length }) })}>
              <h2 class={styles.heading}><bdi>{heading(column())}</bdi></h2>
              <div class={styles.day} data-column onDragOver={(event) => event.preventDefault()} onDrop={(event) => drop(column(), event)}>
                <Each of={column().blocks} by={({ key }) => key}>
                  {(block, index) => <BlockButton block={block()} first={index() === 0} from={props.desk.startOf(column().day) + props.spread.hours().from * HOUR_MS} desk={props.desk} onOpen={props.onOpen} />}
                </Each>
                <Show when={column().blocks.length === 0}><p class={styles.nothing}>{t('none')}</p></Show>
              </div>
            </section>
          )}
        </Each>
      </div>
    </div>
    </Show>
  );
}

function BlockButton(props: { readonly block: Block; readonly first: boolean; readonly from: number; readonly desk: Desk; readonly onOpen: (block: Block) => void }): JSX.Element {
  const t = useT(deskTexts);
  const f = useFormat();
  const waits = (): boolean => props.block.appointment !== null && props.desk.view.waitingOn('appointments', props.block.key) !== undefined;
  const state = (): string => [t(`state.${props.block.state}`), ...marks().map((mark) => t(`mark.${mark}`)), ...(waits() ? [t('waiting')] : [])].join(', ');
  const marks = () => contactMarks.filter((mark) => props.block.appointment?.marks[mark]?.value === true);
  const sign = (): string => (props.block.state === 'pending' ? '^ ' : props.block.state === 'cancelled' ? 'x ' : '');
  return (
    <button
      type="button" class={styles.block} data-state={props.block.state} data-waiting={waits() ? '' : undefined} tabindex={props.first ? 0 : -1}
      draggable={props.block.state === 'booked' && !waits()} onDragStart={(event) => event.dataTransfer?.setData('text/plain', props.block.key)}
      style={{ '--from': String((props.block.startsAt - props.from) / HOUR_MS), '--long': String((props.block.endsAt - props.block.startsAt) / HOUR_MS) }}
      onClick={() => props.onOpen(props.block)}
    >
      <span class={styles.line}><b>{sign()}{f.time(props.block.startsAt)}</b> <bdi>{props.block.patient.name}</bdi></span>
      <span class={styles.small}>{state()}</span>
    </button>
  );
}
