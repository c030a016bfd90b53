import type { JSX } from 'solid-js';

import { ModalPanel, type ModalPanelProps } from './modal-panel.tsx';

export type DialogProps = Omit<ModalPanelProps, 'icon'>;

/** Staff: in the middle, 480 wide. */
export function Dialog(props: DialogProps): JSX.Element {
  return <ModalPanel {...props} shape="dialog" />;
}
