import type { Permission, Role, Scope } from '../../schema/roles.ts';

/**
 * The table of DESIGN §6 written out once more, by hand and by permission: what roles.ts must say. A cell that differs
 * is a right given or taken by mistake. Columns: portal coordinator, clinician, nurse, live coordinator, administrator.
 */
const columns: readonly Role[] = ['portal_coordinator', 'clinician', 'nurse', 'live_coordinator', 'administrator'];
const y = 'all' as const;
const n = null;

const rows: Record<Permission, readonly (Scope | null)[]> = {
  'patient.read': [y, y, y, y, y],
  'chart.read': [n, y, y, n, n],
  'chart.write': [n, y, n, n, n],
  'portal.message.read': [y, y, y, n, n],
  'portal.message.reply': [y, y, y, n, n],
  'portal.message.share': [y, y, n, n, n],
  'portal.booking.read': [y, y, y, n, n],
  'portal.booking.manage': [y, y, y, n, n],
  'portal.result.release': [y, 'ownOrders', n, n, n],
  'portal.document.upload': [y, y, y, n, n],
  'portal.document.show': [y, y, n, n, n],
  'portal.submission.review': [y, y, n, n, n],
  'portal.patient.manage': [y, n, n, n, y],
  'portal.registration.review': [y, n, n, n, y],
  'portal.broadcast': [y, n, n, n, n],
  'portal.billing.manage': [y, n, n, n, n],
  'portal.manage': [y, n, n, n, y],
  'portal.report': [y, n, n, n, y],
  'record.renewal.decide': [n, y, n, n, n],
  'appointments.read': [y, y, y, y, n],
  'appointments.manage': [y, 'own', y, 'telehealth', n],
  'appointments.configure': [y, 'ownAbsence', n, n, y],
  'live.read': [n, y, y, y, n],
  'live.schedule': [n, n, y, y, n],
  'live.consult.conduct': [n, 'ownConsults', n, n, n],
  'live.consult.note': [n, 'ownConsults', n, n, n],
  'live.recording.manage': [n, 'ownConsults', n, n, n],
  'live.referral.manage': [n, 'ownConsults', n, n, n],
  'live.waiting.manage': [n, n, n, y, n],
  'live.manage': [n, n, n, y, y],
  'live.report': [n, n, n, y, n],
  'admin.staff': [n, n, n, n, y],
  'admin.audit': [n, n, n, n, y],
  'admin.devices': [n, n, n, n, y],
  'admin.held': [n, n, n, n, y],
};

export function declaredScope(role: Role, permission: Permission): Scope | null {
  return rows[permission][columns.indexOf(role)] ?? null;
}

/** Who may read a view, from DESIGN §3: a staff permission ('any' of that clinic's staff), and which reach of a patient account. */
export const declaredReaders: Record<string, { staff: Permission | 'any' | null; patients: 'clinic' | 'any reach' | 'messages' | 'record' | 'billing' | null }> = {
  clinic: { staff: 'any', patients: 'clinic' },
  office: { staff: 'any', patients: null },
  person: { staff: 'patient.read', patients: 'any reach' },
  threads: { staff: 'portal.message.read', patients: 'messages' },
  triage: { staff: 'portal.message.read', patients: null },
  record: { staff: 'chart.read', patients: 'record' },
  chart: { staff: 'chart.read', patients: null },
  billing: { staff: 'portal.billing.manage', patients: 'billing' },
  queue: { staff: 'portal.message.read', patients: null },
  account: { staff: null, patients: null },
  handover: { staff: 'portal.message.read', patients: null },
};

/** Who may ask for what, everything else being in order: a staff permission, or patients who reach the person. */
export const declaredAskers: Record<string, Permission | 'messages reach' | 'anyone, own'> = {
  'patient.contact': 'portal.patient.manage',
  'patient.activate': 'portal.patient.manage',
  'patient.block': 'portal.patient.manage',
  'notice.dismiss': 'anyone, own',
  'message.start': 'messages reach',
  'message.send': 'messages reach',
  'message.seen': 'messages reach',
  'thread.urgency': 'portal.message.reply',
  'thread.tag': 'portal.message.reply',
  'thread.read': 'portal.message.read',
  'thread.comment': 'portal.message.reply',
  'thread.reply': 'portal.message.reply',
  'thread.claim': 'portal.message.reply',
  'thread.assign': 'portal.message.reply',
  'thread.close': 'portal.message.reply',
  'thread.reopen': 'portal.message.reply',
  'thread.handover': 'portal.message.reply',
  'held.return': 'admin.held',
  'held.discard': 'admin.held',
  'reply.withdraw': 'portal.message.reply',
  'reply.disclose': 'portal.message.reply',
  'clinic.settings': 'portal.manage',
  'thread.move': 'portal.message.reply',
  'staff.close': 'admin.staff',
  'staff.reopen': 'admin.staff',
  // Of a colleague; everybody sets their own.
  'staff.away': 'admin.staff',
  'staff.back': 'admin.staff',
  'canned.save': 'portal.manage',
  'canned.remove': 'portal.manage',
  'canned.saveOwn': 'portal.message.reply',
  'canned.removeOwn': 'portal.message.reply',
};

/**
 * Who gets what from an HTTP route. `everybody`: one and the same answer, session or none. `oneself`: 401 without a session, and
 * with one nothing but the asker's own. `own sign-in`: belongs to a sign-in's cookie, over without it. `own session`: says who
 * is asking, or that nobody is. `own past session`: judges the password or passkey of whoever the session is or was. `view`, `page`, `request`, `note`: judged by name and by signature, cell by cell. A permission: of staff.
 */
export type Door = 'everybody' | 'oneself' | 'own sign-in' | 'own session' | 'own past session' | 'view' | 'request' | 'note' | 'page' | 'this machine' | { readonly staff: Permission };

export const declaredRoutes: Record<string, Door> = {
  'GET /healthz': 'everybody',
  'GET /metrics': 'this machine',
  'GET /dev/outbox': 'this machine',
  'GET /api/openapi.json': 'everybody',
  'POST /api/requests': 'request',
  'GET /api/views': 'oneself',
  'POST /api/views': 'oneself',
  'GET /api/views/*': 'view',
  'GET /api/pages/:hash': 'page',
  'POST /api/notes/*': 'note',
  'GET /api/patients': { staff: 'patient.read' },
  'POST /api/patients/:id/one-time-password': { staff: 'portal.patient.manage' },
  'GET /api/messages/search': { staff: 'portal.message.read' },
  'GET /api/staff': { staff: 'admin.staff' },
  'GET /api/held': { staff: 'admin.held' },
  'GET /api/held/count': { staff: 'admin.held' },
  'GET /api/disclosures': { staff: 'admin.audit' },
  'POST /api/identity/sign-in/patient': 'everybody',
  'POST /api/identity/sign-in/staff': 'everybody',
  'POST /api/identity/new-password': 'everybody',
  'GET /api/identity/sign-in': 'own sign-in',
  'POST /api/identity/sign-in/code': 'own sign-in',
  'POST /api/identity/sign-in/resend': 'own sign-in',
  'POST /api/identity/sign-in/totp': 'own sign-in',
  'POST /api/identity/sign-in/enrol': 'own sign-in',
  'POST /api/identity/sign-in/passkey/options': 'own sign-in',
  'POST /api/identity/sign-in/passkey': 'own sign-in',
  'POST /api/identity/sign-in/passkey/enrol-options': 'own sign-in',
  'POST /api/identity/sign-in/passkey/enrol': 'own sign-in',
  'POST /api/identity/sign-in/password': 'own sign-in',
  'POST /api/identity/sign-in/device': 'own sign-in',
  'GET /api/identity/session': 'own session',
  'POST /api/identity/sign-out': 'own session',
  'POST /api/identity/activity': 'oneself',
  'POST /api/identity/unlock': 'own past session',
  'POST /api/identity/unlock/passkey/options': 'own past session',
  'POST /api/identity/unlock/passkey': 'own past session',
  'POST /api/identity/passkeys/options': 'oneself',
  'POST /api/identity/passkeys': 'oneself',
  'POST /api/identity/passkeys/remove': 'oneself',
  'POST /api/identity/devices/wipe': 'oneself',
  'GET /api/identity/sessions': 'oneself',
  'POST /api/identity/sessions/end': 'oneself',
  'POST /api/identity/sessions/end-others': 'oneself',
  'POST /api/identity/devices/remove': 'oneself',
  'GET /api/clinics/:suffix/public': 'everybody',
  'GET /c/:suffix/icon.svg': 'everybody',
  'GET /c/:suffix/icons/:file': 'everybody',
  'GET /staff/icons/:file': 'everybody',
  'GET /c/:suffix/manifest.webmanifest': 'everybody',
  'GET /staff/icon.svg': 'everybody',
  'GET /staff/manifest.webmanifest': 'everybody',
  'GET /assets/*': 'everybody',
  'GET /sw.js': 'everybody',
  'GET /favicon.svg': 'everybody',
  'GET /': 'everybody',
  'GET /page.css': 'everybody',
  'GET /patient/index.html': 'everybody',
  'GET /staff/index.html': 'everybody',
  'GET /staff': 'everybody',
  'GET /staff/*': 'everybody',
  'GET /portal': 'everybody',
  'GET /portal/*': 'everybody',
  'GET /live': 'everybody',
  'GET /live/*': 'everybody',
  'GET /c/:suffix': 'everybody',
  'GET /c/:suffix/*': 'everybody',
};
