import { expect, it } from 'vitest';
import type { LocalRequest } from '../../shared/sync/sync.ts';
import { followDecisions, type Decided } from './follow-decisions.ts';

const request = (state: LocalRequest['state']): LocalRequest => ({ id: 'release', type: 'result.release', body: { result: 'one' }, state }) as LocalRequest;
const none: ReadonlyMap<string, Decided> = new Map();

it('[R7] a release that was answered stays on its way until the view shows it: the form does not come back in between', () => {
  let stands = 'awaiting 0';
  const mark = (): string => stands;
  const saved = followDecisions(none, [request('saved')], [], mark);
  const sending = followDecisions(saved, [request('sending')], [], mark);
  const answered = followDecisions(sending, [], [], mark);
  expect(answered.get('one')?.request.id, 'answered, and the view not here').toBe('release');
  stands = '';
  expect(followDecisions(answered, [], [], mark).size, 'gone from the queue').toBe(0);
});

it('[R9] what was taken back, and what was refused, is over at once', () => {
  const mark = (): string => 'awaiting 0';
  const saved = followDecisions(none, [request('saved')], [], mark);
  expect(followDecisions(saved, [], [], mark).size).toBe(0);
  const sending = followDecisions(saved, [request('sending')], [], mark);
  expect(followDecisions(sending, [], [request('sending')], mark).size).toBe(0);
});
