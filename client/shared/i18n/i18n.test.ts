import { createRoot } from 'solid-js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createFormat, type Format } from './create-format.ts';
import { createI18n } from './create-i18n.ts';
import { defineTexts } from './define-texts.ts';
import { fillTemplate } from './fill-template.ts';
import { directionOf, languageChoices } from './languages.ts';

const texts = defineTexts('test.messages', {
  title: 'Messages',
  to: 'New message to {{ name }}',
  list: { empty: 'No messages yet' },
  waiting: { one: '{{ count }} message from {{ name }}', other: '{{ count }} messages from {{ name }}' },
});

const swahili = { 'test.messages': { title: 'Ujumbe', waiting: { other: 'Ujumbe {{ count }} kutoka kwa {{ name }}' } } };

describe('words', () => {
  test('nested keys, arguments and plurals', () => {
    const t = createI18n({ language: 'en' }).translate(texts);
    expect(t('title')).toBe('Messages');
    expect(t('list.empty')).toBe('No messages yet');
    expect(t('to', { name: 'Grace' })).toBe('New message to Grace');
    expect(t('waiting', { count: 1, name: 'Fatma' })).toBe('1 message from Fatma');
    expect(t('waiting', { count: 0, name: 'Fatma' })).toBe('0 messages from Fatma');
    // @ts-expect-error a key that is not there does not compile
    t('titel');
    // @ts-expect-error nor does a sentence without its argument
    t('to');
  });

  test('[R5] what a person typed can never change the sentence around it', () => {
    expect(fillTemplate('To {{ name }}: {{ words }}', { name: "$& $' {{ words }}", words: '{{ name }}' })).toBe(
      "To $& $' {{ words }}: {{ name }}",
    );
    expect(fillTemplate('{{ toString }}', {})).toBe('{{ toString }}');
  });

  test('a language arrives when asked for; what it lacks stays English; one that fails changes nothing', async () => {
    const i18n = createI18n({
      language: 'en',
      languages: { sw: async () => ({ pack: swahili }), fr: () => Promise.reject(new Error('offline')) },
    });
    const t = i18n.translate(texts);
    await i18n.setLanguage('sw');
    expect([i18n.language(), t('title'), t('list.empty')]).toEqual(['sw', 'Ujumbe', 'No messages yet']);
    expect(t('waiting', { count: 1, name: 'Fatma' })).toBe('Ujumbe 1 kutoka kwa Fatma');
    await expect(i18n.setLanguage('fr')).rejects.toThrow('offline');
    expect([i18n.language(), t('title')]).toEqual(['sw', 'Ujumbe']);
  });

  test('in a language from right to left, a name or a phone number keeps its own direction', async () => {
    const i18n = createI18n({ languages: { ar: async () => ({ pack: { 'test.messages': { to: 'إلى {{ name }}' } } }) } });
    await i18n.setLanguage('ar');
    expect(i18n.translate(texts)('to', { name: '+254 20 555 0142' })).toBe('إلى \u2068+254 20 555 0142\u2069');
  });

  test('a code from the server is found or honestly unknown', () => {
    const i18n = createI18n();
    expect(i18n.find(texts, 'to', { name: 'Grace' })).toBe('New message to Grace');
    for (const key of ['nothing.here', 'list', 'constructor', '__proto__']) expect(i18n.find(texts, key)).toBeUndefined();
  });

  test('languages by their own names, with their direction', () => {
    expect(languageChoices(['en', 'sw', 'ar'])).toEqual([
      { code: 'en', ownName: 'English', dir: 'ltr' },
      { code: 'sw', ownName: 'Kiswahili', dir: 'ltr' },
      { code: 'ar', ownName: 'العربية', dir: 'rtl' },
    ]);
    expect(['fa-AF', 'ku-Latn', 'uz-Arab', 'am'].map(directionOf)).toEqual(['rtl', 'ltr', 'rtl', 'ltr']);
  });
});

describe('[V7] times as people say them, in the clinic zone', () => {
  let format: Format;
  let dispose: () => void;

  function start(locale: string, timeZone: string): void {
    createRoot((end) => {
      dispose = end;
      format = createFormat(createI18n({ language: locale, timeZone, preferred: [] }));
    });
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-21T06:20:00Z') });
    start('en', 'Africa/Nairobi'); // 09:20 there
  });
  afterEach(() => {
    dispose();
    vi.useRealTimers();
  });

  test('stamps: today the clock, yesterday with the word, older without minutes', () => {
    expect(format.stamp('2026-11-21T06:14:00Z')).toBe('09:14');
    expect(format.stamp('2026-11-20T14:40:00Z')).toBe('yesterday, 17:40');
    expect(format.stamp('2026-11-19T14:40:00Z')).toBe('Thursday 19 November');
    expect(format.stamp('2026-11-16T14:40:00Z')).toBe('Monday 16 November');
    expect(format.stamp('2025-11-17T14:40:00Z')).toBe('Monday 17 November 2025');
    expect(format.stamp('2026-11-20T21:30:00Z')).toBe('00:30'); // still 20 November in UTC
  });

  test('appointments, days, waiting', () => {
    expect(format.appointment('2026-11-24T06:30:00Z')).toBe('Tuesday 24 November, 9:30am');
    expect(format.inDays('2026-11-25T06:30:00Z')).toBe('in 4 days');
    expect(format.dated('2026-11-21T06:16:00Z')).toBe('today, 09:16');
    expect(format.dayHeading('2026-11-20T06:30:00Z')).toBe('Yesterday');
    expect(format.waited('2026-11-21T06:08:00Z')).toBe('12\u00a0min');
    expect(format.waited('2026-11-21T05:15:00Z')).toBe('1\u00a0h\u00a005');
    expect(format.waited('2026-11-20T05:15:00Z')).toBe('Yesterday');
    expect(format.waited('2026-11-18T05:15:00Z')).toBe('Wednesday');
    expect(format.waited('2026-11-03T05:15:00Z')).toBe('3 November');
  });

  test('the clock moves on by itself', () => {
    expect(format.waited('2026-11-21T06:08:00Z')).toBe('12\u00a0min');
    vi.advanceTimersByTime(61_000);
    expect(format.waited('2026-11-21T06:08:00Z')).toBe('13\u00a0min');
  });

  test('sizes, birth dates and ages', () => {
    expect([format.bytes(184_320), format.bytes(2_097_152), format.bytes(1_300_000)]).toEqual([
      '180\u00a0KB',
      '2\u00a0MB',
      '1.2\u00a0MB',
    ]);
    expect([format.birthDate('1992-05-02'), format.birthDate('1992-05'), format.birthDate('1992')]).toEqual([
      '2 May 1992',
      'May 1992',
      '1992',
    ]);
    expect(['1992-05-02', '1992-11-21', '1992-11-22', '2026-03-02', '2026-11-02', '2027-01-01'].map(format.age)).toEqual([
      '34',
      '34',
      '33',
      '8 months',
      '2 weeks',
      '–',
    ]);
  });

  test('a moment that is none is a dash, and never takes the screen down', () => {
    expect([format.stamp('soon'), format.waited(Number.NaN), format.birthDate('x')]).toEqual(['–', '–', '–']);
  });

  test('another region writes its own clock', () => {
    dispose();
    start('en-US', 'America/New_York');
    expect(format.stamp('2026-11-21T06:14:00Z')).toBe('1:14am');
    expect(format.day('2026-11-24T15:30:00Z')).toBe('Tuesday, November 24');
  });
});
