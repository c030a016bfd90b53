import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, type JSX } from 'solid-js';
import { queueItem } from '../../../schema/messages.ts';
import { can } from '../../../schema/roles.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSession } from '../../shared/session/session.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useShellPanels } from '../../shared/shell/shell-panels.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Lock, MessagesSquare, RefreshCw, Search, TextQuote, Users } from '../../shared/ui/icons.ts';
import { useSavedFilters } from '../shared/saved-filters.ts';
import { PickDialog, type PickItem } from '../shared/pick-dialog.tsx';
import { usePatientsHere } from '../shared/patients-here.ts';
import { CANNED_REPLIES, MESSAGES, PATIENTS, SEARCH } from './addresses.ts';
import { usePalette } from './palette.tsx';
import { paletteTexts } from './palette-texts.ts';
import { tabs } from './tabs.ts';
import { staffTexts } from './texts.ts';

/** The acts of the screen, the places, and the patients this device knows. What cannot be done now stands there with the reason. */
export function PaletteDialog(props: { readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(paletteTexts);
  const palette = usePalette();
  const [typed, setTyped] = createSignal('');
  const places = usePlaces();
  const people = usePeople(() => props.open);
  const navigate = useNavigate();
  const items = createMemo((): readonly PickItem[] => {
    if (!props.open) return [];
    const words = typed().trim();
    const search: PickItem[] = words === '' ? [] : [{
      id: 'search', label: t('search', { words }), also: words, last: true, icon: Search, pick: () => navigate(`${SEARCH}?q=${encodeURIComponent(words)}`),
    }];
    // People are found by typing: a list of them all would hide the acts.
    return [...palette.offered(), ...places(), ...(words === '' ? [] : people()), ...search];
  });
  function close(): void {
    setTyped('');
    props.onClose();
  }
  return <PickDialog open={props.open} onClose={close} title={t('title')} items={items()} none={t('none')} onInput={setTyped} foot={t('foot')} />;
}

function usePlaces(): () => PickItem[] {
  const t = useT(paletteTexts);
  const name = useT(staffTexts);
  const sync = useSync();
  const session = useSession();
  const panels = useShellPanels();
  const navigate = useNavigate();
  const words = useRefusalWords('staff');
  const saved = useSavedFilters();
  return () => {
    const actor = sync.actor();
    const go = (href: string) => (): void => navigate(href);
    return [
      ...tabs.map((tab): PickItem => ({
        id: `tab.${tab.name}`, label: t('go', { place: name(`tabs.${tab.name}`) }), icon: tab.icon, group: t('place'), pick: go(tab.href),
        unavailable: tab.permission === null || actor === null || can(actor, tab.permission) ? undefined
          : words({ code: 'permission.missing', params: { permission: tab.permission } }).reason,
      })),
      ...saved.all().map((one): PickItem => ({ id: `filter.${one.id}`, label: one.name, group: t('filter'), icon: MessagesSquare, pick: go(`${MESSAGES}?${one.query}`) })),
      { id: 'searchPage', label: t('go', { place: t('searchPage') }), icon: Search, group: t('place'), pick: go(SEARCH) },
      { id: 'replies', label: t('go', { place: t('replies') }), icon: TextQuote, group: t('place'), pick: go(CANNED_REPLIES) },
      { id: 'sync', label: t('sync'), icon: RefreshCw, group: t('device'), pick: () => panels.openSync() },
      { id: 'lock', label: t('lock'), icon: Lock, group: t('device'), pick: () => session.lock() },
    ];
  };
}

/** Whoever waits in the inbox and whoever's record is on this device; the others are found by the search. */
function usePeople(wanted: () => boolean): () => PickItem[] {
  const t = useT(paletteTexts);
  const sync = useSync();
  const navigate = useNavigate();
  const mayRead = (): boolean => {
    const actor = sync.actor();
    return actor !== null && can(actor, 'portal.message.read');
  };
  const queue = useView(() => (wanted() && mayRead() ? viewName.queue(sync.account.clinic, 'messages') : null)).section('items', queueItem);
  const here = usePatientsHere(wanted);
  return createMemo(() => [
    ...Object.entries(queue()).map(([thread, item]): PickItem => ({
      id: `thread.${thread}`, label: item.n, second: item.l, group: t('message'), icon: MessagesSquare, pick: () => navigate(`${MESSAGES}/${item.p}/${thread}`),
    })),
    ...here().map((found): PickItem => ({
      id: `patient.${found.id}`, label: found.name, second: [found.birthDate, found.recordNumber].filter((one) => one).join(', '), also: found.phone, group: t('patient'), icon: Users,
      pick: () => navigate(`${PATIENTS}/${found.id}`),
    })),
  ]);
}
