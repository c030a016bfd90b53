// A VTIMEZONE for one appointment, from what the browser knows of the zone: no table of zones has to be downloaded. Good for about a
// year around it, which is all a single event asks for. -------------------------------------------------------------------------

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Further apart than this no two changes of one zone are lost between two looks. */
const LOOK = 7 * DAY;
const AROUND = 400 * DAY;

const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn',
  });
  clocks.set(timeZone, known);
  return known;
}

/** The clock on the wall, as if it were UTC. */
function wallOf(timeZone: string, at: number): number {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

const offsetAt = (timeZone: string, at: number): number => wallOf(timeZone, at) - Math.floor(at / 1000) * 1000;

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

/** `20261123T093000` of an instant in UTC. */
export function stampOf(at: number): string {
  const date = new Date(at);
  return `${pad(date.getUTCFullYear(), 4)}${pad(date.getUTCMonth() + 1)}${pad(date.getUTCDate())}T${pad(date.getUTCHours())}${pad(date.getUTCMinutes())}${pad(date.getUTCSeconds())}`;
}

/** By the zone's clock; null in an hour that comes twice: programs differ in which of the two they take, and UTC is one. */
export function localStamp(timeZone: string, at: number): string | null {
  const twice = changesBetween(timeZone, at - 3 * 60 * MINUTE, at + 3 * 60 * MINUTE).some(({ at: change, before, after }) => at >= change - (before - after) && at < change + (before - after));
  return twice ? null : stampOf(wallOf(timeZone, at));
}

interface Change { readonly at: number; readonly before: number; readonly after: number }

function changesBetween(timeZone: string, from: number, until: number): Change[] {
  const changes: Change[] = [];
  for (let low = from; low < until; low += LOOK) {
    const high = Math.min(low + LOOK, until);
    const [before, after] = [offsetAt(timeZone, low), offsetAt(timeZone, high)];
    if (before !== after) changes.push({ at: firstWith(timeZone, low, high, after), before, after });
  }
  return changes;
}

/** Clocks change at whole minutes. */
function firstWith(timeZone: string, low: number, high: number, offset: number): number {
  let [left, right] = [Math.floor(low / MINUTE), Math.ceil(high / MINUTE)];
  while (right - left > 1) {
    const middle = Math.floor((left + right) / 2);
    if (offsetAt(timeZone, middle * MINUTE) === offset) right = middle;
    else left = middle;
  }
  return right * MINUTE;
}

function offsetWords(offset: number): string {
  const minutes = Math.abs(Math.round(offset / MINUTE));
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}${pad(minutes % 60)}`;
}

/** Its content lines. */
export function zoneLines(timeZone: string, at: number): string[] {
  const [from, until] = [at - AROUND, at + AROUND];
  const first = offsetAt(timeZone, from);
  const changes = [{ at: from, before: first, after: first }, ...changesBetween(timeZone, from, until)];
  const usual = Math.min(...changes.map(({ after }) => after));
  return [
    'BEGIN:VTIMEZONE', `TZID:${timeZone}`,
    ...changes.flatMap((change) => {
      const name = change.after > usual ? 'DAYLIGHT' : 'STANDARD';
      return [`BEGIN:${name}`, `DTSTART:${stampOf(change.at + change.before)}`, `TZOFFSETFROM:${offsetWords(change.before)}`, `TZOFFSETTO:${offsetWords(change.after)}`, `END:${name}`];
    }),
    'END:VTIMEZONE',
  ];
}
