/**
 * What a visit gives up when the line is weak, and when it takes it back (rules of its own; LiveKit only pauses). Sound comes first:
 * poor for some seconds → small video; still poor, or too little for any video → video off on both sides; back up after half a minute
 * of good. What a person chose stands until they choose again. Pure: time comes in with each sample, nothing here waits.
 */

/** What is sent and shown beside the sound. `off`: no video either way. */
export type Rung = 'clear' | 'small' | 'off';

export interface LineSample {
  /** Milliseconds, of any clock that only goes forward. */
  readonly at: number;
  /** As LiveKit rates this device's connection; `unknown` counts neither way. */
  readonly quality: 'good' | 'poor' | 'lost' | 'unknown';
  /** What the browser believes it can send, kbit/s; null: it does not say. */
  readonly kbps: number | null;
  /** Whether sound or picture of anybody came in since the last sample, or nobody is there to send any. */
  readonly media: boolean;
}

export interface Ladder {
  readonly rung: Rung;
  /** Never above what the person joined with. */
  readonly top: Rung;
  /** The person decided: the line moves nothing any more. */
  readonly held: boolean;
  readonly poorSince: number | null;
  readonly goodSince: number | null;
  readonly climbedAt: number | null;
  /** How long it must be good before the next step up. */
  readonly patience: number;
  readonly mediaAt: number;
  readonly at: number;
}

export const POOR_MS = 6_000;
export const GOOD_MS = 30_000;
/** A step up that did not last makes the next one wait longer, so that a line at the edge does not switch for ever. */
export const PATIENCE_MAX_MS = 240_000;
/** Less than this carries no picture beside clear sound. */
export const VIDEO_KBPS = 120;
/** So long without any sound or picture, and the person is offered other ways. */
export const SILENCE_MS = 20_000;

const lower: Readonly<Record<Rung, Rung>> = { clear: 'small', small: 'off', off: 'off' };
const higher: Readonly<Record<Rung, Rung>> = { off: 'small', small: 'clear', clear: 'clear' };

/** `held` from the start when the person joined with sound only. */
export function startLadder(top: Rung, at: number): Ladder {
  return { rung: top, top, held: top === 'off', poorSince: null, goodSince: null, climbedAt: null, patience: GOOD_MS, mediaAt: at, at };
}

/** "Keep video", "Sound only" and the like: from now on the person's word alone counts. */
export function chooseRung(ladder: Ladder, rung: Rung): Ladder {
  return { ...ladder, rung, top: rung === 'off' ? ladder.top : rung, held: true, poorSince: null, goodSince: null };
}

/** Hands the choice back to the line. */
export function releaseRung(ladder: Ladder, top: Rung): Ladder {
  return { ...ladder, rung: top, top, held: false, poorSince: null, goodSince: null, climbedAt: null, patience: GOOD_MS };
}

export function sampleLine(before: Ladder, sample: LineSample): Ladder {
  const { at } = sample;
  const isPoor = sample.quality === 'poor' || sample.quality === 'lost';
  const seen: Ladder = {
    ...before, at,
    mediaAt: sample.media ? at : before.mediaAt,
    poorSince: isPoor ? (before.poorSince ?? at) : null,
    goodSince: sample.quality === 'good' ? (before.goodSince ?? at) : null,
  };
  if (seen.held) return seen;
  if (seen.poorSince !== null && at - seen.poorSince >= POOR_MS && seen.rung !== 'off') return stepDown(seen, sample);
  if (seen.goodSince !== null && at - seen.goodSince >= seen.patience && seen.rung !== seen.top) {
    return { ...seen, rung: higher[seen.rung], goodSince: null, climbedAt: at };
  }
  return seen;
}

function stepDown(ladder: Ladder, { at, kbps }: LineSample): Ladder {
  const tooLittle = kbps !== null && kbps < VIDEO_KBPS;
  const fellBack = ladder.climbedAt !== null && at - ladder.climbedAt < 2 * GOOD_MS;
  return {
    ...ladder, rung: tooLittle ? 'off' : lower[ladder.rung], poorSince: at, goodSince: null, climbedAt: null,
    patience: fellBack ? Math.min(ladder.patience * 2, PATIENCE_MAX_MS) : GOOD_MS,
  };
}

/** Nothing was heard or seen for so long that other ways are offered: call, write, sound only. */
export const isSilent = (ladder: Ladder): boolean => ladder.at - ladder.mediaAt >= SILENCE_MS;
/** The line, not the person, took the picture away. */
export const isWeak = (ladder: Ladder): boolean => !ladder.held && ladder.rung !== ladder.top;
