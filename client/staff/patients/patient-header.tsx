import { Show, type JSX } from 'solid-js';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { PaneHeader } from '../../shared/ui/pane-header.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { ChartLink } from '../shell/chart-link.tsx';
import { MessagesLink } from '../shell/messages-link.tsx';
import type { PatientData } from './patient-data.ts';
import styles from './patients.module.css';
import { patientsTexts } from './texts.ts';

export function PatientHeader(props: { readonly data: PatientData; readonly onBack: () => void }): JSX.Element {
  const t = useT(patientsTexts);
  const f = useFormat();
  const identity = () => props.data.identity();
  const asOf = (): number | undefined => {
    const freshness = props.data.freshness();
    return freshness.kind === 'asOf' ? freshness.at : undefined;
  };
  const title = (): string => {
    const birthDate = identity()?.birthDate;
    return birthDate ? `${props.data.name()}, ${f.age(birthDate)}` : props.data.name();
  };
  return (
    <PaneHeader
      title={title()}
      onBack={props.onBack}
      acts={<><ChartLink patient={props.data.patient()} /><MessagesLink patient={props.data.patient()} /></>}
      tags={<Show when={props.data.portal()?.state}>{(state) => <Tag look={props.data.waitingPortal() ? 'dashed' : 'outlined'}>{t(`portalTag.${state()}`)}</Tag>}</Show>}
      second={
        <>
          <Show when={identity()?.birthDate}>{(date) => <><span>{t('person.born', { date: f.birthDate(date()) })}</span><span class={styles.dot}>·</span></>}</Show>
          <span>{identity()?.recordNumber}</span>
          <Show when={props.data.freshness().kind !== 'none'}>
            <span class={styles.dot}>·</span>
            <FreshnessStamp of="record" asOf={asOf()} live={props.data.freshness().kind === 'live'} size="small" />
          </Show>
        </>
      }
    />
  );
}
