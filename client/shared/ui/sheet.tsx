import type { JSX } from 'solid-js';

import { ModalPanel, type ModalPanelProps } from './modal-panel.tsx';

export type SheetProps = ModalPanelProps;

/** Patient: from below. */
export function Sheet(props: SheetProps): JSX.Element {
  return <ModalPanel {...props} shape="sheet" />;
}
