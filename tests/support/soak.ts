/** Seeds per change are few; `npm run soak` multiplies them: OUTPOST_SOAK=25 runs twenty-five times as many. */
export function soakRuns(perChange: number): number {
  const factor = Number(process.env['OUTPOST_SOAK'] ?? '1');
  return Math.max(1, Math.round(perChange * (Number.isFinite(factor) ? factor : 1)));
}
