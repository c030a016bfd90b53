import { createSignal, onCleanup, type Accessor } from 'solid-js';

import type { I18n } from './create-i18n.ts';
import { formatTexts } from './format-texts.ts';
import { createZonedDay, daysBetween } from './zoned-day.ts';

/** A point in time: Date, ISO string, or ms since 1970. */
export type Moment = Date | string | number;

/** Everything is in the clinic's zone and the reader's locale. A moment that is none is shown as a dash, never thrown. */
export interface Format {
  /** Ticks every 30 s, so that ages and "may have changed" stay true on a screen left open. */
  readonly now: Accessor<number>;
  /** "09:14", or "9:14am" where the region counts to twelve: stamps. */
  time(at: Moment): string;
  /** "9:30am": appointments, as people say them. */
  clock(at: Moment): string;
  /** "09:14" · "yesterday, 17:40" · "Monday 16 November". */
  stamp(at: Moment): string;
  /** "today, 09:16" · "yesterday, 17:49" · "Monday 16 November, 08:12". */
  dated(at: Moment): string;
  /** "Tuesday 24 November", with the year when it is another one. */
  day(at: Moment): string;
  /** "22 November 2026, 05:41": for paper, where "today" is soon another day. */
  printed(at: Moment): string;
  /** "Today" · "Yesterday" · "Monday 16 November". */
  dayHeading(at: Moment): string;
  /** "Tuesday 24 November, 9:30am". */
  appointment(at: Moment): string;
  /** "today" · "tomorrow" · "in 4 days". */
  inDays(at: Moment): string;
  /** How long somebody has waited: "12 min" · "1 h 05" · "Yesterday" · "Wednesday" · "3 November". */
  waited(since: Moment): string;
  number(value: number): string;
  bytes(size: number): string;
  /** From a FHIR date: "2 May 1992"; a partial date ("1992", "1992-05") is given as far as it goes. */
  birthDate(date: string): string;
  /** Years, or "8 months" and "3 weeks" for the youngest. */
  age(date: string): string;
}

export function createFormat(i18n: I18n): Format {
  const t = i18n.translate(formatTexts);
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), 30_000);
  onCleanup(() => clearInterval(timer));

  const dayIn = createZonedDay();
  const cache = new Map<string, Intl.DateTimeFormat>();
  function format(at: Date, options: Intl.DateTimeFormatOptions, timeZone = i18n.timeZone()): string {
    const key = `${i18n.locale()} ${timeZone} ${JSON.stringify(options)}`;
    const known = cache.get(key) ?? new Intl.DateTimeFormat(i18n.locale(), { timeZone, ...options });
    cache.set(key, known);
    return known.format(at);
  }
  const relative = (days: number): string =>
    new Intl.RelativeTimeFormat(i18n.locale(), { numeric: 'auto' }).format(days, 'day');
  const capital = (word: string): string => word.charAt(0).toLocaleUpperCase(i18n.locale()) + word.slice(1);
  const daysAgo = (at: Date): number => daysBetween(dayIn(i18n.timeZone(), at), dayIn(i18n.timeZone(), new Date(now())));

  function guard(write: (at: Date) => string): (at: Moment) => string {
    return (moment) => {
      const at = new Date(moment);
      return Number.isNaN(at.getTime()) ? t('unknown') : write(at);
    };
  }

  /** Regions that count to twelve write "9:14am" everywhere: "09:14 AM" is nobody's hand. */
  const twelve = (): boolean => new Intl.DateTimeFormat(i18n.locale(), { hour: 'numeric' }).resolvedOptions().hour12 === true;
  function writeTwelve(at: Date): string {
    const written = format(at, { hour: 'numeric', minute: '2-digit', hour12: true });
    return i18n.locale().startsWith('en') ? written.replace(/\s/g, '').toLowerCase() : written;
  }
  const writeTime = (at: Date): string => (twelve() ? writeTwelve(at) : format(at, { hour: '2-digit', minute: '2-digit' }));
  const writeClock = (at: Date): string => (i18n.locale().startsWith('en') ? writeTwelve(at) : writeTime(at));
  function writeDay(at: Date): string {
    const sameYear = dayIn(i18n.timeZone(), at).slice(0, 4) === dayIn(i18n.timeZone(), new Date(now())).slice(0, 4);
    const year = sameYear ? {} : ({ year: 'numeric' } as const);
    const written = format(at, { weekday: 'long', day: 'numeric', month: 'long', ...year });
    // ICU puts a comma after the English weekday in some releases and not in others.
    return i18n.locale() === 'en-GB' ? written.replace(',', '') : written;
  }

  return {
    now,
    time: guard(writeTime),
    clock: guard(writeClock),
    stamp: guard((at) => {
      const ago = daysAgo(at);
      if (ago === 0) return writeTime(at);
      return ago === 1 ? t('dayAndTime', { day: relative(-1), time: writeTime(at) }) : writeDay(at);
    }),
    dated: guard((at) => {
      const ago = daysAgo(at);
      const day = ago === 0 || ago === 1 ? relative(-ago) : writeDay(at);
      return t('dayAndTime', { day, time: writeTime(at) });
    }),
    day: guard(writeDay),
    printed: guard((at) => t('dayAndTime', { day: format(at, { day: 'numeric', month: 'long', year: 'numeric' }), time: writeTime(at) })),
    dayHeading: guard((at) => {
      const ago = daysAgo(at);
      return ago === 0 || ago === 1 ? capital(relative(-ago)) : writeDay(at);
    }),
    appointment: guard((at) => t('dayAndTime', { day: writeDay(at), time: writeClock(at) })),
    inDays: guard((at) => relative(-daysAgo(at))),
    waited: guard((at) => {
      const minutes = Math.max(1, Math.floor((now() - at.getTime()) / 60_000));
      if (minutes < 60) return t('minutes', { count: minutes });
      const ago = daysAgo(at);
      if (ago <= 0) return t('hours', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') });
      if (ago === 1) return capital(relative(-1));
      return ago < 7 ? capital(format(at, { weekday: 'long' })) : format(at, { day: 'numeric', month: 'long' });
    }),
    number: (value) => new Intl.NumberFormat(i18n.locale()).format(value),
    bytes(size) {
      const write = (value: number, digits: number): string =>
        new Intl.NumberFormat(i18n.locale(), { maximumFractionDigits: digits }).format(value);
      const kilobytes = Math.max(1, Math.round(size / 1024));
      if (kilobytes < 1000) return t('kilobytes', { size: write(kilobytes, 0) });
      const megabytes = size / 1_048_576;
      return t('megabytes', { size: write(megabytes, megabytes < 10 ? 1 : 0) });
    },
    birthDate(date) {
      const parts = date.split('-').length;
      if (!/^\d{4}(-\d{2}){0,2}$/.test(date) || Number.isNaN(Date.parse(date))) return t('unknown');
      const month = parts > 1 ? ({ month: 'long' } as const) : {};
      const day = parts > 2 ? ({ day: 'numeric' } as const) : {};
      return format(new Date(date), { year: 'numeric', ...month, ...day }, 'UTC');
    },
    age(date) {
      const today = dayIn(i18n.timeZone(), new Date(now()));
      const born = Date.parse(date);
      if (Number.isNaN(born) || born > Date.parse(today)) return t('unknown');
      const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
      const [thisYear = 0, thisMonth = 1, thisDay = 1] = today.split('-').map(Number);
      const months = (thisYear - year) * 12 + (thisMonth - month) - (thisDay < day ? 1 : 0);
      if (months >= 24) return String(Math.floor(months / 12));
      return months >= 1 ? t('months', { count: months }) : t('weeks', { count: Math.floor(daysBetween(date, today) / 7) });
    },
  };
}
