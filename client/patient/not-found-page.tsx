import type { JSX } from 'solid-js';

import { useT } from '../shared/i18n/context.tsx';
import { EmptyState } from '../shared/ui/empty-state.tsx';
import { PatientScreen } from '../shared/ui/patient-screen.tsx';
import { appBase } from './base.ts';
import { patientTexts } from './texts.ts';

export function NotFoundPage(): JSX.Element {
  const t = useT(patientTexts);
  return (
    <PatientScreen colour={0}>
      <EmptyState heading kind="notHere" why={t('notFound.why')} next={t('notFound.next')} act={{ label: t('notFound.act'), href: appBase() }} />
    </PatientScreen>
  );
}
