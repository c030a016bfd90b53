import { describe, expect, test } from 'vitest';
import { chooseRung, GOOD_MS, isSilent, isWeak, PATIENCE_MAX_MS, POOR_MS, releaseRung, sampleLine, startLadder, type Ladder, type LineSample } from './ladder.ts';

const STEP = 1_000;

/** A line that stays so for some seconds, sampled each second as the room does. */
function live(ladder: Ladder, seconds: number, sample: Partial<Omit<LineSample, 'at'>>): Ladder {
  let now = ladder;
  for (let second = 0; second < seconds; second += 1) now = sampleLine(now, { quality: 'good', kbps: null, media: true, ...sample, at: now.at + STEP });
  return now;
}

describe('[C33] what a visit gives up on a weak line', () => {
  test('a moment of poor changes nothing; five to eight seconds make the video small, and as many again turn it off', () => {
    const start = startLadder('clear', 0);
    expect(live(start, 4, { quality: 'poor' }).rung).toBe('clear');
    const small = live(start, 8, { quality: 'poor' });
    expect(small.rung).toBe('small');
    expect(isWeak(small)).toBe(true);
    expect(live(small, 8, { quality: 'poor' }).rung).toBe('off');
  });

  test('a line too thin for any video turns it off at once when it has been poor, within ten seconds', () => {
    expect(live(startLadder('clear', 0), 10, { quality: 'poor', kbps: 100 }).rung).toBe('off');
    // What the browser can send says nothing while the line is good: it has not tried to send more.
    expect(live(startLadder('clear', 0), 60, { quality: 'good', kbps: 60 }).rung).toBe('clear');
  });

  test('poor that comes and goes is not poor for long; what LiveKit does not know counts neither way', () => {
    let ladder = startLadder('clear', 0);
    for (let round = 0; round < 10; round += 1) ladder = live(live(ladder, 4, { quality: 'poor' }), 1, {});
    expect(ladder.rung).toBe('clear');
    expect(live(startLadder('small', 0), 60, { quality: 'unknown' }).rung).toBe('small');
  });

  test('half a minute of good brings back one step, and another half the next, never above what was joined with', () => {
    const off = live(startLadder('clear', 0), 16, { quality: 'poor' });
    expect(off.rung).toBe('off');
    expect(live(off, GOOD_MS / STEP - 1, {}).rung).toBe('off');
    const small = live(off, GOOD_MS / STEP + 1, {});
    expect(small.rung).toBe('small');
    expect(live(small, GOOD_MS / STEP + 1, {}).rung).toBe('clear');
    expect(live(live(startLadder('small', 0), 8, { quality: 'poor' }), 300, {}).rung).toBe('small');
  });

  test('a step up that did not last makes the next one wait twice as long, up to four minutes', () => {
    let ladder = live(startLadder('small', 0), 8, { quality: 'poor' });
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      let seconds = 0;
      for (; ladder.rung === 'off'; seconds += 1) ladder = live(ladder, 1, {});
      waits.push(seconds - 1);
      ladder = live(ladder, 8, { quality: 'poor' });
    }
    expect(waits.map((seconds) => seconds * STEP)).toEqual([GOOD_MS, GOOD_MS * 2, GOOD_MS * 4, PATIENCE_MAX_MS, PATIENCE_MAX_MS, PATIENCE_MAX_MS]);
  });

  test('what a person chose always wins: kept video stays on a poor line, sound only stays on a good one', () => {
    const off = live(startLadder('clear', 0), 16, { quality: 'poor' });
    const kept = chooseRung(off, 'small');
    expect(live(kept, 300, { quality: 'poor', kbps: 40 })).toMatchObject({ rung: 'small', held: true });
    const sound = chooseRung(startLadder('clear', 0), 'off');
    expect(live(sound, 300, {})).toMatchObject({ rung: 'off', held: true });
    expect(isWeak(sound)).toBe(false);
    expect(live(startLadder('off', 0), 300, {}).rung).toBe('off');
    expect(live(releaseRung(kept, 'clear'), POOR_MS / STEP + 2, { quality: 'poor' }).rung).toBe('small');
  });

  test('twenty seconds without sound and picture offer other ways, also where the person holds the choice; the first sound takes it back', () => {
    const start = chooseRung(startLadder('clear', 0), 'clear');
    expect(isSilent(live(start, 19, { quality: 'lost', media: false }))).toBe(false);
    const silent = live(start, 20, { quality: 'lost', media: false });
    expect(isSilent(silent)).toBe(true);
    expect(isSilent(live(silent, 1, { quality: 'poor' }))).toBe(false);
  });
});
