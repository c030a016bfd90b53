import { createContext, useContext } from 'solid-js';
import type { LocalRequest } from '../sync/sync.ts';

/** What an app tells the shared shell about its own pages. */
export interface ShellLinks {
  /** Where a request or notice is seen in this app; undefined where it has no page of its own. */
  readonly hrefOf: (target: { readonly patient: string; readonly thread?: string }) => string | undefined;
  /** The page that shows <NeedsYouList/>. Without one the drawer opens. */
  readonly needsYouHref?: string;
  /** "Edit": the request is taken back and its words are in their draft; shows where they can be changed. */
  readonly onTakenBack: (request: LocalRequest) => void;
}

export interface ShellPanels {
  readonly links: ShellLinks;
  readonly openSync: () => void;
  readonly openNeedsYou: () => void;
  /** Before a link inside a panel leads to a page. */
  readonly closeAll: () => void;
}

export const ShellPanelsContext = createContext<ShellPanels>();

export function useShellPanels(): ShellPanels {
  const panels = useContext(ShellPanelsContext);
  if (!panels) throw new Error('The sync chip and the tray need <ConnectedShell> above them');
  return panels;
}
