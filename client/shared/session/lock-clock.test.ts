import { beforeEach, describe, expect, it } from 'vitest';
import { createLockClock, type LockClock, type SharedActivity } from './lock-clock.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const LOCK = 60 * MINUTE;

describe('the lock after inactivity', () => {
  let wall: number;
  let steady: number;
  let written: number | null;
  const shared: SharedActivity = { read: () => written, write: (at) => { written = at; } };
  const tab = (): LockClock => createLockClock({ wall: () => wall, steady: () => steady }, shared);
  /** Time passes for both clocks. */
  const pass = (ms: number): void => { wall += ms; steady += ms; };
  /** The device sleeps: `performance.now()` stands still. */
  const sleep = (ms: number): void => { wall += ms; };

  beforeEach(() => {
    wall = Date.UTC(2026, 10, 21, 9);
    steady = 5_000;
    written = null;
  });
  const started = (): LockClock => {
    const clock = tab();
    clock.restart();
    return clock;
  };

  it('[C85] is not due after 59:59 and is due after 60:01', () => {
    const clock = started();
    pass(59 * MINUTE + 59 * SECOND);
    expect(clock.state(LOCK).kind).not.toBe('due');
    pass(2 * SECOND);
    expect(clock.state(LOCK).kind).toBe('due');
  });

  it('[C85] warns for the last 60 s, and a touch starts the hour anew', () => {
    const clock = started();
    pass(58 * MINUTE + 59 * SECOND);
    expect(clock.state(LOCK).kind).toBe('open');
    pass(SECOND);
    expect(clock.state(LOCK)).toEqual({ kind: 'warn', ms: MINUTE });
    clock.touch();
    expect(clock.state(LOCK).kind).toBe('open');
    pass(59 * MINUTE + 59 * SECOND);
    expect(clock.state(LOCK).kind).toBe('warn');
    pass(2 * SECOND);
    expect(clock.state(LOCK).kind).toBe('due');
  });

  it('[C85] counts sleep, when the steady clock stands still', () => {
    const clock = started();
    sleep(59 * MINUTE + 59 * SECOND);
    expect(clock.state(LOCK).kind).not.toBe('due');
    sleep(2 * SECOND);
    expect(clock.state(LOCK).kind).toBe('due');
  });

  it('[C85] gains nothing from a clock set back while the page lives', () => {
    const clock = started();
    pass(30 * MINUTE);
    wall -= 5 * HOUR;
    pass(29 * MINUTE + 59 * SECOND);
    expect(clock.state(LOCK).kind).not.toBe('due');
    pass(2 * SECOND);
    expect(clock.state(LOCK).kind).toBe('due');
  });

  it('[C85] goes on from where it was after a reload, and is due at once when the clock was set back before it', () => {
    started();
    pass(59 * MINUTE + 59 * SECOND);
    steady = 0;
    const reloaded = tab();
    expect(reloaded.state(LOCK).kind).not.toBe('due');
    pass(2 * SECOND);
    expect(reloaded.state(LOCK).kind).toBe('due');
    written = wall;
    wall -= MINUTE;
    expect(tab().state(LOCK).kind).toBe('due');
  });

  it('[C85] forgives the network a correction of a few seconds', () => {
    started();
    wall -= 3 * SECOND;
    expect(tab().state(LOCK).kind).toBe('open');
  });

  it('[C85] keeps both of two tabs open by a touch in either, and locks both', () => {
    const [one, two] = [started(), tab()];
    pass(59 * MINUTE);
    one.touch();
    expect(two.state(LOCK).kind).toBe('open');
    pass(59 * MINUTE + 58 * SECOND);
    expect([one.state(LOCK).kind, two.state(LOCK).kind]).toEqual(['warn', 'warn']);
    pass(3 * SECOND);
    expect([one.state(LOCK).kind, two.state(LOCK).kind]).toEqual(['due', 'due']);
  });

  it('[C85] hears the other tab even after the clock was set back', () => {
    const [one, two] = [started(), tab()];
    wall -= 5 * HOUR;
    pass(40 * MINUTE);
    one.touch();
    pass(40 * MINUTE);
    expect([one.state(LOCK).kind, two.state(LOCK).kind]).toEqual(['open', 'open']);
    pass(21 * MINUTE);
    expect([one.state(LOCK).kind, two.state(LOCK).kind]).toEqual(['due', 'due']);
  });

  it('[C85] is due early rather than late when the clock is set forward', () => {
    const clock = started();
    pass(MINUTE);
    wall += 2 * HOUR;
    expect(clock.state(LOCK).kind).toBe('due');
  });

  it('[C85] writes for the other tabs once a second, not at every key', () => {
    let writes = 0;
    const clock = createLockClock({ wall: () => wall, steady: () => steady }, { read: () => written, write: (at) => { written = at; writes += 1; } });
    clock.restart();
    for (let n = 0; n < 100; n += 1) {
      pass(10);
      clock.touch();
    }
    expect(writes).toBeLessThanOrEqual(2);
    pass(59 * MINUTE + 59 * SECOND);
    expect(clock.state(LOCK).kind).not.toBe('due');
    expect(tab().state(LOCK).kind).not.toBe('due');
  });
});
