import { hasOwn } from './old-browsers.ts';

/**
 * The names of table one: what an app needs to know of every view before anything of it is on screen, without a single shape.
 * views.ts adds who reads each and what its entries look like, and does not compile when the two differ.
 */
export const viewKinds = {
  clinic: { params: ['clinic'], sections: ['brand', 'texts', 'locations', 'addressees', 'hours', 'away', 'ranges'] },
  office: { params: ['clinic'], sections: ['colleagues', 'tags', 'replies', 'settings', 'away'] },
  person: { params: ['patient'], sections: ['identity', 'contact', 'portal', 'bookings', 'appointments', 'consults'] },
  threads: { params: ['patient'], sections: ['threads', 'messages', 'marks', 'pages', 'archive'] },
  triage: { params: ['patient'], sections: ['threads', 'comments', 'seen', 'misdirected', 'archive'] },
  record: {
    params: ['patient'],
    sections: ['allergies', 'problems', 'medication', 'vaccines', 'vitals', 'findings', 'visits', 'procedures', 'plans', 'goals', 'older', 'kept'],
  },
  chart: { params: ['patient'], sections: ['results', 'notes', 'seenBy', 'older', 'kept'] },
  results: { params: ['patient'], sections: ['results', 'older'] },
  billing: { params: ['patient'], sections: ['charges', 'older'] },
  queue: { params: ['clinic', 'queue'], sections: ['items'] },
  delivery: { params: ['clinic'], sections: ['results', 'history', 'given', 'older'] },
  plan: { params: ['clinic'], sections: ['visitTypes', 'schedules', 'absences', 'holidays'] },
  free: { params: ['location'], sections: ['place', 'types', 'providers', 'days'] },
  bookings: { params: ['clinic'], sections: ['bookings', 'waits', 'older'] },
  week: { params: ['location', 'week'], sections: ['place', 'providers', 'appointments', 'bookings', 'older'] },
  live: { params: ['clinic'], sections: ['consults', 'older'] },
  account: { params: ['account'], sections: ['self', 'outcomes', 'notices', 'sessions', 'devices', 'passkeys', 'replies'] },
} as const satisfies Record<string, { readonly params: readonly ('clinic' | 'patient' | 'account' | 'queue' | 'location' | 'week')[]; readonly sections: readonly string[] }>;

export type ViewKindName = keyof typeof viewKinds;
export const queueNames = ['messages'] as const;

/** Present in every view beside its sections (V7): written by the server with each row. */
export const META = 'meta';
/**
 * In `meta` of an epoch that says what the one named here said at its end (V4): a device that shows that one goes on showing it
 * until it has this one whole. Without it, whatever a device holds goes at once.
 */
export const FOLLOWS = 'follows';

export interface ParsedView {
  readonly kind: ViewKindName;
  readonly name: string;
  readonly clinic?: string;
  readonly patient?: string;
  readonly account?: string;
  readonly queue?: string;
  readonly location?: string;
  /** By ISO 8601: "2026-W48". */
  readonly week?: string;
}

const part = /^[A-Za-z0-9_-]{1,64}$/;
const isoWeek = /^20\d\d-W(0[1-9]|[1-4]\d|5[0-3])$/;

/** Strict: anything that is not exactly a name of table one is null. */
export function parseViewName(name: string): ParsedView | null {
  const [kind, ...parts] = name.split('/');
  if (kind === undefined || !hasOwn(viewKinds, kind)) return null;
  const params: readonly string[] = viewKinds[kind as ViewKindName].params;
  if (parts.length !== params.length || !parts.every((p) => part.test(p))) return null;
  const found: Record<string, string> = {};
  params.forEach((param, i) => { found[param] = parts[i] ?? ''; });
  if (found['queue'] !== undefined && !(queueNames as readonly string[]).includes(found['queue'])) return null;
  if (found['week'] !== undefined && !isoWeek.test(found['week'])) return null;
  return { kind: kind as ViewKindName, name, ...found };
}
