/** The wall clock of a zone at an instant, as if it were UTC; ms. */
function wallOf(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

/**
 * The instant at which a zone's clock shows that day and time; of a time that comes twice the first, of one that never comes the moment
 * the clock jumps over it. null: no such day or time.
 */
export function instantAt(timeZone: string, day: string, time: string): number | null {
  const wanted = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(wanted)) return null;
  const hour = 3_600_000;
  // The offset of the day before and after: between them lies all a change of clocks can do.
  const offsets = [wanted - 24 * hour, wanted + 24 * hour].map((at) => wallOf(timeZone, at) - at);
  const found = offsets.map((offset) => wanted - offset).filter((at) => wallOf(timeZone, at) === wanted);
  return found.length > 0 ? Math.min(...found) : wanted - Math.max(...offsets) + skipped(timeZone, wanted - Math.max(...offsets));
}

/** From a moment before a jump of the clock to the jump. */
function skipped(timeZone: string, at: number): number {
  const minute = 60_000;
  const offset = wallOf(timeZone, at) - at;
  for (let ahead = 0; ahead <= 180; ahead += 1) {
    if (wallOf(timeZone, at + ahead * minute) - (at + ahead * minute) !== offset) return ahead * minute;
  }
  return 0;
}

/** The zone's day and time at an instant, for fields. */
export function wallAt(timeZone: string, at: number): { readonly day: string; readonly time: string } {
  const iso = new Date(wallOf(timeZone, at)).toISOString();
  return { day: iso.slice(0, 10), time: iso.slice(11, 16) };
}
