import { inviteLink, reminderLink, reminderWhen, shortest } from './reminder.ts';
import type { Texts } from './texts.ts';

/** English. Each tells that there is something and where; none says a word about health or a name, and only a reminder when (B28). */
export const en: Texts = {
  greeting: 'Hello,',
  footer: ({ clinic, phone }) => `${clinic}, ${phone}. This message was sent by itself; answers to it are not read.`,
  templates: {
    'message.reply': ({ clinic, link }) => ({
      subject: `New message from ${clinic}`,
      lines: [`You have a new message from ${clinic}.`, 'Sign in to read it:'],
      link,
      sms: `New message from ${clinic}. Sign in to read it: ${link}`,
    }),
    'record.new': ({ clinic, link }) => ({
      subject: `Something new from ${clinic}`,
      lines: [`There is something new for you at ${clinic}.`, 'Sign in to read it:'],
      link,
      sms: `Something new from ${clinic}. Sign in to read it: ${link}`,
    }),
    'visit.reminder': ({ clinic, phone, link }, params) => {
      const when = reminderWhen('en-GB', params);
      const answer = reminderLink('en', link, params);
      return {
        subject: `${clinic} expects you`,
        lines: [`${clinic} expects you on ${when}.`, `Will you come? You can answer here, without signing in. If you cannot come, call ${phone}.`],
        link: answer,
        sms: shortest(`${clinic} expects you on ${when}. Will you come? ${answer}`, `We expect you on ${when}. Will you come? ${answer}`),
      };
    },
    'visit.invite': ({ clinic, phone, link }, params) => {
      const [when, open] = [reminderWhen('en-GB', params), inviteLink(link, params)];
      return {
        subject: `Your video visit with ${clinic}`,
        lines: [`${clinic} sees you by video on ${when}.`, `Open this a few minutes before, and sign in. Or sign in at ${link}visit and type ${params.code}. If you cannot come, call ${phone}.`],
        link: open,
        sms: shortest(`${clinic}: video visit ${when}. ${open} or code ${params.code}`, `Video visit ${when}. ${open} or code ${params.code}`),
      };
    },
    'visit.code': ({ clinic }, { code, minutes }) => ({
      subject: `Your code for the video visit with ${clinic}`,
      lines: [`${code} lets you into your video visit with ${clinic}.`, `It works once, for ${minutes} minutes. Nobody from the clinic will ever ask you for it.`],
      sms: `${code} lets you into your video visit with ${clinic}. It works once, for ${minutes} minutes. Tell it to nobody.`,
    }),
    'signin.code': ({ clinic }, { code, minutes }) => ({
      subject: `Your code for ${clinic}`,
      lines: [`${code} is your code for ${clinic}.`, `It works for ${minutes} minutes. Nobody from the clinic will ever ask you for it.`],
      // The code comes first: phones offer it from there.
      sms: `${code} is your code for ${clinic}. It works for ${minutes} minutes. Tell it to nobody.`,
    }),
    'account.activated': ({ clinic, link }) => ({
      subject: `Your access to ${clinic} is open`,
      lines: [`You can now use the patient portal of ${clinic}.`, 'Choose "First time here" and have your phone beside you:'],
      link,
      sms: `You can now use the patient portal of ${clinic}: ${link}`,
    }),
    'password.changed': ({ clinic, phone }) => ({
      subject: `Your password for ${clinic} was changed`,
      lines: [`The password of your account at ${clinic} was changed.`, `If that was not you, call ${phone} now.`],
      sms: `Your password for ${clinic} was changed. Not you? Call ${phone}.`,
    }),
    'contact.changed': ({ clinic, phone }, { field }) => {
      const what = field === 'phone' ? 'phone number' : 'e-mail address';
      return {
        subject: `Your ${what} at ${clinic} was changed`,
        lines: [`The ${what} that ${clinic} has for you was changed.`, `If you did not ask for that, call ${phone} now.`],
        sms: `Your ${what} at ${clinic} was changed. Did not ask for that? Call ${phone}.`,
      };
    },
  },
};
