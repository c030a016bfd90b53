/** Places where a test may kill the server (RELIABILITY, kill -9). */
export const faultNames = [
  'beforeCommit', 'afterCommit', 'beforeProjection', 'beforeAnswer', 'duringImport', 'beforeSend', 'afterSend', 'noteBeforeCommit', 'noteAfterCommit', 'noteBeforeAnswer',
] as const;
export type FaultName = (typeof faultNames)[number];

/** Kills its own process at the `count`-th time (from 1) `name` is passed. */
export interface PlannedFault {
  readonly name: FaultName;
  readonly count: number;
}

export type FaultPoint = (name: FaultName) => void;

/** No-op unless planned; planned only by OUTPOST_FAULT, which production refuses. */
export function createFaultPoint(planned: PlannedFault | null): FaultPoint {
  if (planned === null) return () => undefined;
  let left = planned.count;
  return (name) => {
    if (name !== planned.name) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
