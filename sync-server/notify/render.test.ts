import { expect, it } from 'vitest';
import { isTemplate, renderEmail, renderSms } from './render.ts';
import type { TemplateName } from './outgoing.ts';

const facts = { clinic: 'Riverside Clinic', phone: '+254 20 555 0142', link: 'https://portal.example.org/c/riverside/' };

const params: Record<TemplateName, object> = {
  'message.reply': {}, 'record.new': {}, 'visit.reminder': { startsAt: Date.UTC(2026, 10, 25, 7), timeZone: 'Africa/Nairobi', secret: 'AbCdEfGhIjKlMnOpQrStUv' }, 'visit.invite': { startsAt: Date.UTC(2026, 10, 25, 7), timeZone: 'Africa/Nairobi', secret: 'AbCdEfGhIjKlMnOpQrStUv', code: 'ABCD2345' }, 'visit.code': { code: '123456', minutes: 10 }, 'signin.code': { code: '123456', minutes: 5 }, 'account.activated': {}, 'password.changed': {}, 'contact.changed': { field: 'phone' },
};
const templates = Object.keys(params).filter(isTemplate);

/** Words that tell a stranger who sees the screen why somebody goes to a clinic. */
const health = /\b(patient name|diagnos|result|test|pregnan|medic|tablet|dose|blood|symptom|treat|prescri|appointment|doctor|nurse|disease|illness|health)/i;

it.each(templates)('[B28] %s says nothing about health', (template) => {
  const email = renderEmail(template, params[template], 'en', facts);
  for (const text of [email.subject, email.text, renderSms(template, params[template], 'en', facts)]) expect(text).not.toMatch(health);
});

it.each(templates)('%s names the clinic and fits one or two SMS', (template) => {
  const sms = renderSms(template, params[template], 'en', facts);
  expect(sms).toContain('Riverside Clinic');
  expect(sms.length).toBeLessThanOrEqual(160);
});

it('[B35] a reminder says when by the clinic\'s clock, links to an answer, and is one SMS in both languages', () => {
  const params = { startsAt: Date.UTC(2026, 10, 25, 7), timeZone: 'Africa/Nairobi', secret: 'AbCdEfGhIjKlMnOpQrStUv' };
  const english = renderSms('visit.reminder', params, 'en', facts);
  expect(english).toBe(`Riverside Clinic expects you on Wed 25 Nov, 10:00. Will you come? ${facts.link}reply#AbCdEfGhIjKlMnOpQrStUv`);
  const hungarian = renderSms('visit.reminder', params, 'hu', { ...facts, clinic: 'Őrhegyi Rendelő' });
  expect(hungarian).toBe(`Várjuk Önt: Őrhegyi Rendelő, nov. 25., Sze 10:00. Eljön? ${facts.link}reply#AbCdEfGhIjKlMnOpQrStUv.hu`.replace(/á/g, 'a').replace(/ő/g, 'ö').replace(/Ő/g, 'Ö'));
  const long = renderSms('visit.reminder', params, 'hu', { ...facts, clinic: 'Kovácsné dr. Szabó Ágnes Háziorvosi és Gyermekorvosi Rendelője' });
  for (const sms of [english, hungarian, long]) {
    expect(sms.length).toBeLessThanOrEqual(160);
    expect(sms).toMatch(/^[@£$¥èéùìòÇØøÅåÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà_]+$/);
  }
});

it('puts the code first in an SMS, where phones look for it', () => {
  expect(renderSms('signin.code', params['signin.code'], 'en', facts)).toMatch(/^123456 is your code/);
});

it('links to the portal in text and HTML, and loads nothing', () => {
  const { text, html } = renderEmail('message.reply', {}, 'en', facts);
  expect(text).toContain(`\n${facts.link}\n`);
  expect(html).toContain(`<a href="${facts.link}">`);
  expect(html).not.toMatch(/<img|<script|<link|src=|style=/i);
});

it('writes a clinic\'s name into HTML as text, and into the subject as one line', () => {
  const evil = { ...facts, clinic: '<img src=x onerror=alert(1)>\r\nBcc: everybody@example.org' };
  const { subject, html } = renderEmail('message.reply', {}, 'en', evil);
  expect(html).not.toContain('<img');
  expect(subject).not.toMatch(/[\r\n]/);
});

it('falls back to the language without its country, then to English', () => {
  const english = renderSms('message.reply', {}, 'en', facts);
  for (const language of ['en-KE', 'xx', '', '__proto__', 'constructor']) expect(renderSms('message.reply', {}, language, facts)).toBe(english);
});

it('refuses params that are not the template\'s', () => {
  expect(() => renderSms('signin.code', { code: '123456' }, 'en', facts)).toThrow(/minutes/);
  expect(() => renderSms('message.reply', { text: 'your result is here' }, 'en', facts)).toThrow(/text/);
});
