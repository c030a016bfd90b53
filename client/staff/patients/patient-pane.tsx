import { For, Match, Show, Switch, type JSX } from 'solid-js';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Panel } from '../../shared/ui/panel.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { ChargesPanel } from './charges-panel.tsx';
import { ContactPanel } from './contact-panel.tsx';
import type { PatientData } from './patient-data.ts';
import styles from './patients.module.css';
import { PortalPanel } from './portal-panel.tsx';
import { patientsTexts } from './texts.ts';

export interface PatientPaneProps {
  readonly data: PatientData;
  /** The name as the list has it, for while the person is not here. */
  readonly known: string | undefined;
  readonly listHref: string;
}

export function PatientPane(props: PatientPaneProps): JSX.Element {
  const t = useT(patientsTexts);
  const isReachable = useReachable();
  return (
    <Switch>
      <Match when={props.data.identity()}>
        <div class={styles.page}>
          <Show when={props.data.identity()?.deceased}><Notice title={t('person.died')}>{t('person.diedNext')}</Notice></Show>
          {/* Another patient, other panels: nothing half typed for one stands under the name of the next. */}
          <Show when={props.data.patient()} keyed>
            <PortalPanel data={props.data} />
            <ContactPanel data={props.data} />
            <IdentityPanel data={props.data} />
            <ChargesPanel patient={props.data.patient()} />
          </Show>
        </div>
      </Match>
      <Match when={props.data.refused() || props.data.held()}>
        <EmptyState kind="nothingYet" why={t('person.unknown.title')} next={t('person.unknown.next')} act={{ label: t('person.unknown.act'), href: props.listHref }} />
      </Match>
      <Match when={isReachable()}><Skeleton of="text" /></Match>
      <Match when={true}>
        <EmptyState kind="notHere" why={props.known ? t('person.notHere.title', { name: props.known }) : t('person.notHere.nameless')} next={t('person.notHere.next')} />
      </Match>
    </Switch>
  );
}

function IdentityPanel(props: { readonly data: PatientData }): JSX.Element {
  const t = useT(patientsTexts);
  const f = useFormat();
  const i18n = useI18n();
  const languageName = (code: string): string => {
    try {
      return new Intl.DisplayNames([i18n.locale()], { type: 'language' }).of(code) ?? code;
    } catch {
      return code; // Not a language tag: as the record has it.
    }
  };
  const rows = (): readonly (readonly [string, string])[] => {
    const identity = props.data.identity();
    if (!identity) return [];
    return [
      [t('identity.name'), identity.name || t('list.noName')],
      [t('identity.birthDate'), identity.birthDate ? f.birthDate(identity.birthDate) : t('identity.none')],
      [t('identity.sex'), t(`identity.sexes.${identity.sex === 'other' ? 'neither' : (identity.sex ?? 'unknown')}`)],
      [t('identity.record'), identity.recordNumber],
      [t('identity.address'), identity.address ?? t('identity.none')],
      [t('identity.language'), identity.language ? languageName(identity.language) : t('identity.none')],
    ];
  };
  return (
    <Panel title={t('identity.title')}>
      <dl class={styles.facts}>
        <For each={rows()}>{([term, value]) => <><dt>{term}</dt><dd>{value}</dd></>}</For>
      </dl>
    </Panel>
  );
}
