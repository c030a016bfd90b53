import type { Metrics } from '../http/metrics.ts';
import type { Log } from '../log.ts';
import type { Alarm } from './project-view.ts';

export interface ViewAlarms {
  raise(alarm: Alarm): void;
  failed(view: string, times: number, error: unknown): void;
}

/** Counted and logged: names of views and entries are ids, and nothing of what stands in them is told. */
export function createViewAlarms(deps: { readonly log: Log; readonly metrics?: Pick<Metrics, 'count'> }): ViewAlarms {
  const { log, metrics } = deps;
  const unreadable = metrics?.count('outpost_view_unreadable_total', 'Entries that failed their shape and were projected as unreadable');
  const broken = metrics?.count('outpost_view_broken_total', 'Views that began a new epoch because their log was no unbroken line');
  const drift = metrics?.count('outpost_view_drift_total', 'Entries the nightly check found different from the record');
  const failed = metrics?.count('outpost_view_failed_total', 'Drains of a view that failed and are tried again');
  return {
    raise(alarm) {
      if (alarm.kind === 'unreadable') unreadable?.inc();
      if (alarm.kind === 'brokenLog') broken?.inc();
      if (alarm.kind === 'drift') drift?.inc(alarm.entries);
      log.error({ alarm }, 'a view is not what the record says');
    },
    failed(view, times, error) {
      failed?.inc();
      log.error({ err: error, view, times }, 'a view could not be projected; it is tried again');
    },
  };
}
