import type { DemoClinic } from './demo-shapes.ts';
import { hillcrest } from './hillcrest.ts';
import { riverside } from './riverside.ts';

/** What an empty record is filled with: two clinics with different brands, every staff role in both. */
export const demoNetwork: readonly DemoClinic[] = [riverside, hillcrest];

/** Everybody's, staff and patients. Public: it opens invented data on this machine only. */
export const DEMO_PASSWORD = 'Outpost-Demo-1';
