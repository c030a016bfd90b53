import { lazy } from 'solid-js';
import { patientsRoutes } from './patients/routes.tsx';
import type { StaffRoute } from './shell/staff-route.ts';
import { staffPaths } from './shell/addresses.ts';

const OverviewPage = lazy(() => import('./overview/overview-page.tsx').then((page) => ({ default: page.OverviewPage })));
const InboxPage = lazy(() => import('./messages/inbox-page.tsx').then((page) => ({ default: page.InboxPage })));
const BookingsPage = lazy(() => import('./bookings/bookings-page.tsx').then((page) => ({ default: page.BookingsPage })));
const ResultsPage = lazy(() => import('./results/results-page.tsx').then((page) => ({ default: page.ResultsPage })));
const ChartPage = lazy(() => import('./chart/chart-page.tsx').then((page) => ({ default: page.ChartPage })));
const HeldPage = lazy(() => import('./held/held-page.tsx').then((page) => ({ default: page.HeldPage })));
const DisclosuresPage = lazy(() => import('./disclosures/disclosures-page.tsx').then((page) => ({ default: page.DisclosuresPage })));
const RepliesPage = lazy(() => import('./replies/replies-page.tsx').then((page) => ({ default: page.RepliesPage })));
const ReportsPage = lazy(() => import('./reports/reports-page.tsx').then((page) => ({ default: page.ReportsPage })));
const SearchPage = lazy(() => import('./search/search-page.tsx').then((page) => ({ default: page.SearchPage })));
const ClinicPage = lazy(() => import('./clinic/clinic-page.tsx').then((page) => ({ default: page.ClinicPage })));
const RangesPage = lazy(() => import('./clinic/ranges-page.tsx').then((page) => ({ default: page.RangesPage })));
const ColleaguesPage = lazy(() => import('./colleagues/colleagues-page.tsx').then((page) => ({ default: page.ColleaguesPage })));
const DeskPage = lazy(() => import('./desk/desk-page.tsx').then((page) => ({ default: page.DeskPage })));
const HoursPage = lazy(() => import('./hours/hours-page.tsx').then((page) => ({ default: page.HoursPage })));
const LiveArea = lazy(() => import('./live/live-area.tsx').then((page) => ({ default: page.LiveArea })));
const SettingsPage = lazy(() => import('./settings/settings-page.tsx').then((page) => ({ default: page.SettingsPage })));

/** Every address of the staff app. Tests walk this table. */
export const staffRoutes: readonly StaffRoute[] = [
  { path: staffPaths.overview, component: OverviewPage, permission: null },
  { path: staffPaths.messages, component: InboxPage, permission: 'portal.message.read' },
  { path: staffPaths.bookings, component: BookingsPage, permission: 'portal.booking.read' },
  { path: staffPaths.results, component: ResultsPage, permission: 'portal.result.release', anyScope: true },
  ...patientsRoutes,
  { path: staffPaths.chart, component: ChartPage, permission: 'chart.read' },
  { path: staffPaths.reports, component: ReportsPage, permission: 'portal.report' },
  { path: staffPaths.search, component: SearchPage, permission: 'patient.read' },
  { path: staffPaths.appointments, component: DeskPage, permission: 'appointments.read' },
  { path: staffPaths.hours, component: HoursPage, permission: 'appointments.configure', anyScope: true },
  { path: staffPaths.live, component: LiveArea, permission: 'live.read' },
  { path: staffPaths.liveWaiting, component: LiveArea, permission: 'live.read' },
  { path: staffPaths.liveRoom, component: LiveArea, permission: 'live.read' },
  { path: staffPaths.liveSchedule, component: LiveArea, permission: 'live.read' },
  { path: staffPaths.held, component: HeldPage, permission: 'admin.held' },
  { path: staffPaths.disclosures, component: DisclosuresPage, permission: 'admin.audit' },
  { path: staffPaths.replies, component: RepliesPage, permission: null },
  { path: staffPaths.staff, component: ColleaguesPage, permission: 'admin.staff' },
  { path: staffPaths.clinic, component: ClinicPage, permission: 'portal.manage' },
  { path: staffPaths.ranges, component: RangesPage, permission: 'portal.manage' },
  { path: staffPaths.settings, component: SettingsPage, permission: null },
];
