import { lastOf } from '../../../schema/old-browsers.ts';
const titles = /^(dr|prof|mr|mrs|ms|sr|mx)\.?$/i;

/** As colleagues call each other: "Grace" of "Grace Wanjiru", "Dr Otieno" of "Dr Daniel Otieno". One word stays as it is. */
export function shortName(full: string): string {
  const parts = full.trim().split(/\s+/);
  const [first = full, second] = parts;
  if (!titles.test(first)) return first;
  const last = lastOf(parts);
  return second === undefined || last === undefined ? full : `${first} ${last}`;
}
