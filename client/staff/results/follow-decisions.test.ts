import { expect, it } from 'vitest';
import type { LocalRequest } from '../../shared/sync/sync.ts';
import { followDecisions } from './follow-decisions.ts';

const request = (state: LocalRequest['state']): LocalRequest => ({ id: 'release', type: 'result.release', body: { result: 'one' }, state }) as LocalRequest;
const none: ReadonlyMap<string, LocalRequest> = new Map();

it('[R7] a release that was answered stays on its way until the view shows it: the form does not come back in between', () => {
  const sending = followDecisions(followDecisions(none, [request('saved')], [], () => true), [request('sending')], [], () => true);
  const answered = followDecisions(sending, [], [], () => true);
  expect(answered.get('one')?.id, 'answered, and the view not here').toBe('release');
  expect(followDecisions(answered, [], [], () => false).size, 'gone from the queue').toBe(0);
});

it('[R7] where the view came before the answer, it is over with the answer', () => {
  const sending = followDecisions(none, [request('sending')], [], () => false);
  expect(sending.size).toBe(1);
  expect(followDecisions(sending, [], [], () => false).size).toBe(0);
});

it('[R9] what was taken back, and what was refused, is over at once', () => {
  const saved = followDecisions(none, [request('saved')], [], () => true);
  expect(followDecisions(saved, [], [], () => true).size).toBe(0);
  const sending = followDecisions(saved, [request('sending')], [], () => true);
  expect(followDecisions(sending, [], [request('sending')], () => true).size).toBe(0);
});
