import { useParams } from '@solidjs/router';
import { createEffect, For, Match, Show, Switch, type JSX } from 'solid-js';
import type { RecordSection } from '../../../schema/chart.ts';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { EntryList } from '../../shared/chart/entry-list.tsx';
import { useT } from '../../shared/i18n/context.tsx';
import { SyncStripConnected } from '../../shared/shell/sync-chip.tsx';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { ChartColumn } from '../../shared/ui/icons.ts';
import { List } from '../../shared/ui/list.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { usePerson } from '../person/person.tsx';
import styles from './record.module.css';
import { WhenHere } from './record-frame.tsx';
import { recordTexts } from './texts.ts';
import { groupSlug, sectionNames, useRecord, type PatientRecord } from './use-record.ts';

/** All entries of one kind. What goes on now stands first; what there is no room for here is counted. */
export function SectionPage(): JSX.Element {
  const t = useT(recordTexts);
  const words = useT(chartTexts);
  const params = useParams();
  const person = usePerson();
  const record = useRecord();
  const section = (): RecordSection | undefined => sectionNames.find((name) => name === params['section']);
  const title = (): string => {
    const known = section();
    return known === undefined ? t('title') : words(`sections.${known}`);
  };
  createEffect(() => { document.title = title(); });
  return (
    <PatientScreen
      colour={person.reach().colour}
      header={<DetailHeader title={title()} second={<><bdi>{person.reach().name}</bdi> · <FreshnessStamp of="record" {...record.stamp()} /></>} backHref={person.pathTo('record')} />}
      strip={<SyncStripConnected />}
    >
      <Show when={section()} fallback={<EmptyState kind="notHere" why={t('unknownSection.why')} next={t('unknownSection.next')} act={{ label: t('unknownSection.act'), href: person.pathTo('record') }} />} keyed>
        {(known) => (
          <WhenHere record={record}>
            <Switch fallback={<Entries record={record} section={known} />}>
              <Match when={record.entries(known).length + record.older(known) === 0}>
                <EmptyState kind="nothingYet" why={t(`empty.${known}.why`)} next={t(`empty.${known}.next`)} />
              </Match>
              <Match when={known === 'vitals'}><Measurements record={record} /></Match>
            </Switch>
          </WhenHere>
        )}
      </Show>
    </PatientScreen>
  );
}

function Entries(props: { readonly record: PatientRecord; readonly section: RecordSection }): JSX.Element {
  const t = useT(recordTexts);
  const words = useT(chartTexts);
  const now = () => props.record.entries(props.section).filter(({ current }) => current);
  const earlier = () => props.record.entries(props.section).filter(({ current }) => !current);
  return (
    <div class={styles.stack}>
      <Show when={now().length > 0}>
        <section>
          <h2 id="record-now" class={styles.heading}>{earlier().length > 0 ? t('now') : t('all')}</h2>
          <EntryList labelledBy="record-now" entries={now()} />
        </section>
      </Show>
      <Show when={earlier().length > 0}>
        <section>
          <h2 id="record-earlier" class={styles.heading}>{t('before')}</h2>
          <EntryList labelledBy="record-earlier" entries={earlier()} />
        </section>
      </Show>
      <Show when={props.record.older(props.section) > 0}><p class={styles.quiet}>{words('older', { count: props.record.older(props.section) })}</p></Show>
    </div>
  );
}

/** One row for each thing that is measured, with its latest value. */
function Measurements(props: { readonly record: PatientRecord }): JSX.Element {
  const t = useT(recordTexts);
  const words = useT(chartTexts);
  const person = usePerson();
  return (
    <div class={styles.stack}>
      <div class={styles.rows}>
        <List label={words('sections.vitals')}>
          <For each={props.record.groups('vitals')}>
            {(group) => {
              const latest = () => group.entries[0];
              const described = () => { const entry = latest(); return entry && props.record.describe.observation(entry); };
              return (
                <ListRow
                  icon={ChartColumn} href={person.pathTo(`record/vitals/${groupSlug(group.group)}`)} title={group.name}
                  second={<><bdi>{described()?.lines[0]}</bdi> · {described()?.lines[1]} · {t('count', { count: group.entries.length + group.older })}</>}
                />
              );
            }}
          </For>
        </List>
      </div>
      <Show when={props.record.older('vitals') > 0}><p class={styles.quiet}>{words('older', { count: props.record.older('vitals') })}</p></Show>
    </div>
  );
}
