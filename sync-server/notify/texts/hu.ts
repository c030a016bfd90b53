import { inviteLink, reminderLink, reminderWhen, shortest } from './reminder.ts';
import type { Texts } from './texts.ts';

/** Hungarian. As in every language: nothing about health, no name, and only a reminder says when (B28). */
export const hu: Texts = {
  greeting: 'Jó napot kívánunk!',
  footer: ({ clinic, phone }) => `${clinic}, ${phone}. Ezt az üzenetet a rendszer küldte; az erre érkező válaszokat nem olvassák.`,
  templates: {
    'message.reply': ({ clinic, link }) => ({
      subject: `Új üzenet: ${clinic}`,
      lines: [`Új üzenete érkezett. Feladó: ${clinic}.`, 'Jelentkezzen be, hogy elolvassa:'],
      link,
      sms: `Új üzenete érkezett: ${clinic}. Itt olvashatja: ${link}`,
    }),
    'record.new': ({ clinic, link }) => ({
      subject: `Újdonság: ${clinic}`,
      lines: [`Valami új várja Önt itt: ${clinic}.`, 'Jelentkezzen be, hogy elolvassa:'],
      link,
      sms: `Valami új várja Önt: ${clinic}. Itt olvashatja: ${link}`,
    }),
    'visit.reminder': ({ clinic, phone, link }, params) => {
      const when = reminderWhen('hu', params);
      const answer = reminderLink('hu', link, params);
      return {
        subject: `Várjuk Önt: ${clinic}`,
        lines: [`Várjuk Önt: ${clinic}, ${when}.`, `Eljön? Itt válaszolhat, bejelentkezés nélkül. Ha nem tud jönni, hívja: ${phone}.`],
        link: answer,
        sms: shortest(`Várjuk Önt: ${clinic}, ${when}. Eljön? ${answer}`, `Várjuk Önt: ${when}. Eljön? ${answer}`),
      };
    },
    'visit.invite': ({ clinic, phone, link }, params) => {
      const [when, open] = [reminderWhen('hu', params), inviteLink(link, params)];
      return {
        subject: `Videóvizit: ${clinic}`,
        lines: [`Videóvizit: ${clinic}, ${when}.`, `Nyissa meg pár perccel előtte, és jelentkezzen be. Vagy jelentkezzen be itt: ${link}visit, és írja be ezt a kódot: ${params.code}. Ha nem tud jönni, hívja: ${phone}.`],
        link: open,
        sms: shortest(`Videóvizit: ${clinic}, ${when}. ${open} vagy kód: ${params.code}`, `Videóvizit: ${when}. ${open} vagy kód: ${params.code}`),
      };
    },
    'visit.code': ({ clinic }, { code, minutes }) => ({
      subject: `Belépési kód a videóvizithez: ${clinic}`,
      lines: [`${code} a belépési kódja a videóvizithez: ${clinic}.`, `Egyszer használható, ${minutes} percig. A rendelőből soha senki nem kéri el Öntől.`],
      sms: `${code} a belépési kódja a videóvizithez: ${clinic}. Egyszer használható, ${minutes} percig. Ne mondja el senkinek.`,
    }),
    'signin.code': ({ clinic }, { code, minutes }) => ({
      subject: `Bejelentkezési kód: ${clinic}`,
      lines: [`${code} az Ön bejelentkezési kódja (${clinic}).`, `${minutes} percig érvényes. A rendelőtől soha senki nem kéri el Öntől.`],
      // The code comes first: phones offer it from there.
      sms: `${code} az Ön bejelentkezési kódja (${clinic}). ${minutes} percig érvényes. Ne mondja el senkinek.`,
    }),
    'account.activated': ({ clinic, link }) => ({
      subject: `Megnyílt a hozzáférése: ${clinic}`,
      lines: [`Mostantól használhatja a páciensportált: ${clinic}.`, 'Válassza az első bejelentkezést, és legyen Önnél a telefonja:'],
      link,
      sms: `Mostantól használhatja a páciensportált (${clinic}): ${link}`,
    }),
    'password.changed': ({ clinic, phone }) => ({
      subject: `Megváltozott a jelszava: ${clinic}`,
      lines: [`Megváltozott a fiókja jelszava (${clinic}).`, `Ha nem Ön tette, hívja most: ${phone}.`],
      sms: `Megváltozott a jelszava (${clinic}). Nem Ön volt? Hívja: ${phone}.`,
    }),
    'contact.changed': ({ clinic, phone }, { field }) => {
      const what = field === 'phone' ? 'telefonszáma' : 'e-mail-címe';
      return {
        subject: `Megváltozott a ${what}: ${clinic}`,
        lines: [`Megváltozott az Ön ${what}, amelyet a rendelő (${clinic}) nyilvántart.`, `Ha nem Ön kérte, hívja most: ${phone}.`],
        sms: `Megváltozott az Ön ${what} (${clinic}). Nem Ön kérte? Hívja: ${phone}.`,
      };
    },
  },
};
