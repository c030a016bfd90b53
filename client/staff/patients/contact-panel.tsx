import type { JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Panel } from '../../shared/ui/panel.tsx';
import { ContactFieldPart } from './contact-field.tsx';
import type { PatientData } from './patient-data.ts';
import styles from './patients.module.css';
import { patientsTexts } from './texts.ts';

export function ContactPanel(props: { readonly data: PatientData }): JSX.Element {
  const t = useT(patientsTexts);
  const isHere = (): boolean => props.data.waitingContact('phone') !== undefined || props.data.waitingContact('email') !== undefined;
  return (
    <Panel title={t('contact.title')} dashed={isHere()}>
      <div class={styles.fields}>
        <ContactFieldPart field="phone" data={props.data} />
        <ContactFieldPart field="email" data={props.data} />
      </div>
    </Panel>
  );
}
