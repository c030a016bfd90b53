import { createSignal, onMount, Show, type JSX } from 'solid-js';
import { brandEntry, clinicTextsEntry } from '../../../schema/clinic.ts';
import { identityEntry } from '../../../schema/patients.ts';
import type { ReleasedResult } from '../../../schema/results.ts';
import { viewName } from '../../../schema/view-names.ts';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { useDescribe } from '../../shared/chart/use-describe.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { keepPart } from '../../shared/local/kept-part.ts';
import { isLoadFailure } from '../../shared/shell/load-part.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { usePerson } from '../person/person.tsx';
import { writeResultSheet } from './result-sheet.ts';
import styles from './results.module.css';
import { resultsTexts } from './texts.ts';
import type { Results } from './use-results.ts';

const PATIENCE_MS = 5_000;

/** C17: the result as a file. What makes it comes on the device the first time a result is opened with a connection, and stays. */
export function SavePdf(props: { readonly result: ReleasedResult; readonly title: string; readonly results: Results }): JSX.Element {
  const t = useT(resultsTexts);
  const chart = useT(chartTexts);
  const format = useFormat();
  const i18n = useI18n();
  const describe = useDescribe();
  const sync = useSync();
  const person = usePerson();
  const announce = useAnnounce();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const brand = clinic.section('brand', brandEntry);
  const texts = clinic.section('texts', clinicTextsEntry);
  const identity = useView(() => viewName.person(person.patient())).section('identity', identityEntry);
  const [isHere, setIsHere] = createSignal<boolean>();
  const [problem, setProblem] = createSignal<'notHere' | 'failed'>();
  onMount(() => void keepPart('pdf').then(setIsHere));
  /** False: the worker says that they are not here and do not come. Where none answers, the network is asked. */
  async function bringParts(): Promise<boolean> {
    const here = await Promise.race([keepPart('pdf'), new Promise<undefined>((resolve) => { setTimeout(resolve, PATIENCE_MS); })]);
    if (here !== undefined) setIsHere(here);
    return here ?? true;
  }
  async function save(): Promise<void> {
    setProblem(undefined);
    const { asOf, live } = props.results.stamp();
    const [known] = Object.values(identity());
    const sheet = writeResultSheet({
      t, chart, format, describe, language: i18n.language(), result: props.result, goal: props.results.goal, usual: (one) => props.results.usual(one, props.result.at), title: props.title,
      patient: { name: known?.name ?? person.reach().name, birthDate: known?.birthDate ?? null },
      clinic: { brand: brand()['brand'], phone: texts()['texts']?.phone ?? '' },
      asOf: asOf ?? (live ? Date.now() : null),
    });
    // Asked for without a line, a part of the app may fail for good on this page: some browsers do not ask again.
    if (!isHere() && !(await bringParts())) {
      setProblem('notHere');
      return;
    }
    try {
      const { saveSheet } = await import('../../shared/pdf/sheet-pdf.ts');
      if (await saveSheet(sheet)) announce(t('pdf.saved'));
      else setProblem('notHere');
    } catch (error) {
      setProblem(isLoadFailure(error) ? 'notHere' : 'failed');
      if (!isLoadFailure(error)) throw error;
    }
  }
  return (
    <section class={styles.next}>
      <Button wide onPress={() => void save()}>{t('pdf.act')}</Button>
      <p class={styles.quiet}>{t('pdf.stays')} <Show when={isHere() !== undefined}>{t(isHere() ? 'pdf.offline' : 'pdf.first')}</Show></p>
      <Show when={problem()}>{(why) => <Notice tone="asks" announce title={t(`pdf.${why()}`)} />}</Show>
    </section>
  );
}
