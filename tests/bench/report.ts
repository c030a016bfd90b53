/** One line of DESIGN's table of budgets: what was measured, and whether that was within it. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
  /** In words; null: a peer, or something nobody promised. */
  readonly budget?: string;
  readonly met?: boolean;
}

export function heading(words: string): void {
  process.stdout.write(`\n${words}\n`);
}

export function report({ what, figure, budget, met }: Figure): void {
  const verdict = met === undefined ? '' : met ? 'met' : 'MISSED';
  process.stdout.write(`${what.padEnd(64)}${figure.padStart(26)}   ${(budget ?? '').padEnd(24)}${verdict}\n`);
}

/** The value below which that share of them lies; they are sorted by this. */
export function percentile(values: number[], share: number): number {
  values.sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}
