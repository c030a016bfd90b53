import type { Actor } from '../../../schema/actor.ts';
import { can, scopeOf, type Permission } from '../../../schema/roles.ts';
import { CalendarDays, ChartColumn, CircleUserRound, Clock, FlaskConical, Hand, House, LayoutDashboard, MessagesSquare, Settings, Shield, Users, Video } from '../../shared/ui/icons.ts';
import type { Icon } from '../../shared/ui/icon.tsx';
import { APPOINTMENTS, BOOKINGS, CLINIC, DISCLOSURES, HELD, HOURS, LIVE, MESSAGES, OVERVIEW, PATIENTS, REPORTS, RESULTS, SETTINGS, STAFF } from './addresses.ts';

export type TabName = 'overview' | 'messages' | 'bookings' | 'results' | 'reports' | 'patients' | 'appointments' | 'hours' | 'live' | 'held' | 'disclosures' | 'staff' | 'clinic' | 'settings';

export interface Tab {
  readonly name: TabName;
  readonly href: string;
  readonly icon: Icon;
  /** Who has not got it sees no tab; the address then says why. */
  readonly permission: Permission | null;
  /** In whatever scope. */
  readonly anyScope?: true;
  /** One of these, in whatever scope, beside `permission`. */
  readonly anyOf?: readonly Permission[];
}

/** Areas that exist, in the rail's order. A tab comes with the slice that fills it, never before. */
export const tabs: readonly Tab[] = [
  { name: 'overview', href: OVERVIEW, icon: LayoutDashboard, permission: null, anyOf: ['portal.message.read', 'portal.booking.read', 'portal.result.release', 'admin.held'] },
  { name: 'messages', href: MESSAGES, icon: MessagesSquare, permission: 'portal.message.read' },
  { name: 'bookings', href: BOOKINGS, icon: CalendarDays, permission: 'portal.booking.read' },
  { name: 'results', href: RESULTS, icon: FlaskConical, permission: 'portal.result.release', anyScope: true },
  { name: 'patients', href: PATIENTS, icon: Users, permission: 'patient.read' },
  { name: 'appointments', href: APPOINTMENTS, icon: CalendarDays, permission: 'appointments.read' },
  { name: 'hours', href: HOURS, icon: Clock, permission: 'appointments.configure', anyScope: true },
  { name: 'live', href: LIVE, icon: Video, permission: 'live.read' },
  { name: 'held', href: HELD, icon: Hand, permission: 'admin.held' },
  { name: 'disclosures', href: DISCLOSURES, icon: Shield, permission: 'admin.audit' },
  { name: 'staff', href: STAFF, icon: CircleUserRound, permission: 'admin.staff' },
  { name: 'reports', href: REPORTS, icon: ChartColumn, permission: 'portal.report' },
  { name: 'clinic', href: CLINIC, icon: House, permission: 'portal.manage' },
  { name: 'settings', href: SETTINGS, icon: Settings, permission: null },
];

/** Whether this person has anything behind it. */
export function opensTab({ permission, anyScope, anyOf }: Tab, actor: Actor | null): boolean {
  if (permission === null && anyOf === undefined) return true;
  if (actor === null || (anyOf && !anyOf.some((one) => scopeOf(actor, one) !== null))) return false;
  return permission === null || (anyScope ? scopeOf(actor, permission) !== null : can(actor, permission));
}
