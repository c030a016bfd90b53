import { useNavigate, useParams } from '@solidjs/router';
import { Match, Show, Switch, type JSX } from 'solid-js';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PaneHeader } from '../../shared/ui/pane-header.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { PATIENTS } from '../shell/addresses.ts';
import { MessagesLink } from '../shell/messages-link.tsx';
import { PatientLink } from '../shell/patient-link.tsx';
import { StaffFrame } from '../shell/staff-frame.tsx';
import styles from '../shared/chart/chart.module.css';
import { KeptPanel, SectionPanel } from '../shared/chart/section-panel.tsx';
import { MeasurementsPanel } from '../shared/chart/measurements-panel.tsx';
import { ResultsPanel } from '../shared/chart/results-panel.tsx';
import { staffChartTexts } from '../shared/chart/texts.ts';
import { useChart, type Chart } from '../shared/chart/use-chart.ts';

/** One patient's record for whoever treats them, results that wait included; whole on the device, with or without a line. */
export function ChartPage(): JSX.Element {
  const t = useT(staffChartTexts);
  const words = useT(chartTexts);
  const navigate = useNavigate();
  const params = useParams<{ patient: string }>();
  const chart = useChart(() => params.patient);
  const isReachable = useReachable();
  const name = (): string => chart.identity()?.name ?? '';
  return (
    <StaffFrame
      current="patients"
      title={t('title')}
      pageTitle={name() === '' ? undefined : `${t('title')}: ${name()}`}
      paneHeader={<Show when={chart.identity()}><ChartHeader chart={chart} patient={params.patient} onBack={() => navigate(`${PATIENTS}/${params.patient}`)} /></Show>}
      pane={
        <Switch>
          <Match when={chart.refused()}>
            <EmptyState kind="nothingYet" why={t('unknown.title')} next={t('unknown.next')} act={{ label: t('unknown.act'), href: PATIENTS }} />
          </Match>
          <Match when={chart.held()}>
            <div class={styles.page}>
              <Show when={chart.identity()?.deceased}><Notice title={t('died')} /></Show>
              <Show when={chart.unread() > 0}><Notice tone="asks" title={words('unread', { count: chart.unread() })} /></Show>
              <SectionPanel chart={chart} section="allergies" />
              <ResultsPanel chart={chart} />
              <div class={styles.columns}>
                <SectionPanel chart={chart} section="problems" />
                <SectionPanel chart={chart} section="medication" />
              </div>
              <MeasurementsPanel chart={chart} section="vitals" />
              <div class={styles.columns}>
                <SectionPanel chart={chart} section="vaccines" />
                <SectionPanel chart={chart} section="procedures" />
                <SectionPanel chart={chart} section="plans" />
                <SectionPanel chart={chart} section="goals" />
              </div>
              <SectionPanel chart={chart} section="visits" />
              <MeasurementsPanel chart={chart} section="findings" />
              <KeptPanel chart={chart} />
            </div>
          </Match>
          <Match when={isReachable()}><Skeleton of="text" /></Match>
          <Match when={true}>
            <EmptyState kind="notHere" why={name() === '' ? t('notHere.title') : t('notHere.named', { name: name() })} next={t('notHere.next')} />
          </Match>
        </Switch>
      }
    />
  );
}

function ChartHeader(props: { readonly chart: Chart; readonly patient: string; readonly onBack: () => void }): JSX.Element {
  const t = useT(staffChartTexts);
  const f = useFormat();
  const identity = () => props.chart.identity();
  const title = (): string => {
    const birthDate = identity()?.birthDate;
    return birthDate ? `${identity()?.name ?? ''}, ${f.age(birthDate)}` : (identity()?.name ?? '');
  };
  const stamp = () => {
    const freshness = props.chart.freshness();
    return { asOf: freshness.kind === 'asOf' ? freshness.at : undefined, live: freshness.kind === 'live' };
  };
  return (
    <PaneHeader
      title={title()}
      onBack={props.onBack}
      acts={<><PatientLink patient={props.patient} /><MessagesLink patient={props.patient} /></>}
      second={
        <>
          <Show when={identity()?.birthDate}>{(date) => <><span>{t('born', { date: f.birthDate(date()) })}</span><span class={styles.dot}>·</span></>}</Show>
          <span>{identity()?.recordNumber}</span>
          <Show when={props.chart.freshness().kind !== 'none'}><span class={styles.dot}>·</span><FreshnessStamp of="record" {...stamp()} size="small" /></Show>
        </>
      }
    />
  );
}
