import * as z from 'zod/mini';
import type { OutgoingTemplates, TemplateName } from './outgoing.ts';
import { en } from './texts/en.ts';
import { hu } from './texts/hu.ts';
import type { TextFacts, Texts, Written } from './texts/texts.ts';

export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A language is a file in texts/ and a line here. */
const languages: Readonly<Record<string, Texts>> = { en, hu };

const params: { readonly [T in TemplateName]: z.ZodMiniType<OutgoingTemplates[T]> } = {
  'message.reply': z.strictObject({}),
  'record.new': z.strictObject({}),
  'visit.reminder': z.strictObject({ startsAt: z.number(), timeZone: z.string(), secret: z.string() }),
  'visit.invite': z.strictObject({ startsAt: z.number(), timeZone: z.string(), secret: z.string(), code: z.string() }),
  'visit.code': z.strictObject({ code: z.string(), minutes: z.number() }),
  'signin.code': z.strictObject({ code: z.string(), minutes: z.number() }),
  'account.activated': z.strictObject({}),
  'password.changed': z.strictObject({}),
  'contact.changed': z.strictObject({ field: z.enum(['phone', 'email']) }),
};

export function isTemplate(name: string): name is TemplateName {
  return Object.hasOwn(params, name);
}

/** Throws when the stored params are not the template's: that row can never be sent. */
function write<T extends TemplateName>(template: T, stored: unknown, language: string, facts: TextFacts): { written: Written; texts: Texts; tag: string } {
  const tag = Object.hasOwn(languages, language) ? language : (language.split('-')[0] ?? 'en');
  const known = Object.hasOwn(languages, tag) ? tag : 'en';
  const texts = languages[known] ?? en;
  return { written: texts.templates[template](facts, params[template].parse(stored)), texts, tag: known };
}

export function renderSms(template: TemplateName, stored: unknown, language: string, facts: TextFacts): string {
  return write(template, stored, language, facts).written.sms;
}

/** Plain text and an HTML of the same words: no picture, nothing loaded, nothing that follows the reader. */
export function renderEmail(template: TemplateName, stored: unknown, language: string, facts: TextFacts): Rendered {
  const { written, texts, tag } = write(template, stored, language, facts);
  const { subject, lines, link } = written;
  const footer = texts.footer(facts);
  const text = [texts.greeting, '', ...lines, ...(link === undefined ? [] : [link]), '', footer, ''].join('\n');
  const paragraphs = [texts.greeting, ...lines].map((line) => `<p>${escapeHtml(line)}</p>`);
  if (link !== undefined) paragraphs.push(`<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`);
  paragraphs.push(`<p><small>${escapeHtml(footer)}</small></p>`);
  const html = `<!doctype html><html lang="${tag}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body>${paragraphs.join('')}</body></html>`;
  return { subject: oneLine(subject), text, html };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
/** A clinic's name goes into a header. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
