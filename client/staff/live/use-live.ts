import { createMemo, type Accessor } from 'solid-js';
import { olderEntry } from '../../../schema/chart.ts';
import { locationEntry } from '../../../schema/clinic.ts';
import { CHECK_IN_AHEAD_MS, type ConsultState } from '../../../schema/consult-states.ts';
import { liveConsult, type LiveConsult } from '../../../schema/consults.ts';
import { weekAt } from '../../../schema/iso-week.ts';
import { dayIn } from '../../../schema/opening-hours.ts';
import { can, scopeOf } from '../../../schema/roles.ts';
import { visitTypeEntry, wordsIn } from '../../../schema/schedules.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useI18n } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView, type View } from '../../shared/sync/views/use-view.ts';

/** The clinic's video visits as this device has them, and what whoever is here may do about one. */
export interface Live {
  readonly view: View;
  readonly all: Accessor<readonly LiveConsult[]>;
  /** Longest first. */
  readonly waiting: Accessor<readonly LiveConsult[]>;
  one(id: string): LiveConsult | undefined;
  readonly older: Accessor<number>;
  readonly unreadable: Accessor<number>;
  readonly today: Accessor<string>;
  dayOf(at: number): string;
  kind(one: LiveConsult): string;
  place(one: LiveConsult): string;
  isMine(one: LiveConsult): boolean;
  /** Conducts some: "mine" means something. */
  readonly conducts: Accessor<boolean>;
  mayConduct(one: LiveConsult): boolean;
  /** Words to whoever waits. */
  mayTend(one: LiveConsult): boolean;
  mayInvite(one: LiveConsult): boolean;
  /** Cancel, no-show: it is the appointment's. */
  mayManage(one: LiveConsult): boolean;
  /** ms from which it may be started. */
  startsFrom(one: LiveConsult): number;
  /** Where its appointment stands, for requests about that. */
  about(one: LiveConsult): { patient: string; appointment: string; location: string; week: string };
}

export const isAhead = (state: ConsultState): boolean => state === 'scheduled' || state === 'waiting';

export function useLive(): Live {
  const sync = useSync();
  const i18n = useI18n();
  const f = useFormat();
  const view = useView(() => viewName.live(sync.account.clinic));
  const [consults, older] = [view.section('consults', liveConsult), view.section('older', olderEntry)];
  const types = useView(() => viewName.plan(sync.account.clinic)).section('visitTypes', visitTypeEntry);
  const locations = useView(() => viewName.clinic(sync.account.clinic)).section('locations', locationEntry);
  const all = createMemo(() => Object.values(consults()).sort((a, b) => a.startsAt - b.startsAt || a.id.localeCompare(b.id)));
  const conductScope = () => { const actor = sync.actor(); return actor && scopeOf(actor, 'live.consult.conduct'); };
  const isMine = (one: LiveConsult): boolean => one.staff === sync.actor()?.staff;
  const mayConduct = (one: LiveConsult): boolean => { const scope = conductScope(); return scope === 'all' || (scope !== null && isMine(one)); };
  return {
    view, all, isMine, mayConduct,
    waiting: createMemo(() => all().filter(({ state }) => state === 'waiting').sort((a, b) => (a.waitingSince ?? 0) - (b.waitingSince ?? 0))),
    one: (id) => consults()[id],
    older: () => Object.values(older()).reduce((sum, { count }) => sum + count, 0),
    unreadable: view.unreadable('consults'),
    today: createMemo(() => dayIn(i18n.timeZone(), f.now())),
    dayOf: (at) => dayIn(i18n.timeZone(), at),
    kind(one) { const found = types()[one.visitType]; return found ? wordsIn(found.names, i18n.language()) : ''; },
    place: (one) => locations()[one.location]?.name ?? '',
    conducts: () => conductScope() !== null,
    mayTend(one) { const actor = sync.actor(); return actor !== null && (can(actor, 'live.waiting.manage') || mayConduct(one)); },
    mayInvite(one) { const actor = sync.actor(); return actor !== null && (can(actor, 'live.schedule') || mayConduct(one)); },
    mayManage(one) {
      const actor = sync.actor();
      const scope = actor && scopeOf(actor, 'appointments.manage');
      return scope === 'all' || scope === 'telehealth' || (scope === 'own' && isMine(one));
    },
    startsFrom: (one) => one.startsAt - CHECK_IN_AHEAD_MS,
    about: (one) => ({ patient: one.patient.id, appointment: one.appointment, location: one.location, week: weekAt(i18n.timeZone(), one.startsAt) }),
  };
}

export const firstName = (name: string): string => name.split(' ')[0] ?? name;
