import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPost } from './post-requests.ts';
import { keepSending } from './keep-sending.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

it('[R9] tries less and less often while nobody answers, but notices within half a minute that somebody does', async () => {
  const at: number[] = [];
  const sending = keepSending(() => {
    at.push(Date.now());
    return Promise.resolve({ wakeAt: null, failed: true });
  }, Date.now);
  sending.wake();
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  const gaps = at.slice(1).map((time, i) => time - (at[i] ?? 0));
  expect(gaps[0]).toBeLessThanOrEqual(1000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(24_000);
  expect(Math.min(...gaps.slice(6))).toBeGreaterThanOrEqual(19_000);
  await sending.close();
});

it('[R9] a new request tries at once, yet does not hammer; nothing to do means no timer', async () => {
  let failed = true;
  let rounds = 0;
  const sending = keepSending(() => {
    rounds += 1;
    return Promise.resolve({ wakeAt: null, failed });
  }, Date.now);
  sending.wake();
  await vi.advanceTimersByTimeAsync(60_000);
  const before = rounds;
  for (let i = 0; i < 50; i += 1) sending.wake();
  await vi.advanceTimersByTimeAsync(10);
  expect(rounds - before).toBeLessThanOrEqual(1);
  failed = false;
  await sending.tryNow();
  const rested = rounds;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(rounds).toBe(rested);
  await sending.close();
});

it('[R9] what was saved while a round was under way goes in the next', async () => {
  let end = (): void => undefined;
  let rounds = 0;
  const sending = keepSending(() => {
    rounds += 1;
    return new Promise((resolve) => { end = () => resolve({ wakeAt: null, failed: false }); });
  }, Date.now);
  sending.wake();
  sending.wake();
  expect(rounds).toBe(1);
  end();
  await vi.advanceTimersByTimeAsync(1);
  expect(rounds).toBe(2);
  end();
  await sending.close();
});

it('[R9] wakes when an undo window ends', async () => {
  let rounds = 0;
  const sending = keepSending(() => {
    rounds += 1;
    return Promise.resolve({ wakeAt: rounds === 1 ? Date.now() + 5000 : null, failed: false });
  }, Date.now);
  sending.wake();
  await vi.advanceTimersByTimeAsync(4999);
  expect(rounds).toBe(1);
  await vi.advanceTimersByTimeAsync(2);
  expect(rounds).toBe(2);
  await sending.close();
});

it('"reachable" means that our server answered in our shapes', async () => {
  const request = { bytes: '{}', signature: '' };
  const post = (response: () => Response | Promise<Response>) =>
    createPost({ fetch: (_input, init) => { expect(init?.redirect).toBe('manual'); return Promise.resolve(response()); }, now: () => 1 })([request]);
  const json = (status: number, body: unknown) => () => new Response(JSON.stringify(body), { status });
  expect((await post(json(200, { receivedAt: 1, answers: [{ id: null, state: 'retry' }] }))).kind).toBe('answered');
  // A portal's page, its redirect, its own status; an answer for another number of requests; somebody else's JSON.
  expect((await post(() => new Response('<html>', { status: 200 }))).kind).toBe('notOurs');
  expect((await post(() => new Response(null, { status: 302, headers: { location: 'http://portal' } }))).kind).toBe('notOurs');
  expect((await post(() => new Response('', { status: 511 }))).kind).toBe('notOurs');
  expect((await post(json(200, { receivedAt: 1, answers: [] }))).kind).toBe('notOurs');
  expect((await post(json(200, { ok: true }))).kind).toBe('notOurs');
  expect((await post(() => new Response('Bad gateway', { status: 502 }))).kind).toBe('noAnswer');
  expect((await post(() => Promise.reject(new TypeError('fetch failed')))).kind).toBe('noAnswer');
  expect(await post(json(426, { code: 'request.tooOld', message: '' }))).toEqual({ kind: 'refused', code: 'request.tooOld' });
});
