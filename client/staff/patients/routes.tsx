import { lazy } from 'solid-js';
import type { StaffRoute } from '../shell/staff-route.ts';
import { staffPaths } from '../shell/addresses.ts';

const PatientsPage = lazy(() => import('./patients-page.tsx').then((page) => ({ default: page.PatientsPage })));

export const patientsRoutes: readonly StaffRoute[] = [{ path: staffPaths.patients, component: PatientsPage, permission: 'patient.read' }];
