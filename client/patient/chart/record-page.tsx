import { For, Show, type JSX } from 'solid-js';
import type { RecordSection } from '../../../schema/chart.ts';
import { brandEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import type { Icon } from '../../shared/ui/icon.tsx';
import { CalendarDays, ChartColumn, FileText, FolderHeart, NotebookPen, OctagonAlert, Pill, ShieldCheck, Star, TextQuote } from '../../shared/ui/icons.ts';
import { List } from '../../shared/ui/list.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { usePerson } from '../person/person.tsx';
import { MainScreen } from '../shell.tsx';
import styles from './record.module.css';
import { WhenHere } from './record-frame.tsx';
import { recordTexts } from './texts.ts';
import { sectionNames, useRecord, type PatientRecord } from './use-record.ts';

const icons: Record<RecordSection, Icon> = {
  allergies: OctagonAlert, problems: FolderHeart, medication: Pill, vaccines: ShieldCheck, vitals: ChartColumn, findings: TextQuote, visits: CalendarDays, procedures: NotebookPen, plans: FileText, goals: Star,
};
/** Where "now" and "earlier" mean something. */
const timed: readonly RecordSection[] = ['allergies', 'problems', 'medication', 'plans', 'goals'];

/** The clinic's record of one person: what there is of each kind, also that there is nothing. */
export function RecordPage(): JSX.Element {
  const t = useT(recordTexts);
  const words = useT(chartTexts);
  const sync = useSync();
  const person = usePerson();
  const record = useRecord();
  const brand = useView(() => viewName.clinic(sync.account.clinic)).section('brand', brandEntry);
  const title = (): string => (person.isSelf() ? t('title') : t('titleFor', { name: person.firstName() }));
  const clinic = (): string => brand()['brand']?.name ?? '';
  return (
    <MainScreen title={title()} current="more">
      <div class={styles.head}>
        <h1>{title()}</h1>
        <FreshnessStamp of="record" {...record.stamp()} />
      </div>
      <WhenHere record={record}>
        <p class={styles.quiet}>{person.isSelf() ? t('intro', { clinic: clinic() }) : t('introFor', { clinic: clinic(), name: person.firstName() })}</p>
        <List label={title()}>
          <For each={sectionNames}>
            {(section) => <ListRow icon={icons[section]} href={person.pathTo(`record/${section}`)} title={words(`sections.${section}`)} second={<SectionWords record={record} section={section} />} />}
          </For>
        </List>
        <p class={styles.quiet}>{t('resultsNote')} <a href={person.pathTo('results')}>{t('resultsAct')}</a></p>
      </WhenHere>
    </MainScreen>
  );
}

/** The newest by name, how many there are, or that the clinic has recorded none. */
function SectionWords(props: { readonly record: PatientRecord; readonly section: RecordSection }): JSX.Element {
  const t = useT(recordTexts);
  const entries = () => props.record.entries(props.section);
  const older = (): number => props.record.older(props.section);
  const count = (): string => {
    const now = entries().filter(({ current }) => current).length;
    const earlier = entries().length - now + older();
    if (timed.includes(props.section)) return [now > 0 ? t('current', { count: now }) : '', earlier > 0 ? t('earlier', { count: earlier }) : ''].filter(Boolean).join(', ');
    const latest = entries()[0]?.at;
    return [t('count', { count: entries().length + older() }), latest ? t('latest', { when: props.record.describe.day(latest) }) : ''].filter(Boolean).join('. ');
  };
  const names = (): string => entries().filter(({ current }) => current).slice(0, 2).map(({ title }) => title).join(', ');
  return (
    <Show when={entries().length + older() > 0} fallback={t('none')}>
      <Show when={timed.includes(props.section) && names() !== ''} fallback={count()}><bdi>{names()}</bdi> · {count()}</Show>
    </Show>
  );
}
