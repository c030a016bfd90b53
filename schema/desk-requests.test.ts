import { describe, expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { appointmentState, type AppointmentState } from './booking-states.ts';
import { appointmentArrive, appointmentCancel, appointmentFulfil, appointmentMark, appointmentMiss, appointmentMove, appointmentUndo, type MoveFacts } from './desk-requests.ts';
import { newId } from './ids.ts';
import type { Verdict } from './outcome.ts';
import { grantsOf, type Role } from './roles.ts';

const [doctor, other] = [newId(), newId()];
const actorOf = (role: Role, staff = newId()): Actor => ({ account: newId(), kind: 'staff', name: 'Grace', title: '', clinic: newId(), staff, grants: grantsOf([role], ['appointments', 'portal', 'record']), reaches: [] });
const body = { patient: newId(), appointment: newId(), location: newId(), week: '2026-W48' };
const moved = { ...body, fromStaff: doctor, from: 1000, staff: doctor, startsAt: 9000, override: '' };
const factsOf = (state: AppointmentState, over: Partial<MoveFacts> = {}): MoveFacts => ({
  appointment: { state, startsAt: 1000, staff: doctor, telehealth: false, changed: { by: 'Tomas', at: 7 } }, now: 2000, provider: true, slot: 'free', instead: [], changeWaits: false, ...over,
});
const taken = (state: AppointmentState | undefined) => (state === 'fulfilled' || state === 'noshow' ? state : 'arrived');
const asks = {
  arrive: (actor: Actor, facts: MoveFacts) => appointmentArrive.may(actor, body, facts), fulfil: (actor: Actor, facts: MoveFacts) => appointmentFulfil.may(actor, body, facts),
  miss: (actor: Actor, facts: MoveFacts) => appointmentMiss.may(actor, body, facts), cancel: (actor: Actor, facts: MoveFacts) => appointmentCancel.may(actor, { ...body, reason: 'Ill' }, facts),
  mark: (actor: Actor, facts: MoveFacts) => appointmentMark.may(actor, { ...body, mark: 'sms', on: true }, facts),
  undo: (actor: Actor, facts: MoveFacts) => appointmentUndo.may(actor, { ...body, from: taken(facts.appointment?.state), reason: 'Wrong person' }, facts), move: (actor: Actor, facts: MoveFacts) => appointmentMove.may(actor, moved, facts),
} as const;
type Ask = keyof typeof asks;
const codeOf = (verdict: Verdict): string => (verdict === true ? 'yes' : verdict.code);

describe('the front desk’s requests', () => {
  test('[R8] every state × every request: what does not apply is answered with whose change stands', () => {
    const table = Object.fromEntries(appointmentState.options.map((state) => [state, (Object.keys(asks) as Ask[]).filter((ask) => asks[ask](actorOf('nurse'), factsOf(state)) === true)]));
    expect(table).toEqual({ booked: ['arrive', 'miss', 'cancel', 'mark', 'move'], arrived: ['fulfil', 'cancel', 'mark', 'undo'], fulfilled: ['mark', 'undo'], cancelled: ['mark'], noshow: ['mark', 'undo'] });
    for (const state of appointmentState.options) {
      for (const ask of Object.keys(asks) as Ask[]) {
        const verdict = asks[ask](actorOf('nurse'), factsOf(state));
        if (verdict !== true) expect(verdict, `${ask} of ${state}`).toEqual({ code: 'appointment.changedBy', params: { by: 'Tomas', at: 7 } });
      }
    }
  });

  test('[R8] clinicians manage their own appointments, live coordinators video visits, administrators none', () => {
    for (const ask of Object.keys(asks) as Ask[]) {
      const facts = factsOf(ask === 'fulfil' || ask === 'undo' ? 'arrived' : 'booked');
      const video = { ...facts, appointment: facts.appointment && { ...facts.appointment, telehealth: true } };
      const verdicts = [asks[ask](actorOf('clinician', doctor), facts), asks[ask](actorOf('clinician', other), facts), asks[ask](actorOf('live_coordinator'), facts), asks[ask](actorOf('live_coordinator'), video), asks[ask](actorOf('administrator'), facts)];
      expect(verdicts.map(codeOf), ask).toEqual(['yes', 'appointment.notYours', 'appointment.notYours', 'yes', 'permission.missing']);
      expect(codeOf(asks[ask](actorOf('nurse'), { ...facts, appointment: null }))).toBe('appointment.unknown');
    }
    expect(codeOf(appointmentMove.may(actorOf('clinician', doctor), { ...moved, staff: other }, factsOf('booked')))).toBe('appointment.notYours');
  });

  test('[R8] only what its author saw is put back: not what a colleague has noted since', () => {
    const undo = (from: 'arrived' | 'fulfilled' | 'noshow', state: AppointmentState): Verdict => appointmentUndo.may(actorOf('nurse'), { ...body, from, reason: 'Wrong person' }, factsOf(state));
    expect([undo('arrived', 'fulfilled'), undo('fulfilled', 'arrived'), undo('noshow', 'noshow')].map(codeOf)).toEqual(['appointment.changedBy', 'appointment.changedBy', 'yes']);
  });

  test('nobody has come, or not come, before it is time', () => {
    const ahead = (hours: number): MoveFacts => factsOf('booked', { now: 1, appointment: { state: 'booked', startsAt: 1 + hours * 3_600_000, staff: doctor, telehealth: false, changed: null } });
    expect([asks.arrive(actorOf('nurse'), ahead(24)), asks.arrive(actorOf('nurse'), ahead(25)), asks.miss(actorOf('nurse'), ahead(0)), asks.miss(actorOf('nurse'), ahead(1))].map(codeOf))
      .toEqual(['yes', 'appointment.early', 'yes', 'appointment.early']);
  });

  test('a move says why not, in the order of what its author can do about it', () => {
    const move = (over: Partial<MoveFacts>, override = ''): Verdict => appointmentMove.may(actorOf('nurse'), { ...moved, override }, factsOf('booked', over));
    const [first, second] = [111, 222];
    expect(move({ slot: 'taken', instead: [first, second] })).toEqual({ code: 'booking.taken', params: { first, second } });
    expect([move({ slot: 'closed' }), move({ slot: 'closed' }, 'Agreed by phone'), move({ slot: 'taken' }, 'Agreed by phone')].map(codeOf)).toEqual(['appointment.closed', 'yes', 'booking.taken']);
    expect([move({ now: 9000 }), move({ provider: false }), move({ changeWaits: true })].map(codeOf)).toEqual(['booking.past', 'appointment.nobody', 'appointment.changeWaits']);
    expect(codeOf(appointmentMove.may(actorOf('nurse'), { ...moved, from: 999 }, factsOf('booked')))).toBe('appointment.changedBy');
    expect(codeOf(appointmentMove.may(actorOf('nurse'), { ...moved, fromStaff: other }, factsOf('booked')))).toBe('appointment.changedBy');
  });
});
