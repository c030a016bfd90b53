import { onCleanup } from 'solid-js';
import { followPerson } from '../i18n/choose-language.ts';
import type { I18n } from '../i18n/create-i18n.ts';
import type { Sync } from '../sync/sync.ts';
import { noteUse } from './install-notes.ts';

/** What the first screen need not wait for. The person's own language holds while they are in, then the device's again. */
export function settleIn(sync: Sync, i18n: I18n): void {
  noteUse(sync);
  followPerson(i18n, sync.account.id);
  onCleanup(() => followPerson(i18n, null));
}
