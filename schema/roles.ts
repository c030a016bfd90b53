import { hasOwn } from './old-browsers.ts';
/**
 * The one source of truth for permissions and built-in roles. Nobody else asks for a role: code asks `can(actor, permission)`.
 * Unknown permission, unknown role, unknown key: no.
 */

/** How far a permission reaches. `all`: the actor's whole clinic. The others are judged by the noun that knows the fact. */
export type Scope = 'all' | 'own' | 'ownOrders' | 'ownConsults' | 'ownAbsence' | 'telehealth';

export type Module = 'record' | 'appointments' | 'portal' | 'live';

/** Permission → the module it belongs to. A module that is off is refused by the server. */
export const permissionModules = {
  'patient.read': 'record',
  'chart.read': 'record',
  'chart.write': 'record',
  'portal.message.read': 'portal',
  'portal.message.reply': 'portal',
  'portal.message.share': 'portal',
  'portal.booking.read': 'portal',
  'portal.booking.manage': 'portal',
  'portal.result.release': 'portal',
  'portal.document.upload': 'portal',
  'portal.document.show': 'portal',
  'portal.submission.review': 'portal',
  'portal.patient.manage': 'portal',
  'portal.registration.review': 'portal',
  'portal.broadcast': 'portal',
  'portal.billing.manage': 'portal',
  'portal.manage': 'portal',
  'portal.report': 'portal',
  'record.renewal.decide': 'record',
  'appointments.read': 'appointments',
  'appointments.manage': 'appointments',
  'appointments.configure': 'appointments',
  'live.read': 'live',
  'live.schedule': 'live',
  'live.consult.conduct': 'live',
  'live.consult.note': 'live',
  'live.recording.manage': 'live',
  'live.referral.manage': 'live',
  'live.waiting.manage': 'live',
  'live.manage': 'live',
  'live.report': 'live',
  'admin.staff': 'record',
  'admin.audit': 'record',
  'admin.devices': 'record',
  'admin.held': 'record',
} as const satisfies Record<string, Module>;

export type Permission = keyof typeof permissionModules;
export const permissions = Object.keys(permissionModules) as Permission[];

export type Grants = Partial<Record<Permission, Scope>>;

const coordinator: Grants = {
  'patient.read': 'all', 'portal.message.read': 'all', 'portal.message.reply': 'all', 'portal.message.share': 'all',
  'portal.booking.read': 'all', 'portal.booking.manage': 'all', 'portal.result.release': 'all',
  'portal.document.upload': 'all', 'portal.document.show': 'all', 'portal.submission.review': 'all',
  'portal.patient.manage': 'all', 'portal.registration.review': 'all', 'portal.broadcast': 'all',
  'portal.billing.manage': 'all', 'portal.manage': 'all', 'portal.report': 'all',
  'appointments.read': 'all', 'appointments.manage': 'all', 'appointments.configure': 'all',
};

const clinician: Grants = {
  'patient.read': 'all', 'chart.read': 'all', 'chart.write': 'all',
  'portal.message.read': 'all', 'portal.message.reply': 'all', 'portal.message.share': 'all',
  'portal.booking.read': 'all', 'portal.booking.manage': 'all', 'portal.result.release': 'ownOrders',
  'portal.document.upload': 'all', 'portal.document.show': 'all', 'portal.submission.review': 'all',
  'record.renewal.decide': 'all', 'appointments.read': 'all', 'appointments.manage': 'own',
  'appointments.configure': 'ownAbsence', 'live.read': 'all',
  'live.consult.conduct': 'ownConsults', 'live.consult.note': 'ownConsults',
  'live.recording.manage': 'ownConsults', 'live.referral.manage': 'ownConsults',
};

const nurse: Grants = {
  'patient.read': 'all', 'chart.read': 'all', 'portal.message.read': 'all', 'portal.message.reply': 'all',
  'portal.booking.read': 'all', 'portal.booking.manage': 'all', 'portal.document.upload': 'all',
  'appointments.read': 'all', 'appointments.manage': 'all', 'live.read': 'all', 'live.schedule': 'all',
};

const liveCoordinator: Grants = {
  'patient.read': 'all', 'appointments.read': 'all', 'appointments.manage': 'telehealth',
  'live.read': 'all', 'live.schedule': 'all', 'live.waiting.manage': 'all', 'live.manage': 'all', 'live.report': 'all',
};

const administrator: Grants = {
  'patient.read': 'all', 'portal.patient.manage': 'all', 'portal.registration.review': 'all', 'portal.manage': 'all',
  'portal.report': 'all', 'appointments.configure': 'all', 'live.manage': 'all',
  'admin.staff': 'all', 'admin.audit': 'all', 'admin.devices': 'all', 'admin.held': 'all',
};

export const roles = {
  portal_coordinator: coordinator,
  clinician,
  nurse,
  live_coordinator: liveCoordinator,
  administrator,
} as const;
export type Role = keyof typeof roles;

/** What several roles grant together, within the modules the clinic has; where two reach differently, `all` wins. */
export function grantsOf(roleNames: readonly string[], modules: readonly Module[]): Grants {
  const grants: Grants = {};
  for (const name of roleNames) {
    if (!hasOwn(roles, name)) continue;
    const role: Grants = roles[name as Role];
    for (const permission of permissions) {
      const scope = role[permission];
      if (!scope || !modules.includes(permissionModules[permission])) continue;
      if (grants[permission] !== 'all') grants[permission] = scope;
    }
  }
  return grants;
}

/** The scope in which this actor holds the permission, or null. A scope other than `all` still needs its fact. */
export function scopeOf(actor: { readonly grants: Grants }, permission: Permission): Scope | null {
  return hasOwn(actor.grants, permission) ? (actor.grants[permission] ?? null) : null;
}

/** Holds the permission for the whole clinic. Scoped permissions answer no here: ask `scopeOf` where the fact is known. */
export function can(actor: { readonly grants: Grants }, permission: Permission): boolean {
  return scopeOf(actor, permission) === 'all';
}
