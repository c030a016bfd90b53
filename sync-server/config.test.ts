import { expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const production = {
  OUTPOST_MODE: 'production', OUTPOST_SECRET: 's'.repeat(32), OUTPOST_ORIGIN: 'https://portal.example.org', DATABASE_URL: 'postgres://outpost@db/outpost',
};

function mistakesOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

it('needs nothing in development', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ mode: 'development', host: '127.0.0.1', port: 8080, databaseUrl: null, secret: null, origin: null, sms: null, fault: null, logLevel: 'info' });
  expect(config.dataDir).toMatch(/\/data$/);
});

it('takes an empty variable as none', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', OUTPOST_SECRET: '', SMTP_URL: '' })).toMatchObject({ port: 8080, databaseUrl: null, secret: null, smtpUrl: null });
});

it('names every mistake at once, and never a secret', () => {
  const env = {
    PORT: '80800', DATABASE_URL: 'mysql://root:hunter2@db/x', OUTPOST_SECRET: 'short-secret', OUTPOST_ORIGIN: 'http://portal.example.org', SMTP_URL: 'mail.example.org',
    LOG_LEVEL: 'loud', OUTPOST_FAULT: 'sometimes', SMS_URL: 'https://a:b@sms.example.org',
  };
  const mistakes = mistakesOf(env).join('\n');
  for (const name of ['PORT', 'DATABASE_URL', 'OUTPOST_SECRET', 'OUTPOST_ORIGIN', 'SMTP_URL', 'LOG_LEVEL', 'OUTPOST_FAULT', 'SMS_FROM']) expect(mistakes).toContain(name);
  expect(mistakes).not.toContain('hunter2');
  expect(mistakes).not.toContain('short-secret');
});

it('takes a whole production configuration', () => {
  expect(readConfig({ ...production, SMS_URL: 'https://a:b@sms.example.org', SMS_FROM: '+254700000000' })).toMatchObject({
    mode: 'production', origin: 'https://portal.example.org', sms: { url: 'https://a:b@sms.example.org', from: '+254700000000' },
  });
});

it.each(['OUTPOST_SECRET', 'OUTPOST_ORIGIN', 'DATABASE_URL'])('refuses production without %s', (name) => {
  expect(mistakesOf({ ...production, [name]: '' })).toEqual([expect.stringContaining(name)]);
});

it('takes PGlite in production only when told so', () => {
  const { DATABASE_URL: _gone, ...withoutPostgres } = production;
  expect(mistakesOf(withoutPostgres)).toHaveLength(1);
  expect(readConfig({ ...withoutPostgres, OUTPOST_PGLITE: 'allow' })).toMatchObject({ databaseUrl: null, pgliteAllowed: true });
});

it('plans faults by name and count, in development alone', () => {
  expect(readConfig({ OUTPOST_FAULT: 'beforeCommit' }).fault).toEqual({ name: 'beforeCommit', count: 1 });
  expect(readConfig({ OUTPOST_FAULT: 'afterCommit:25' }).fault).toEqual({ name: 'afterCommit', count: 25 });
  expect(mistakesOf({ OUTPOST_FAULT: 'afterCommit:0' })).toHaveLength(1);
  expect(mistakesOf({ ...production, OUTPOST_FAULT: 'afterCommit' })).toHaveLength(1);
});

it.each(['http://localhost:8080', 'http://127.0.0.1:8080', 'https://portal.example.org', 'https://portal.example.org/'])('takes %s as an origin', (origin) => {
  expect(readConfig({ OUTPOST_ORIGIN: origin }).origin).toBe(new URL(origin).origin);
});

it.each(['http://192.168.1.5:8080', 'https://portal.example.org/path', 'portal.example.org', 'http://localhost.example.org'])('refuses %s as an origin: no secure context', (origin) => {
  expect(mistakesOf({ OUTPOST_ORIGIN: origin })).toEqual([expect.stringContaining('OUTPOST_ORIGIN')]);
});

const livekit = { LIVEKIT_URL: 'wss://live.example.org', LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'v'.repeat(32) };

it('starts a LiveKit of its own in development alone, and none where it is told so', () => {
  expect(readConfig({}).livekit).toEqual({ kind: 'own' });
  expect(readConfig({ LIVEKIT_URL: 'off' }).livekit).toEqual({ kind: 'off' });
  expect(readConfig(production).livekit).toEqual({ kind: 'off' });
  expect(readConfig({ ...production, ...livekit }).livekit).toEqual({ kind: 'elsewhere', url: 'https://live.example.org', key: 'key', secret: livekit.LIVEKIT_API_SECRET });
});

it('wants address, key and secret of a LiveKit together, and never tells the secret', () => {
  expect(mistakesOf({ LIVEKIT_URL: livekit.LIVEKIT_URL })).toEqual([expect.stringContaining('LIVEKIT_API_KEY'), expect.stringContaining('LIVEKIT_API_SECRET')]);
  expect(mistakesOf({ LIVEKIT_API_KEY: 'key' })).toEqual([expect.stringContaining('LIVEKIT_URL')]);
  const short = mistakesOf({ ...livekit, LIVEKIT_URL: 'wss://live.example.org/path', LIVEKIT_API_KEY: 'a key', LIVEKIT_API_SECRET: 'hunter2', LIVEKIT_PLAIN: 'yes' }).join('\n');
  for (const name of ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET', 'LIVEKIT_PLAIN']) expect(short).toContain(name);
  expect(short).not.toContain('hunter2');
});

it.each(['ws://203.0.113.5:7880', 'http://live.example.org', 'ws://172.32.0.1'])('refuses %s in production unless it is told that the way there is safe', (address) => {
  const env = { ...production, ...livekit, LIVEKIT_URL: address };
  expect(mistakesOf(env)).toEqual([expect.stringContaining('LIVEKIT_PLAIN')]);
  expect(mistakesOf({ ...env, LIVEKIT_PLAIN: 'allow' })).toEqual([]);
});

it.each(['ws://127.0.0.1:7880', 'ws://10.1.2.3:7880', 'ws://172.16.0.9', 'ws://[::1]:7880', 'ws://[fd12::1]', 'ws://livekit:7880', 'http://live.internal'])('takes %s in production', (address) => {
  expect(mistakesOf({ ...production, ...livekit, LIVEKIT_URL: address })).toEqual([]);
});

it('refuses keys that everybody knows in production', () => {
  expect(mistakesOf({ ...production, ...livekit, LIVEKIT_API_KEY: 'devkey', LIVEKIT_API_SECRET: 'a-secret-of-at-least-32-characters' })).toEqual([expect.stringContaining('LIVEKIT_API_KEY'), expect.stringContaining('LIVEKIT_API_SECRET')]);
});
