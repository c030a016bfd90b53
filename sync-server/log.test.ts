import { PGlite } from '@electric-sql/pglite';
import { expect, it } from 'vitest';
import { createLog } from './log.ts';

const canary = 'Canary-7f3a';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => void lines.push(line) }));
  expect(lines.length).toBeGreaterThan(0);
  return lines.join('');
}

it('hides what people and secrets stand in, wherever it appears', () => {
  const hidden = ['password', 'code', 'token', 'cookie', 'authorization', 'signature', 'text', 'subject', 'name', 'phone', 'email', 'identifier', 'birthDate', 'body', 'params', 'headers'];
  const text = logged((log) => {
    for (const key of hidden) log.info({ [key]: canary, inner: { [key]: canary }, deep: { deeper: { [key]: canary } } }, 'something happened');
  });
  expect(text).not.toContain(canary);
});

it('leaves what an operator needs', () => {
  const text = logged((log) => log.warn({ outgoing: 7, channel: 'sms', tries: 2 }, 'A message was not taken'));
  expect(JSON.parse(text)).toMatchObject({ level: 'warn', outgoing: 7, channel: 'sms', tries: 2, msg: 'A message was not taken' });
});

it('tells an SQL error by code and place, never by the values it quotes', async () => {
  const pglite = new PGlite();
  const error: unknown = await pglite.query('select $1::int', [canary]).catch((thrown: unknown) => thrown);
  await pglite.close();
  expect(String(error)).toContain(canary);
  const text = logged((log) => log.error({ err: new Error('A query failed', { cause: error }) }, 'oh'));
  expect(text).not.toContain(canary);
  expect(text).toContain('22P02');
  expect(text).toContain('A query failed');
});

it('tells broken JSON without quoting it', () => {
  const text = logged((log) => {
    try {
      JSON.parse(`{"words": ${canary}}`);
    } catch (error) {
      log.error({ err: error }, 'oh');
    }
  });
  expect(text).not.toContain(canary);
  expect(text).toContain('SyntaxError');
});
