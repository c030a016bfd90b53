import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createTwilioCarrier } from '../../sync-server/notify/sms-twilio.ts';

/** A stand-in of the documented API: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */

interface Asked { readonly method: string; readonly path: string; readonly authorization: string; readonly form: Record<string, string> }

let stop: (() => Promise<void>) | null = null;
afterEach(async () => {
  await stop?.();
  stop = null;
});

async function startCarrier(status: number, body: object): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readForm(request).then((form) => {
      asked.push({ method: request.method ?? '', path: request.url ?? '', authorization: request.headers.authorization ?? '', form });
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => new Promise((resolve) => server.close(() => resolve()));
  return { url: `http://AC123:to%2Fken@127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function readForm(request: IncomingMessage): Promise<Record<string, string>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return Object.fromEntries(new URLSearchParams(text));
}

const sms = { to: '+254711000101', text: '123456 is your code for Klinik Über.' };

it('asks as the API is documented', async () => {
  const { url, asked } = await startCarrier(201, { sid: 'SM1', status: 'queued' });
  expect(await createTwilioCarrier({ url, from: '+254700000000' }).send(sms)).toEqual({ state: 'sent' });
  expect(asked).toEqual([{
    method: 'POST', path: '/2010-04-01/Accounts/AC123/Messages.json', authorization: `Basic ${Buffer.from('AC123:to/ken').toString('base64')}`,
    form: { To: sms.to, From: '+254700000000', Body: sms.text },
  }]);
});

it.each([
  [400, 21211, 'refused'], [401, 20003, 'later'], [429, 20429, 'later'], [500, null, 'later'], [503, null, 'later'],
] as const)('takes a %i as %s %s', async (status, code, state) => {
  const { url } = await startCarrier(status, { code, message: `The 'To' number ${sms.to} is not valid`, more_info: '', status });
  const sent = await createTwilioCarrier({ url, from: 'Outpost' }).send(sms);
  expect(sent.state).toBe(state);
  expect(JSON.stringify(sent)).not.toContain(sms.to);
});

it('tries again later when nobody answers', async () => {
  expect(await createTwilioCarrier({ url: 'http://AC123:token@127.0.0.1:1', from: 'Outpost' }).send(sms)).toMatchObject({ state: 'later' });
});

it('follows no redirect: neither the person\'s number nor the code goes to another host', async () => {
  let strayed = 0;
  const elsewhere = createServer((_request, response) => {
    strayed += 1;
    response.writeHead(201).end('{}');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const target = `http://localhost:${(elsewhere.address() as AddressInfo).port}/`;
  const server = createServer((_request, response) => response.writeHead(307, { Location: target }).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = async () => {
    await new Promise((resolve) => server.close(resolve));
    await new Promise((resolve) => elsewhere.close(resolve));
  };
  const url = `http://AC123:token@127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await createTwilioCarrier({ url, from: 'Outpost' }).send(sms)).toMatchObject({ state: 'later' });
  expect(strayed).toBe(0);
});
