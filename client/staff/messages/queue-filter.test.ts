import { describe, expect, it } from 'vitest';
import { newId } from '../../../schema/ids.ts';
import type { QueueItem } from '../../../schema/messages.ts';
import { countQueue, isReadyToClose, isShown, passes, queryOf, readQuery, readShow, sortQueue } from './queue-filter.ts';

const me = newId();
const item = (over: Partial<QueueItem>): QueueItem => ({ p: newId(), n: 'Fatma Hassan', b: null, l: 'Dizzy', u: 'routine', a: null, t: 1000, m: 1000, s: 'open', ...over });

describe('[C19] the inbox in order', () => {
  it('puts urgent first, then who has waited longest, answered last', () => {
    const order = sortQueue({
      answered: item({ t: null }), late: item({ t: 900 }), early: item({ t: 100 }), urgent: item({ u: 'urgent', t: 5000 }), today: item({ u: 'today', t: 4000 }),
    }).map(({ id }) => id);
    expect(order).toEqual(['urgent', 'today', 'early', 'late', 'answered']);
  });

  it('never swaps what is equal', () => {
    const a = item({});
    expect(sortQueue({ b: a, a, c: a }).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(sortQueue({ c: a, b: a, a }).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('[B45] shows what one covers for among one’s own, and what a team covers for as unassigned; the one away keeps seeing it', () => {
    const [away, teams] = [newId(), newId()];
    const answering = (staff: string): string | null => (staff === away ? me : staff === teams ? null : staff);
    const entries = sortQueue({ covered: item({ a: away }), free: item({}), mine: item({ a: me }), teams: item({ a: teams }), theirs: item({ a: newId() }) });
    const shown = (show: Parameters<typeof isShown>[1], staff = me) => entries.filter(({ item: one }) => isShown(one, show, staff, answering)).map(({ id }) => id).sort();
    expect([shown('mine'), shown('unassigned'), shown('mine', away)]).toEqual([['covered', 'mine'], ['free', 'teams'], ['covered']]);
    expect(countQueue(entries, me, answering)).toMatchObject({ mine: 2, unassigned: 2 });
  });

  it('shows all, mine, unassigned and closed, and counts only what is open', () => {
    const entries = sortQueue({ mine: item({ a: me }), theirs: item({ a: newId() }), free: item({ u: 'urgent' }), closed: item({ s: 'closed', a: me }) });
    const shown = (show: Parameters<typeof isShown>[1]) => entries.filter(({ item: one }) => isShown(one, show, me)).map(({ id }) => id).sort();
    expect(shown('all')).toEqual(['free', 'mine', 'theirs']);
    expect(shown('mine')).toEqual(['mine']);
    expect(shown('unassigned')).toEqual(['free']);
    expect(shown('closed')).toEqual(['closed']);
    expect(countQueue(entries, me)).toEqual({ all: 3, mine: 1, unassigned: 1, urgentUnassigned: 1 });
  });

  it('without a staff row nothing is mine, not even what is nobody’s', () => {
    expect(isShown(item({}), 'mine', null)).toBe(false);
  });

  it('invites to close only what was answered and has been quiet for three days', () => {
    const day = 24 * 3600_000;
    expect(isReadyToClose(item({ s: 'waiting', t: null, m: 0 }), 3 * day + 1)).toBe(true);
    expect(isReadyToClose(item({ s: 'waiting', t: null, m: 0 }), 3 * day - 1)).toBe(false);
    expect(isReadyToClose(item({ s: 'open', t: 0, m: 0 }), 9 * day)).toBe(false);
  });

  it('reads the address without believing it', () => {
    expect(readShow('mine')).toBe('mine');
    expect(readShow('everything')).toBe('all');
    expect(readShow(['mine'])).toBe('all');
  });
});

describe('[B32] filters', () => {
  it('are what the address says, and the address says what they are', () => {
    for (const query of ['', 'show=mine', 'urgency=urgent&waiting=1', 'show=unassigned&urgency=today&waiting=1']) expect(queryOf(readQuery(Object.fromEntries(new URLSearchParams(query))))).toBe(query);
    expect(readQuery({ show: 'x', urgency: '__proto__', waiting: 'yes' })).toEqual({ show: 'all', urgency: null, waiting: false });
  });
  it('narrow by urgency and by who waits', () => {
    const shown = (query: Record<string, string>) => [item({ u: 'urgent' }), item({ u: 'urgent', t: null }), item({})].map((one) => passes(one, readQuery(query)));
    expect([shown({}), shown({ urgency: 'urgent' }), shown({ waiting: '1' }), shown({ urgency: 'urgent', waiting: '1' })]).toEqual([[true, true, true], [true, true, false], [true, false, true], [true, false, false]]);
  });
});
