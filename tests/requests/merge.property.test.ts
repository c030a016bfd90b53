import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialRegister, isConcurrent, joinMarks, joinRegisters, stampOf, type Register } from '../../schema/merge.ts';
import { soakRuns } from '../support/soak.ts';
import { history, registersOf, writesOf } from './register-history.ts';

const runs = soakRuns(200);
const fold = (registers: readonly Register<string>[]): Register<string> => registers.reduce(joinRegisters, initialRegister('routine'));
const register = fc.record({
  value: fc.constantFrom('urgent', 'today', 'routine'), stamp: fc.nat(6), saw: fc.nat(6),
  by: fc.constantFrom('', 'A'.repeat(22), 'B'.repeat(22), 'C'.repeat(22)), who: fc.constant('x'), at: fc.constant(0),
});
/** Two registers of one request are one: what follows is about requests. */
const distinct = fc.uniqueArray(register, { selector: (one) => `${one.stamp}/${one.by}`, maxLength: 8 });

describe('the join of registers', () => {
  it('[R6] is commutative, associative and idempotent', () => {
    fc.assert(fc.property(distinct.filter((list) => list.length === 3), ([a, b, c]) => {
      if (!a || !b || !c) return;
      expect(joinRegisters(a, b)).toEqual(joinRegisters(b, a));
      expect(joinRegisters(joinRegisters(a, b), c)).toEqual(joinRegisters(a, joinRegisters(b, c)));
      expect(joinRegisters(a, a)).toEqual(a);
    }), { numRuns: runs * 5 });
  });

  it('[R6] gives one record for any order and any duplication of 300 requests of 2 to 6 devices', () => {
    fc.assert(fc.property(history({ writes: 300 }), fc.infiniteStream(fc.nat()), (devices, random) => {
      const all = registersOf(devices);
      const [ordered, ...rest] = [all, shuffle(all, random), shuffle([...all, ...shuffle(all, random).slice(0, 100)], random), all.toReversed()];
      for (const order of rest) expect(fold(order)).toEqual(fold(ordered ?? []));
    }), { numRuns: runs });
  });

  it('[R6] never lets whoever saw a value lose to it, and calls only what neither saw a concurrent loss', () => {
    fc.assert(fc.property(history({ writes: 40 }), (devices) => {
      const all = registersOf(devices);
      for (const write of writesOf(devices)) {
        const mine = all.find(({ by }) => by === write.id);
        const seen = all.find(({ by }) => by === write.sawId);
        if (!mine || !seen) continue;
        expect(joinRegisters(seen, mine)).toEqual(mine);
        expect(isConcurrent(seen, mine)).toBe(false);
        expect(isConcurrent(mine, seen)).toBe(false);
      }
    }), { numRuns: runs });
  });

  it('[R6] a stamp is never later than its receipt, unless its author saw a later one', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: -1e9, max: 1e9 }), fc.nat(), fc.nat(), (deviceTime, offset, received, saw) => {
      const stamp = stampOf(deviceTime, offset, received, saw);
      expect(stamp).toBeGreaterThan(saw);
      expect(stamp).toBeLessThanOrEqual(Math.max(received, saw + 1));
    }), { numRuns: runs * 5 });
  });

  it('[R6] marks only grow', () => {
    fc.assert(fc.property(fc.array(fc.nat()), fc.infiniteStream(fc.nat()), (marks, random) => {
      expect(shuffle([...marks, ...marks], random).reduce(joinMarks, 0)).toBe(Math.max(0, ...marks));
    }), { numRuns: runs });
  });
});

function shuffle<T>(list: readonly T[], random: Iterator<number>): T[] {
  const shuffled = [...list];
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = (random.next().value as number) % (i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}
