/** What is free, by asking every minute for itself: slow, and written without the statement or the functions it judges. */
export interface ModelWorld {
  readonly timeZone: string;
  readonly weekly: readonly (readonly { readonly from: string; readonly to: string }[])[];
  /** First and last day of the schedule. */
  readonly fromDay: string;
  readonly untilDay: string | null;
  readonly holidays: readonly string[];
  readonly extra: readonly (readonly [number, number])[];
  /** Away, or taken. */
  readonly gone: readonly (readonly [number, number])[];
}

const MINUTE = 60_000;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function wallClock(format: Intl.DateTimeFormat, at: number): { day: string; weekday: number; time: string } {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const get = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return { day: `${get('year')}-${get('month')}-${get('day')}`, weekday: weekdays.indexOf(get('weekday')), time: `${get('hour')}:${get('minute')}` };
}

const within = (spans: readonly (readonly [number, number])[], at: number): boolean => spans.some(([from, until]) => from <= at && at < until);

function isFree(world: ModelWorld, format: Intl.DateTimeFormat, at: number): boolean {
  const { day, weekday, time } = wallClock(format, at);
  if (day < world.fromDay || (world.untilDay !== null && day > world.untilDay) || within(world.gone, at)) return false;
  if (within(world.extra, at)) return true;
  return !world.holidays.includes(day) && (world.weekly[weekday] ?? []).some(({ from, to }) => from <= time && time < to);
}

/** Minutes of the window that are free, by their beginning. Its edges are whole minutes. */
export function freeMinutes(world: ModelWorld, from: number, to: number): ReadonlySet<number> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: world.timeZone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  });
  const free = new Set<number>();
  for (let at = from; at < to; at += MINUTE) if (isFree(world, format, at)) free.add(at);
  return free;
}

/** Beginnings on whole fives, each when the visit before and its buffer are over, in unbroken free time. */
export function modelStarts(free: ReadonlySet<number>, from: number, to: number, takenMinutes: number): number[] {
  const starts: number[] = [];
  let busyUntil = from;
  for (let at = from; at < to; at += MINUTE) {
    // A gap ends what was counted in one piece.
    if (!free.has(at)) busyUntil = at + MINUTE;
    if (at < busyUntil || (at / MINUTE) % 5 !== 0) continue;
    let whole = true;
    for (let minute = 0; minute < takenMinutes && whole; minute += 1) whole = free.has(at + minute * MINUTE);
    if (!whole) continue;
    starts.push(at);
    busyUntil = at + takenMinutes * MINUTE;
  }
  return starts;
}
