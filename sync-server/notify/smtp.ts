import { createTransport } from 'nodemailer';
import type { EmailCarrier, Sent } from './carriers.ts';

/** All of it together stays below the lease of a row (deliver.ts). */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * E-mail over SMTP. STARTTLS is used where the server offers it and demanded unless it stands on this machine:
 * codes and links do not cross a network in clear text.
 * @param from "Outpost <portal@example.org>": its name gives way to the clinic's, its address stays.
 */
export function createSmtpCarrier(url: string, from: string): EmailCarrier {
  const address = /<([^>]+)>/.exec(from)?.[1] ?? from.trim();
  const { hostname, protocol } = new URL(url);
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const transport = createTransport({
    url, pool: true, maxConnections: 2, ...TIMEOUTS, requireTLS: !here && protocol === 'smtp:',
    disableFileAccess: true, disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail({
          from: { name: mail.fromName, address }, to: mail.to, subject: mail.subject, text: mail.text, html: mail.html, messageId: mail.messageId,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
        });
        return { state: 'sent' };
      } catch (error) {
        return judgeFailure(error);
      }
    },
    close: () => transport.close(),
  };
}

/** RFC 5321: 5xx is for good. A refused login is the clinic's to mend, and everything else may pass. */
function judgeFailure(error: unknown): Sent {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  const status = typeof responseCode === 'number' ? responseCode : 0;
  const forGood = status >= 500 && status < 600 && code !== 'EAUTH' && code !== 'ECONNECTION' && code !== 'ETLS';
  return { state: forGood ? 'refused' : 'later', why: `smtp ${typeof code === 'string' ? code : 'error'}${status > 0 ? ` ${status}` : ''}` };
}
