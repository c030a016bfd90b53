import { lazy, onCleanup, Show, Suspense, type JSX } from 'solid-js';
import { followPerson } from '../i18n/choose-language.ts';
import type { I18n } from '../i18n/create-i18n.ts';
import { isFull } from '../local/steady.ts';
import type { Sync } from '../sync/sync.ts';
import { announceSync } from '../ui/announce-sync.ts';
import { ArrivingPrompt } from './arriving.tsx';
import { noteUse } from './install-notes.ts';
import { loadPart } from './load-part.ts';
import { watchKept } from './watch-kept.ts';

const LostDialog = lazy(() => loadPart(() => import('./lost-dialog.tsx')).then((part) => ({ default: part.LostDialog })));

/** What the first screen need not wait for. The person's own language holds while they are in, then the device's again. */
export function settleIn(sync: Sync, i18n: I18n): JSX.Element {
  announceSync(sync.state);
  noteUse(sync);
  void import('./refusal-words.ts').then(({ loadLaterRefusals }) => loadLaterRefusals(), () => undefined);
  followPerson(i18n, sync.account.id);
  onCleanup(() => followPerson(i18n, null));
  const lost = watchKept(sync, (error) => { if (!isFull(error)) console.error('device store', error); });
  return <><ArrivingPrompt /><Suspense><Show when={lost.found()}>{(found) => <LostDialog lost={found()} onRead={lost.dismiss} />}</Show></Suspense></>;
}
