import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRoot } from 'solid-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { requestTable } from '../../../schema/requests.ts';
import { permissions } from '../../../schema/roles.ts';
import { createFormat } from '../i18n/create-format.ts';
import { createI18n } from '../i18n/create-i18n.ts';
import { permissionTexts } from './permission-texts.ts';
import { createRefusalWords, knowsRefusal, loadLaterRefusals, refusalSources } from './refusal-words.ts';

const root = resolve(import.meta.dirname, '../../..');
const i18n = createI18n({ language: 'en', timeZone: 'Africa/Nairobi', preferred: ['en-GB'] });

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    // Branding answers with what it changed about a colour, the import on the command line: neither is a refusal on a screen.
    .filter((entry) => !/\/(branding|fhir)$/.test(entry.parentPath))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** Dotted literals of schema that are neither permissions nor request types: what is left is what a refusal may say. */
function schemaCodes(): string[] {
  const known = new Set<string>([...permissions, ...requestTable.keys()]);
  const found = sources('schema').flatMap((text) => [
    ...matches(text, /'([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)+)'/g),
    // The one template: activation.<identifier mode>Missing.
    ...matches(text, /`(activation\.)\$\{patient\.identifierMode\}Missing`/g).flatMap((start) => [`${start}emailMissing`, `${start}nationalIdMissing`]),
  ]);
  return [...new Set(found)].filter((code) => !known.has(code));
}

/** What the server and the device say themselves: refuse('…'), lost in a join, and `code: '…'` of an answer. */
function spokenCodes(): string[] {
  const found = [...sources('sync-server'), ...sources('client/shared')].flatMap((text) => [
    ...matches(text, /refuse\(\s*'([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)+)'/g),
    ...matches(text, /\bcode: '([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)+)'/g),
    ...matches(text, /'([a-z]+\.superseded)'/g),
  ]);
  return [...new Set(found)];
}

describe('words of refusals', () => {
  beforeAll(() => loadLaterRefusals());

  it('finds codes at all, the template ones too', () => {
    expect(schemaCodes()).toEqual(expect.arrayContaining(['thread.taken', 'activation.nationalIdMissing', 'offline.oneTimePassword', 'request.tooNew']));
    expect(spokenCodes()).toEqual(expect.arrayContaining(['urgency.superseded']));
  });

  it('[R5] every code of schema and of the server has a reason and a remedy', () => {
    const missing = [...schemaCodes(), ...spokenCodes()].filter((code) => !knowsRefusal(i18n, code));
    expect(missing).toEqual([]);
  });

  it('[B2] a code nobody knows is told in general words, never swallowed', () => {
    createRoot((dispose) => {
      const words = createRefusalWords(i18n, createFormat(i18n), 'staff')({ code: 'moon.full' });
      expect(words.reason).toBe('The clinic’s system did not accept this.');
      expect(words.remedy).not.toBe('');
      dispose();
    });
  });

  it('says who and when, in the clinic’s own time', () => {
    createRoot((dispose) => {
      const today = new Date();
      today.setUTCHours(6, 12, 0, 0);
      const say = createRefusalWords(i18n, createFormat(i18n), 'staff');
      const at = today.getTime();
      expect(say({ code: 'thread.taken', params: { by: 'Grace Wanjiru', at } }).reason).toMatch(/^Grace Wanjiru took this (at|yesterday|tomorrow)/);
      expect(say({ code: 'urgency.superseded', params: { by: 'Grace', at, value: 'today', yours: 'urgent' } }).remedy).toContain('Your Urgent');
      expect(say({ code: 'permission.missing', params: { permission: 'portal.message.reply' } }).reason).toContain('answer messages');
      dispose();
    });
  });

  it('speaks to patients as to patients', () => {
    createRoot((dispose) => {
      const format = createFormat(i18n);
      const refusal = { code: 'patient.unknown' };
      expect(createRefusalWords(i18n, format, 'patient')(refusal).remedy).toBe('Ask the clinic to check your access.');
      expect(createRefusalWords(i18n, format, 'staff')(refusal).remedy).not.toBe('Ask the clinic to check your access.');
      dispose();
    });
  });

  it('has words for every permission of the role table', () => {
    expect(permissions.filter((permission) => i18n.find(permissionTexts, permission) === undefined)).toEqual([]);
  });

  it('uses none of the banned words', () => {
    const all = JSON.stringify(refusalSources().map((texts) => texts.english));
    expect(all).not.toMatch(/please|sorry|invalid|forbidden|oops/i);
  });
});
