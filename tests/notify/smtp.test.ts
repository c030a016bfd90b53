import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { createSmtpCarrier } from '../../sync-server/notify/smtp.ts';

/** A real mail server in this process; only the world behind it is missing. */

interface Letter { readonly from: string; readonly to: string[]; readonly raw: string }

let close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of close.toReversed()) await step();
  close = [];
});

async function startMailServer(answer: (letter: Letter) => Error | null = () => null): Promise<{ url: string; letters: Letter[] }> {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const letter = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString('utf8') };
        const refusal = answer(letter);
        if (refusal === null) letters.push(letter);
        callback(refusal);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, letters };
}

const mail = {
  to: 'fatma.hassan@example.org', fromName: 'Klinik "Über", Ost', subject: 'New message from Klinik Über', text: 'Hello,\n\nYou have a new message.\n',
  html: '<p>Hello</p>', messageId: '<outgoing-7-1@portal.example.org>', language: 'en',
};

function carrierTo(url: string) {
  const carrier = createSmtpCarrier(url, 'Outpost <portal@example.org>');
  close.push(() => Promise.resolve(carrier.close()));
  return carrier;
}

it('hands a letter to the mail server with its one Message-ID, both forms and the clinic as sender', async () => {
  const { url, letters } = await startMailServer();
  const carrier = carrierTo(url);
  expect(await carrier.send(mail)).toEqual({ state: 'sent' });
  expect(await carrier.send(mail)).toEqual({ state: 'sent' });
  expect(letters).toHaveLength(2);
  const [letter] = letters;
  expect(letter).toMatchObject({ from: 'portal@example.org', to: ['fatma.hassan@example.org'] });
  for (const { raw } of letters) expect(raw).toMatch(/^Message-ID: <outgoing-7-1@portal\.example\.org>\r$/m);
  expect(letter?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(letter?.raw).toMatch(/^From: .*<portal@example\.org>\r$/m);
  expect(letter?.raw).toContain('Content-Type: text/plain');
  expect(letter?.raw).toContain('Content-Type: text/html');
});

it.each([[550, 'refused'], [552, 'refused'], [451, 'later'], [421, 'later']] as const)('takes the server\'s %i as %s', async (responseCode, state) => {
  const { url } = await startMailServer(() => Object.assign(new Error('mailbox says no to Fatma'), { responseCode }));
  const sent = await carrierTo(url).send(mail);
  expect(sent.state).toBe(state);
  expect('why' in sent ? sent.why : '').toContain(String(responseCode));
  expect(JSON.stringify(sent)).not.toContain('Fatma');
});

it('tries again later when nobody listens', async () => {
  expect(await carrierTo('smtp://127.0.0.1:1').send(mail)).toMatchObject({ state: 'later' });
});

it('demands TLS of a server elsewhere', async () => {
  // 127.0.0.2 is this machine, but not by a name that is known for it: the carrier must treat it as the network.
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], logger: false, onData: (_stream, _session, callback) => callback() });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
  close.push(() => new Promise((resolve) => server.close(() => resolve())));
  const sent = await carrierTo(`smtp://127.0.0.2:${(server.server.address() as AddressInfo).port}`).send(mail);
  expect(sent).toMatchObject({ state: 'later' });
  expect('why' in sent ? sent.why : '').toMatch(/ETLS/);
});
