import * as z from 'zod/mini';
import { clinicSettingsEntry, settingsFields } from './clinic-settings.ts';
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
  type: 'clinic.settings', v: 1, offline: true, nature: 'decide',
  body: z.object({ clinic: id, ...settingsFields, from: z.number().check(z.int(), z.nonnegative()) }),
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
