import { startPatience } from '../local/patience.ts';
import type { Rung } from './ladder.ts';

/** What was found of the line to the clinic. `none`: no answer. */
export type LineResult = { readonly kind: 'none' } | { readonly kind: 'line'; readonly roundTripMs: number; readonly kbps: number };

const ROUNDS = 5;
const PATIENCE_MS = 12_000;

/**
 * Short questions for the round trip, then one file of the app fetched past every cache for the speed: about 50 KB. It measures the way
 * down alone and not the path of the media itself; what the line really carries shows in the room, where the ladder follows it.
 */
export async function testLine(): Promise<LineResult> {
  const patience = startPatience(PATIENCE_MS);
  try {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const began = performance.now();
      await (await fetch('/api/live', { cache: 'no-store', signal: patience.signal })).arrayBuffer();
      rounds.push(performance.now() - began);
    }
    const roundTripMs = rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
    return { kind: 'line', roundTripMs, kbps: await speed(roundTripMs, patience.signal) };
  } catch {
    return { kind: 'none' };
  } finally {
    patience.done();
  }
}

async function speed(roundTripMs: number, signal: AbortSignal): Promise<number> {
  const file = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src;
  if (file === undefined) return Number.POSITIVE_INFINITY;
  const began = performance.now();
  // Asked for so, neither the browser's cache nor the app's own has it.
  const response = await fetch(`${file}?line=${Date.now()}`, { cache: 'no-store', signal });
  const body = await response.arrayBuffer();
  const packed = Number(response.headers.get('content-length') ?? '0');
  const bits = 8 * (packed > 0 ? packed : body.byteLength);
  return bits / Math.max(1, performance.now() - began - roundTripMs);
}

/** What such a line carries beside clear sound: the pictures' own bit rates (small 160, clear 450 kbit/s) with room to spare. */
export function carries(line: LineResult | undefined): Rung {
  if (line?.kind !== 'line' || line.kbps < 400 || line.roundTripMs > 600) return 'off';
  return line.kbps < 1_200 || line.roundTripMs > 300 ? 'small' : 'clear';
}
