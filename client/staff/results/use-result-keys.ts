import { useNavigate } from '@solidjs/router';
import type { Accessor } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { takeBack } from '../../shared/shell/take-back.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { createListKeys } from '../shared/list-keys.ts';
import { listenForKeys } from '../shared/listen-for-keys.ts';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import { usePaneFocus } from '../shared/use-pane-focus.ts';
import { deliveryTexts } from './texts.ts';
import type { Delivery } from './use-delivery.ts';

export interface ResultKeyScene {
  readonly delivery: Delivery;
  readonly list: Accessor<HTMLElement | undefined>;
  readonly pane: Accessor<HTMLElement | undefined>;
  /** Of the result in the pane; null: none. */
  readonly open: Accessor<string | null>;
}

/** B1 on the results: walk, open and undo by one key, as in the inbox. Nothing is released by one. */
export function useResultKeys({ delivery, list, pane, open }: ResultKeyScene): void {
  const t = useT(deliveryTexts);
  const sync = useSync();
  const snackbar = useSnackbar();
  const settings = useStaffSettings();
  const navigate = useNavigate();
  const focus = usePaneFocus(pane, open);
  const rows = (): HTMLAnchorElement[] => [...(list()?.querySelectorAll<HTMLAnchorElement>('li a[href]') ?? [])];
  const idOf = (row: HTMLAnchorElement): string => new URL(row.href).pathname.split('/').pop() ?? '';
  const isInPane = (): boolean => pane()?.contains(document.activeElement) ?? false;
  function at(): number {
    const all = rows();
    const focused = all.findIndex((row) => row === document.activeElement);
    return focused >= 0 ? focused : all.findIndex((row) => idOf(row) === open());
  }
  function show(row: HTMLAnchorElement | undefined): void {
    if (!row) return;
    focus.want(idOf(row));
    navigate(row.pathname + row.search);
  }
  function step(by: 1 | -1): void {
    const all = rows();
    const row = all[Math.min(all.length - 1, Math.max(0, at() + by))];
    if (isInPane()) show(row);
    else row?.focus();
  }
  async function undo(): Promise<void> {
    const last = delivery.lastHeldBack();
    const back = last && await takeBack(sync, last.id);
    snackbar.show({ text: t(back ? 'keys.undone' : 'keys.nothing') });
  }
  const onKey = createListKeys(settings.keysOn, settings.keymap, {
    next: () => step(1), previous: () => step(-1), open: () => show(rows()[at()]), undo: () => void undo(),
    search: () => document.querySelector<HTMLElement>('header input[type=search]')?.focus(), go: (href) => navigate(href),
  });
  listenForKeys(list, onKey);
  listenForKeys(pane, onKey);
  // A link knows Enter by itself; whoever pressed it is taken to what it opens.
  listenForKeys(list, (event) => {
    const row = rows()[at()];
    if (event.key === 'Enter' && settings.keysOn() && row && row === document.activeElement) focus.want(idOf(row));
  });
}
