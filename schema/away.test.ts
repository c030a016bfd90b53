import { describe, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { answeringFor, type StandIn } from './away.ts';
import { staffClose } from './colleague-requests.ts';
import { newId } from './ids.ts';

describe('who answers for whom', () => {
  const away = (to: StandIn, from = '2026-11-20', until = '2026-11-27') => ({ from, until, to });
  const person = (id: string): StandIn => ({ kind: 'person', id });
  const ask = (absences: Record<string, ReturnType<typeof away>>, day: string): string | null => answeringFor('grace', day, (staff) => absences[staff]);

  it('[B45] the coverer on the first and the last day, oneself before and after', () => {
    const absences = { grace: away(person('joyce')) };
    expect(['2026-11-19', '2026-11-20', '2026-11-27', '2026-11-28'].map((day) => ask(absences, day))).toEqual(['grace', 'joyce', 'joyce', 'grace']);
  });

  it('[B45] on through a coverer who is away too; a team and a circle leave it to everybody', () => {
    expect(ask({ grace: away(person('joyce')), joyce: away(person('peter')) }, '2026-11-22')).toBe('peter');
    expect(ask({ grace: away(person('joyce')), joyce: away(person('peter'), '2026-12-01', '2026-12-02') }, '2026-11-22')).toBe('joyce');
    expect(ask({ grace: away({ kind: 'team', id: 'nurses' }) }, '2026-11-22')).toBeNull();
    expect(ask({ grace: away(person('joyce')), joyce: away(person('grace')) }, '2026-11-22')).toBeNull();
  });
});

describe('closing an account', () => {
  it('[B45] never the last one who may manage staff', () => {
    const actor: Actor = { account: newId(), clinic: newId(), kind: 'staff', staff: newId(), name: 'Ruth', title: '', grants: { 'admin.staff': 'all' }, reaches: [] };
    const facts = { person: { open: true, closed: null, items: 0, times: 0 }, takes: { fit: true, clashes: 0 }, fit: true, administrators: 0 };
    const body = { staff: newId(), to: null, times: null, items: 0 };
    expect(staffClose.may(actor, body, facts)).toEqual({ code: 'staff.lastAdministrator' });
    expect(staffClose.may(actor, body, { ...facts, administrators: 1 })).toBe(true);
  });
});
