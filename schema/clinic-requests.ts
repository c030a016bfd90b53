import * as z from 'zod/mini';
import { clinicSettingsEntry, settingsFields, waitFields } from './clinic-settings.ts';
import { id } from './ids.ts';
import { refuse } from './outcome.ts';
import { defineRequest, readEntry } from './request-definition.ts';
import { can } from './roles.ts';
import { viewName } from './view-names.ts';

export interface SettingsFacts {
  /** As the clinic's settings stand: which change they are, whose and when. */
  readonly revision: number;
  readonly by: string;
  readonly at: number;
}

/** A clinic's own settings, all of them as one form. `from`: the revision its author was looking at; a newer one wins. */
export const clinicSettings = defineRequest({
  type: 'clinic.settings', v: 2, offline: true, nature: 'decide',
  // `waits` null: whoever wrote it was not asked, and they stay as they are.
  body: z.object({ clinic: id, ...settingsFields, waits: z.nullable(z.object(waitFields)), from: z.number().check(z.int(), z.nonnegative()) }),
  upcasts: { 1: (old) => ({ ...(old as object), waits: null }) },
  facts: (views, actor): SettingsFacts => {
    const now = readEntry(views, viewName.office(actor.clinic), 'settings', 'settings', clinicSettingsEntry);
    return { revision: now?.revision ?? 0, by: now?.by ?? '', at: now?.at ?? 0 };
  },
  may: (actor, body, facts) => {
    if (!can(actor, 'portal.manage')) return refuse('permission.missing', { permission: 'portal.manage' });
    if (body.clinic !== actor.clinic) return refuse('settings.otherClinic');
    return facts.revision === body.from || refuse('settings.changedBy', { by: facts.by, at: facts.at });
  },
});

export const clinicRequests = [clinicSettings] as const;
