import { createEffect, type JSX } from 'solid-js';

import { useT } from '../../shared/i18n/context.tsx';
import { NeedsYouList } from '../../shared/shell/needs-you-list.tsx';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { usePerson } from '../person/person.tsx';
import { moreTexts } from './texts.ts';

/** What was not accepted, with its words; and what happened to things afterwards. For everybody this account acts for. */
export function NeedsYouPage(): JSX.Element {
  const t = useT(moreTexts);
  const person = usePerson();
  createEffect(() => { document.title = t('needsYou'); });
  return (
    <PatientScreen colour={person.reach().colour} header={<DetailHeader title={t('needsYou')} backHref={person.pathTo('more')} />}>
      <NeedsYouList />
    </PatientScreen>
  );
}
