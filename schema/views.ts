import * as z from 'zod/mini';
import { deviceEntry, noticeEntry, outcomeEntry, passkeyEntry, selfEntry, sessionEntry } from './accounts.ts';
import { reachFor, type Actor, type ReachScope } from './actor.ts';
import { chargeEntry } from './billing.ts';
import { awayEntry, awayNotice } from './away.ts';
import { appointmentEntry, bookingEntry, requestedEntry, waitEntry } from './bookings.ts';
import { cannedReply } from './canned-replies.ts';
import { chartNoteEntry, keptEntry, olderEntry, recordSections, resultEntry, seenByEntry } from './chart.ts';
import { addresseeEntry, brandEntry, clinicTextsEntry, colleagueEntry, locationEntry, tagEntry } from './clinic.ts';
import { clinicSettingsEntry, hoursEntry } from './clinic-settings.ts';
import { commentEntry, markEntry, messageEntry, queueItem, threadEntry, triageEntry } from './messages.ts';
import { liveConsult, ownConsult } from './consults.ts';
import { weekAppointment, weekBooking, weekPlace, weekProvider } from './desk.ts';
import { misdirectedEntry } from './misdirected.ts';
import { archiveEntry, pageEntry } from './pages.ts';
import { rangeEntry } from './reference-ranges.ts';
import { contactEntry, identityEntry, portalEntry } from './patients.ts';
import { gateEntry, givenEntry, releasedResult } from './results.ts';
import { can, scopeOf, type Permission } from './roles.ts';
import { absenceEntry, freeDay, freePlace, freeProvider, holidayEntry, offeredType, scheduleEntry, visitTypeEntry } from './schedules.ts';
import type { ParsedView, viewKinds, ViewKindName } from './view-kinds.ts';

/**
 * Table one: every view, who may read it, what it holds. A view is the unit of reading (DESIGN §2): what two audiences
 * may not share lives in two. Only the server writes one (V1).
 */
export interface ViewKind {
  /** Names look like `kind/part/part`. */
  readonly params: readonly ('clinic' | 'patient' | 'account' | 'queue' | 'location' | 'week')[];
  readonly readers: {
    /** Staff of that clinic: a permission, 'any' of them, or nobody. */
    readonly staff: Permission | 'any' | null;
    /** The permission in whatever scope will do: what is shown is more than they may decide on, and nothing they may not read. */
    readonly anyScope?: true;
    /** Patient accounts: whoever reaches the patient in this scope; 'self' stands for any reach; 'clinic' for anyone signed in there. */
    readonly patients: ReachScope | 'self' | 'clinic' | null;
    /** The account itself. */
    readonly own?: true;
  };
  readonly sections: Readonly<Record<string, z.ZodMiniType<unknown>>>;
  /** V6, bytes of the encoded view. */
  readonly maxBytes: number;
}

const KB = 1024;

export const views = {
  clinic: {
    params: ['clinic'],
    readers: { staff: 'any', patients: 'clinic' },
    sections: { brand: brandEntry, texts: clinicTextsEntry, locations: locationEntry, addressees: addresseeEntry, hours: hoursEntry, away: awayNotice, ranges: rangeEntry },
    maxBytes: 256 * KB,
  },
  office: {
    params: ['clinic'],
    readers: { staff: 'any', patients: null },
    sections: { colleagues: colleagueEntry, tags: tagEntry, replies: cannedReply, settings: clinicSettingsEntry, away: awayEntry },
    maxBytes: 256 * KB,
  },
  person: {
    params: ['patient'],
    readers: { staff: 'patient.read', patients: 'self' },
    sections: { identity: identityEntry, contact: contactEntry, portal: portalEntry, bookings: bookingEntry, appointments: appointmentEntry, consults: ownConsult },
    maxBytes: 256 * KB,
  },
  threads: {
    params: ['patient'],
    readers: { staff: 'portal.message.read', patients: 'messages' },
    sections: { threads: threadEntry, messages: messageEntry, marks: markEntry, pages: pageEntry, archive: archiveEntry },
    maxBytes: 256 * KB,
  },
  triage: {
    params: ['patient'],
    readers: { staff: 'portal.message.read', patients: null },
    sections: { threads: triageEntry, comments: commentEntry, seen: markEntry, misdirected: misdirectedEntry, archive: archiveEntry },
    maxBytes: 256 * KB,
  },
  record: {
    params: ['patient'],
    readers: { staff: 'chart.read', patients: 'record' },
    sections: { ...recordSections, older: olderEntry, kept: keptEntry },
    maxBytes: 256 * KB,
  },
  chart: {
    params: ['patient'],
    readers: { staff: 'chart.read', patients: null },
    sections: { results: resultEntry, notes: chartNoteEntry, seenBy: seenByEntry, older: olderEntry, kept: keptEntry },
    maxBytes: 256 * KB,
  },
  results: {
    params: ['patient'],
    readers: { staff: 'chart.read', patients: 'record' },
    sections: { results: releasedResult, older: olderEntry },
    maxBytes: 256 * KB,
  },
  billing: {
    params: ['patient'],
    readers: { staff: 'portal.billing.manage', patients: 'billing' },
    sections: { charges: chargeEntry, older: olderEntry },
    maxBytes: 256 * KB,
  },
  queue: {
    params: ['clinic', 'queue'],
    readers: { staff: 'portal.message.read', patients: null },
    sections: { items: queueItem },
    maxBytes: 1024 * KB,
  },
  delivery: {
    params: ['clinic'],
    readers: { staff: 'portal.result.release', anyScope: true, patients: null },
    sections: { results: gateEntry, history: gateEntry, given: givenEntry, older: olderEntry },
    maxBytes: 1024 * KB,
  },
  plan: {
    params: ['clinic'],
    readers: { staff: 'any', patients: null },
    sections: { visitTypes: visitTypeEntry, schedules: scheduleEntry, absences: absenceEntry, holidays: holidayEntry },
    maxBytes: 512 * KB,
  },
  free: {
    params: ['location'],
    readers: { staff: 'any', patients: 'clinic' },
    sections: { place: freePlace, types: offeredType, providers: freeProvider, days: freeDay },
    maxBytes: 256 * KB,
  },
  bookings: {
    params: ['clinic'],
    readers: { staff: 'portal.booking.read', patients: null },
    sections: { bookings: requestedEntry, waits: waitEntry, older: olderEntry },
    maxBytes: 1024 * KB,
  },
  week: {
    params: ['location', 'week'],
    readers: { staff: 'appointments.read', patients: null },
    sections: { place: weekPlace, providers: weekProvider, appointments: weekAppointment, bookings: weekBooking, older: olderEntry },
    maxBytes: 1024 * KB,
  },
  live: {
    params: ['clinic'],
    readers: { staff: 'live.read', patients: null },
    sections: { consults: liveConsult, older: olderEntry },
    maxBytes: 1024 * KB,
  },
  account: {
    params: ['account'],
    readers: { staff: null, patients: null, own: true },
    sections: { self: selfEntry, outcomes: outcomeEntry, notices: noticeEntry, sessions: sessionEntry, devices: deviceEntry, passkeys: passkeyEntry, replies: cannedReply },
    maxBytes: 256 * KB,
  },
} as const satisfies {
  readonly [K in ViewKindName]: Omit<ViewKind, 'params' | 'sections'> & {
    readonly params: (typeof viewKinds)[K]['params'];
    readonly sections: Readonly<Record<(typeof viewKinds)[K]['sections'][number], z.ZodMiniType<unknown>>>;
  };
};

/** `meta` of every view. */
export const viewMeta = z.object({ seq: z.number(), asOf: z.number() });

/**
 * May this actor read this view? Pure; default deny.
 * @param facts.clinic the clinic the view's patient or queue belongs to; null when there is no such thing. Absent and
 *   foreign look the same.
 */
export function mayReadView(actor: Actor, view: ParsedView, facts: { readonly clinic: string | null }): boolean {
  const readers: ViewKind['readers'] = views[view.kind].readers;
  if (readers.own) return view.account === actor.account;
  if (facts.clinic === null || facts.clinic !== actor.clinic) return false;
  if (actor.kind === 'staff') {
    if (readers.staff === null) return false;
    return readers.staff === 'any' || (readers.anyScope === true ? scopeOf(actor, readers.staff) !== null : can(actor, readers.staff));
  }
  if (readers.patients === null) return false;
  if (readers.patients === 'clinic') return true;
  if (view.patient === undefined) return false;
  if (readers.patients === 'self') return actor.reaches.some((r) => r.patient === view.patient);
  return reachFor(actor, view.patient, readers.patients) !== null;
}
