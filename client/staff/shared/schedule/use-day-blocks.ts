import { createMemo, type Accessor } from 'solid-js';
import type { Block, Desk } from './use-desk.ts';

export interface Column { readonly key: string; readonly staff: string; readonly day: string; readonly blocks: readonly Block[] }
const HOUR_MS = 3_600_000;

export interface Spread {
  readonly columns: Accessor<readonly Column[]>;
  /** Hours from the day's first moment that are drawn, those of all columns. */
  readonly hours: Accessor<{ readonly from: number; readonly to: number }>;
}

/** A column per provider of a day, or per day of one provider; `who` '' for everybody. */
export function useColumns(desk: Desk, show: Accessor<'day' | 'week'>, who: Accessor<string>): Spread {
  const byColumn = createMemo(() => {
    // Which day an instant is on costs a formatter: by the day's own limits it costs a comparison.
    const starts = [...desk.days(), ''].map((day, i) => (day === '' ? desk.startOf(desk.days()[i - 1] ?? '') + 25 * HOUR_MS : desk.startOf(day)));
    const found = new Map<string, Block[]>();
    for (const block of desk.blocks()) {
      const at = starts.findIndex((_, i) => block.startsAt < (starts[i + 1] ?? Infinity));
      const key = `${block.staff}.${desk.days()[at] ?? ''}`;
      found.set(key, [...(found.get(key) ?? []), block]);
    }
    return found;
  });
  const columns = createMemo((): Column[] => {
    const column = (staff: string, day: string): Column => ({ key: `${staff}.${day}`, staff, day, blocks: byColumn().get(`${staff}.${day}`) ?? [] });
    if (show() === 'week') return desk.days().map((day) => column(who(), day));
    return desk.providers().filter(({ id }) => who() === '' || id === who()).map(({ id }) => column(id, desk.day())).filter(({ staff, day, blocks }) => blocks.length > 0 || desk.worksOn(staff, day) || staff === who());
  });
  const hours = createMemo(() => {
    let [from, to] = [8, 17];
    for (const { day, blocks } of columns()) {
      const start = desk.startOf(day);
      for (const { startsAt, until } of blocks) {
        from = Math.min(from, Math.floor((startsAt - start) / HOUR_MS));
        to = Math.max(to, Math.ceil((until - start) / HOUR_MS));
      }
    }
    return { from, to };
  });
  return { columns, hours };
}
