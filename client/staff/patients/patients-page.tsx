import { useLocation, useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, on, Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { SearchField } from '../../shared/ui/search-field.tsx';
import { Segments } from '../../shared/ui/segments.tsx';
import { useTypedAddress } from '../shared/use-typed-address.ts';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { PATIENTS } from '../shell/addresses.ts';
import { createPatientData } from './patient-data.ts';
import { PatientHeader } from './patient-header.tsx';
import { PatientList } from './patient-list.tsx';
import { PatientPane } from './patient-pane.tsx';
import styles from './patients.module.css';
import { patientsTexts } from './texts.ts';
import { usePatientSearch } from './use-patient-search.ts';

const ADDRESS_MS = 400;

/** Find somebody, see who they are, correct how they are reached, and let them into the portal. */
export function PatientsPage(): JSX.Element {
  const t = useT(patientsTexts);
  const navigate = useNavigate();
  const location = useLocation();
  const params = useParams<{ patient?: string }>();
  const [address, setAddress] = useSearchParams<{ q?: string; show?: string }>();
  const { typed, type } = useTypedAddress(() => address.q ?? '', (q) => setAddress({ q }, { replace: true }), ADDRESS_MS);
  const active = (): boolean => address.show === 'active';
  const search = usePatientSearch(typed, active);
  const data = createPatientData(() => params.patient ?? null);
  const [paneElement, setPaneElement] = createSignal<HTMLElement>();
  let field: HTMLInputElement | undefined;

  /** Whose heading stands in the pane. */
  const drawn = createMemo(() => (params.patient !== undefined && data.identity() ? params.patient : null));
  createEffect(on(drawn, (patient) => {
    if (patient === null) return;
    const opened = (): boolean => field === undefined || field.offsetParent === null;
    // Where list and pane do not stand side by side the reader moves with what they opened.
    queueMicrotask(() => opened() && !paneElement()?.contains(document.activeElement) && paneElement()?.querySelector<HTMLElement>('h2')?.focus());
  }));

  const listHref = (): string => `${PATIENTS}${location.search}`;
  return (
    <StaffFrame
      current="patients"
      title={t('title')}
      pageTitle={params.patient ? data.name() || undefined : undefined}
      search={null}
      showing={params.patient ? 'pane' : 'list'}
      listLabel={t('list.label')}
      paneRef={setPaneElement}
      beside={
        <Segments
          label={t('show.label')}
          value={active() ? 'active' : 'all'}
          onChange={(value) => setAddress({ show: value === 'active' ? 'active' : null })}
          options={[{ value: 'all', label: t('show.all') }, { value: 'active', label: t('show.active') }]}
        />
      }
      list={
        <>
          <div class={styles.head}>
            <SearchField label={t('list.search')} value={typed()} onInput={type} ref={(element) => { field = element; }} />
          </div>
          <PatientList
            search={search} typed={typed()} active={active()} selected={params.patient ?? null} selectedPortal={{ state: data.portal()?.state, here: data.waitingPortal() !== undefined }}
            hrefOf={(patient) => `${PATIENTS}/${patient}${location.search}`} onClear={() => { type(''); field?.focus(); }} onShowAll={() => setAddress({ show: null })}
          />
        </>
      }
      paneHeader={<Show when={params.patient && data.identity()}><PatientHeader data={data} onBack={() => navigate(listHref())} /></Show>}
      pane={
        <Show when={params.patient} fallback={<EmptyState kind="nothingYet" why={t('list.nobody.title')} next={t('list.nobody.next')} />}>
          <PatientPane data={data} known={search.found().find((one) => one.id === params.patient)?.name} listHref={listHref()} />
        </Show>
      }
    />
  );
}
