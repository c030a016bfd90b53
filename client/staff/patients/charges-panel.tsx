import { createUniqueId, Show, type JSX } from 'solid-js';
import { can } from '../../../schema/roles.ts';
import { chargeTexts } from '../../shared/chart/charge-texts.ts';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { EntryList } from '../../shared/chart/entry-list.tsx';
import { useCharges } from '../../shared/chart/use-charges.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { Panel } from '../../shared/ui/panel.tsx';
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx';
import styles from './patients.module.css';
import { patientsTexts } from './texts.ts';

/** The history of charges, for whoever manages bills; nobody else is shown that there is one. */
export function ChargesPanel(props: { readonly patient: string }): JSX.Element {
  const t = useT(patientsTexts);
  const own = useT(chargeTexts);
  const words = useT(chartTexts);
  const f = useFormat();
  const sync = useSync();
  const id = createUniqueId();
  const mayRead = (): boolean => {
    const actor = sync.actor();
    return actor !== null && can(actor, 'portal.billing.manage');
  };
  const charges = useCharges(() => (mayRead() ? props.patient : null));
  return (
    <Show when={mayRead() && charges.held()}>
      <Panel title={own('title')} second={f.number(charges.entries().length + charges.older())}>
        <VisuallyHidden id={id}>{own('title')}</VisuallyHidden>
        <Show when={charges.unread() > 0}><Notice title={words('unread', { count: charges.unread() })} /></Show>
        <p class={styles.small}>{t(charges.entries().length > 0 ? 'charges.history' : 'charges.none')}</p>
        <EntryList compact labelledBy={id} entries={charges.entries()} />
        <Show when={charges.older() > 0}><p class={styles.small}>{words('older', { count: charges.older() })}</p></Show>
      </Panel>
    </Show>
  );
}
