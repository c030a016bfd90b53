import { Match, Show, Switch, type Accessor, type JSX } from 'solid-js';
import type { PatientFound } from '../../../schema/patient-search.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { CloudOff } from '../../shared/ui/icons.ts';
import { QueueRow } from '../../shared/ui/queue-row.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import styles from './patients.module.css';
import { patientsTexts } from './texts.ts';
import type { PatientSearch } from './use-patient-search.ts';

export interface PatientListProps {
  readonly search: PatientSearch;
  readonly typed: string;
  readonly active: boolean;
  readonly selected: string | null;
  /** Portal access of the selected one, as their page shows it: newer than the search's answer, and maybe only here. */
  readonly selectedPortal: { readonly state: PatientFound['portal'] | undefined; readonly here: boolean };
  readonly hrefOf: (patient: string) => string;
  readonly onClear: () => void;
  readonly onShowAll: () => void;
}

/** The list column under the search: who was found, where it was looked, or why nobody is there. */
export function PatientList(props: PatientListProps): JSX.Element {
  const t = useT(patientsTexts);
  const found = () => props.search.found();
  const close = () => props.search.close();
  const source = () => props.search.source();
  const words = (): string => {
    if (source() === 'searching') return t('list.searching');
    if (found().length === 0 && close().length > 0) return t('list.onlyClose');
    return props.search.hasMore() ? t('list.moreThan', { count: found().length }) : t('list.found', { count: found().length });
  };
  const row = (one: Accessor<PatientFound>): JSX.Element => (
    <PatientRow
      found={one()}
      portal={one().id === props.selected ? (props.selectedPortal.state ?? one().portal) : one().portal}
      portalHere={one().id === props.selected && props.selectedPortal.here}
      href={props.hrefOf(one().id)}
      selected={one().id === props.selected}
      notHere={props.search.held()?.has(viewName.person(one().id)) === false}
    />
  );
  return (
    <>
      <Show when={source() === 'device'}>
        <Notice icon={CloudOff} title={t('list.onDevice')}>{t('list.onDeviceNext')}</Notice>
      </Show>
      <p class={`${styles.group} ${styles.status}`} role="status">{words()}</p>
      <Switch>
        <Match when={found().length > 0}>
          <ul aria-label={t('list.label')}><Each of={found()} by={(one) => one.id}>{row}</Each></ul>
        </Match>
        <Match when={source() === 'searching'}><Skeleton of="queue" rows={6} /></Match>
        <Match when={close().length > 0}>{null}</Match>
        <Match when={source() === 'device'}><EmptyState kind="notHere" why={t('list.noneHere.title')} next={t('list.noneHere.next')} /></Match>
        <Match when={props.typed.trim() !== ''}>
          <EmptyState kind="filtered" why={t('list.none.title')} next={t('list.none.next')} act={{ label: t('list.none.clear'), onPress: props.onClear }} />
        </Match>
        <Match when={props.active}>
          <EmptyState kind="filtered" why={t('list.noneActive.title')} next={t('list.noneActive.next')} act={{ label: t('list.noneActive.clear'), onPress: props.onShowAll }} />
        </Match>
        <Match when={true}><EmptyState kind="nothingYet" why={t('list.empty.title')} next={t('list.empty.next')} /></Match>
      </Switch>
      <Show when={close().length > 0}>
        <h2 class={styles.group}>{t('list.close')}</h2>
        <ul aria-label={t('list.close')}><Each of={close()} by={(one) => one.id}>{row}</Each></ul>
      </Show>
      <Show when={props.search.hasMore()}>
        <div class={styles.more}><Button ink onPress={() => props.search.more()}>{t('list.more')}</Button></div>
      </Show>
    </>
  );
}

interface PatientRowProps {
  readonly found: PatientFound;
  readonly portal: PatientFound['portal'];
  /** That portal access is only on this device so far. */
  readonly portalHere: boolean;
  readonly href: string;
  readonly selected: boolean;
  readonly notHere: boolean;
}

function PatientRow(props: PatientRowProps): JSX.Element {
  const t = useT(patientsTexts);
  const f = useFormat();
  const facts = (): string => [props.found.birthDate ? f.birthDate(props.found.birthDate) : '', props.found.recordNumber].filter((one) => one !== '').join(' · ');
  return (
    <QueueRow
      name={props.found.name || t('list.noName')}
      age={props.found.birthDate ? f.age(props.found.birthDate) : undefined}
      waited=""
      reason={facts()}
      tags={<Show when={props.portal !== 'none'} fallback={<span>{t('portalTag.none')}</span>}><Tag look={props.portalHere ? 'dashed' : 'outlined'}>{t(`portalTag.${props.portal}`)}</Tag></Show>}
      notHere={props.notHere}
      selected={props.selected}
      href={props.href}
    />
  );
}
