import type { JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Users } from '../../shared/ui/icons.ts';
import { PATIENTS } from './addresses.ts';
import { staffTexts } from './texts.ts';

/** From what somebody wrote to who they are. Whoever may read messages may read patients. */
export function PatientLink(props: { readonly patient: string }): JSX.Element {
  const t = useT(staffTexts);
  return <Button ink icon={Users} href={`${PATIENTS}/${props.patient}`}>{t('patient')}</Button>;
}
