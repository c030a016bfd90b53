import type { Measured } from '../../../schema/chart.ts';

/** UCUM as it is written on paper; what is not here stays as it was sent. */
const units: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg', '{score}': '', '{nominal}': '', Cel: '°C', '[degF]': '°F', 'kg/m2': 'kg/m²', '10*3/uL': '10³/µL', '10*6/uL': '10⁶/µL', '10*9/L': '10⁹/L', '/min': 'a minute', '{beats}/min': 'a minute',
  'ug/mL': 'µg/mL', 'ug/L': 'µg/L', 'umol/L': 'µmol/L', 'uU/mL': 'µU/mL', 'mU/L': 'mU/L', uL: 'µL', 'mL/min/{1.73_m2}': 'mL/min/1.73 m²', 'mL/min': 'mL/min', '[lb_av]': 'lb', '[in_i]': 'in', '{#}': '', '1': '',
};
export const unitWords = (unit: string): string => (Object.prototype.hasOwnProperty.call(units, unit) ? (units[unit] ?? '') : unit);

const LONG = /^[<>≤≥=]*-?\d+\.(\d{3,})$/;
/** Digits as sent, unless nobody could read them: 166.74060616068357. */
export function isRounded(value: string | null): boolean {
  return value !== null && LONG.test(value);
}

export function valueWords(value: string): string {
  const digits = LONG.exec(value);
  if (!digits) return value;
  const at = value.search(/[-\d]/);
  const number = Number(value.slice(at));
  const places = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : Math.abs(number) >= 0.1 ? 2 : 4;
  return value.slice(0, at) + String(Number(number.toFixed(places)));
}

/** A number keeps its unit on its line. */
export function measuredWords(one: Pick<Measured, 'value' | 'unit'>): string | null {
  if (one.value === null) return null;
  const unit = unitWords(one.unit);
  return `${valueWords(one.value)}${unit === '' ? '' : `\u00a0${unit}`}`;
}

const BETWEEN = /^(-?\d[\d.]*) ?(.*?) – (-?\d[\d.]*) ?(.*)$/;
/** A range as sent, with units as people write them, a unit of both ends once ("11–15 g/dL"), and long numbers rounded. */
export function rangeWords(words: string): string {
  const [, low = '', unit = '', high = '', last = ''] = BETWEEN.exec(words) ?? [];
  if (low !== '' && unit === last) return measuredWords({ value: betweenWords(valueWords(low), valueWords(high)), unit }) ?? '';
  return words.split(' ').map((part) => (/\d/.test(part) && !/[a-z%[{]/i.test(part) ? valueWords(part) : unitWords(part))).filter(Boolean).join(' ');
}
/** A minus beside a dash is read as two. */
const betweenWords = (low: string, high: string): string => ((low + high).includes('-') ? `${low} – ${high}` : `${low}–${high}`);

const SYSTOLIC = '8480-6';
const DIASTOLIC = '8462-4';

/** The parts that one says together, in the order they are said: 120/80. */
export function pressureOf(parts: readonly Measured[]): readonly [Measured, Measured] | null {
  const upper = parts.find(({ code }) => code === SYSTOLIC);
  const lower = parts.find(({ code }) => code === DIASTOLIC);
  return parts.length === 2 && upper && lower && upper.unit === lower.unit ? [upper, lower] : null;
}

/** Pressures are said in whole numbers; digits that were sent short stay. */
export const pressureWords = (value: string): string => (isRounded(value) && !/[<>≤≥=]/.test(value) ? String(Math.round(Number(value))) : valueWords(value));

/** All that was measured at once, in a few words; null where nothing was sent. */
export function observationWords(measured: Measured, parts: readonly Measured[], nameOf: (one: Measured) => string): string | null {
  const pressure = pressureOf(parts);
  const [upper, lower] = pressure ?? [];
  if (upper && lower && upper.value !== null && lower.value !== null) {
    const unit = unitWords(upper.unit);
    return `${pressureWords(upper.value)}/${pressureWords(lower.value)}${unit === '' ? '' : `\u00a0${unit}`}`;
  }
  const own = measuredWords(measured);
  const rest = parts.map((part) => `${nameOf(part)} ${measuredWords(part) ?? part.missing ?? '–'}`);
  return own === null && rest.length === 0 ? null : [own, ...rest].filter((words) => words !== null).join(', ');
}

/** "Asthma (disorder)" is a terminology's way of writing; people say "Asthma". */
export function plainName(name: string): string {
  return name.replace(/\s+\((disorder|finding|procedure|situation|regime\/therapy|substance|product|physical object|event|observable entity|qualifier value|morphologic abnormality|person|record artifact)\)$/i, '');
}
