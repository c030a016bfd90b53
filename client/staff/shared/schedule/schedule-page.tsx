import { useNavigate, useSearchParams } from '@solidjs/router';
import { createMemo, createSignal, Match, Show, Switch, untrack, type JSX } from 'solid-js';
import type { WeekAppointment } from '../../../../schema/desk.ts';
import { addDays, weekOf } from '../../../../schema/iso-week.ts';
import { scopeOf } from '../../../../schema/roles.ts';
import { useFormat, useI18n, useT } from '../../../shared/i18n/context.tsx';
import { useSync } from '../../../shared/sync/sync.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../../shared/ui/freshness-stamp.tsx';
import { Segments } from '../../../shared/ui/segments.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { HOURS } from '../../shell/addresses.ts';
import { StaffFrame, type StaffFrameProps } from '../../shell/staff-frame.tsx';
import { AppointmentPanel } from './appointment-panel.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import styles from './schedule.module.css';
import { MoveDialog, type Target } from './move-dialog.tsx';
import { RefusedMove } from './refused-move.tsx';
import { ScheduleGrid } from './schedule-grid.tsx';
import { deskTexts } from './texts.ts';
import { useDesk, type Block } from './use-desk.ts';
import { useColumns } from './use-day-blocks.ts';

export interface SchedulePageProps extends Pick<StaffFrameProps, 'current' | 'title' | 'groups'> {
  /** Visits by video alone. */
  readonly only?: 'telehealth' | undefined;
  /** What else can be done about one, beside the desk's own acts. */
  readonly more?: ((block: Block) => JSX.Element) | undefined;
}

/** A place's schedule (DESIGN §7): who comes to whom, and when; from week/, so without a network as well. */
export function SchedulePage(props: SchedulePageProps): JSX.Element {
  const t = useT(deskTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams<{ place?: string; day?: string; show?: string; who?: string }>();
  const desk = useDesk(() => search.place ?? '', () => search.day ?? '', untrack(() => props.only) ?? null);
  const show = (): 'day' | 'week' => (search.show === 'week' ? 'week' : 'day');
  /** A week is of one provider: the first, until somebody is chosen. */
  const who = (): string => desk.providers().find(({ id }) => id === search.who)?.id ?? (show() === 'week' ? (desk.providers()[0]?.id ?? '') : '');
  const spread = useColumns(desk, show, who);
  const [opened, setOpened] = createSignal<string | null>(null);
  const [moving, setMoving] = createSignal<Target | null>(null);
  const [cancelling, setCancelling] = createSignal<WeekAppointment | null>(null);
  const [undoing, setUndoing] = createSignal<WeekAppointment | null>(null);
  const block = createMemo(() => desk.blocks().find(({ key }) => key === opened()) ?? null);
  const about = (one: WeekAppointment) => ({ patient: one.patient.id, appointment: one.id, location: desk.location(), week: weekOf(desk.dayOf(one.startsAt)) });
  const go = (days: number): void => { setSearch({ day: addDays(desk.day(), days * (show() === 'week' ? 7 : 1)) }); };
  const placeName = (): string => desk.places().find(({ id }) => id === desk.location())?.name ?? '';
  const asOf = (): number | undefined => { const fresh = desk.view.freshness(); return fresh.kind === 'asOf' ? fresh.at : undefined; };
  const days = (): { value: string; label: string }[] => [...new Set([desk.day(), ...Array.from({ length: 35 }, (_, i) => addDays(desk.today(), i - 7))])].sort()
    .map((value) => ({ value, label: f.day(desk.startOf(value) + 12 * 3_600_000) }));
  function drop(key: string, staff: string, startsAt: number): void {
    const one = desk.blocks().find((it) => it.key === key)?.appointment;
    if (one && desk.mayChange(one)) setMoving({ appointment: one, staff, startsAt });
  }
  function move(one: WeekAppointment, startsAt = one.startsAt, staff = one.staff): void {
    setOpened(null);
    setMoving({ appointment: one, staff, startsAt });
  }
  return (
    <StaffFrame
      current={props.current}
      title={props.title}
      groups={props.groups}
      beside={<Segments label={t('show.label')} value={show()} onChange={(value) => setSearch({ show: value === 'week' ? 'week' : null })} options={[{ value: 'day', label: t('show.day') }, { value: 'week', label: t('show.week') }]} />}
      pane={
        <div class={styles.page}>
          <div class={styles.bar} data-print="no">
            <Show when={desk.places().length > 1}><Select label={t('place')} value={desk.location()} onChange={(place) => setSearch({ place })} options={desk.places().map(({ id, name }) => ({ value: id, label: name }))} /></Show>
            <Select label={t('day')} value={desk.day()} onChange={(day) => setSearch({ day })} options={days()} />
            <Select label={t('who')} value={who()} onChange={(value) => setSearch({ who: value === '' ? null : value })} options={[...(show() === 'day' ? [{ value: '', label: t('everybody') }] : []), ...desk.providers().map(({ id, name }) => ({ value: id, label: name }))]} />
            <Button onPress={() => go(-1)}>{t('earlier')}</Button>
            <Button onPress={() => setSearch({ day: null })}>{t('today')}</Button>
            <Button onPress={() => go(1)}>{t('later')}</Button>
            <Button onPress={() => window.print()}>{t('print')}</Button>
            <Show when={props.only === undefined && mayPlan()}><Button onPress={() => navigate(HOURS)}>{t('hours')}</Button></Show>
          </div>
          <p class={styles.onPaper}>{t('printed', { place: `${placeName()}, ${f.day(desk.startOf(desk.day()) + 12 * 3_600_000)}`, when: f.printed(f.now()) })}</p>
          <p class={styles.second}>
            <span>{t('zone', { zone: i18n.timeZone() })}</span><span>{t('legend')}</span>
            <FreshnessStamp of="queue" asOf={asOf()} live={desk.view.freshness().kind === 'live'} size="small" />
          </p>
          <RefusedMove desk={desk} onMove={move} />
          <Switch fallback={<Skeleton of="list" rows={5} />}>
            <Match when={desk.view.held()}>
              <ScheduleGrid desk={desk} spread={spread} show={show()} onOpen={({ key }) => setOpened(key)} onDay={(day) => setSearch({ day })} onDrop={drop} />
              <Show when={desk.older() > 0}><p class={styles.second}>{t('older', { count: desk.older() })}</p></Show>
            </Match>
            <Match when={desk.location() === ''}><EmptyState kind="nothingYet" why={t('nowhere.why')} next={t('nowhere.next')} /></Match>
            <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
              <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
            </Match>
          </Switch>
          <AppointmentPanel desk={desk} more={props.more} block={block()} about={about} onClose={() => setOpened(null)} onMove={(one) => move(one)} onCancel={(one) => { setOpened(null); setCancelling(one); }} onUndo={(one) => { setOpened(null); setUndoing(one); }} />
          <MoveDialog desk={desk} target={moving()} onClose={() => setMoving(null)} />
          <CancelDialog appointment={cancelling()} about={about} onClose={() => setCancelling(null)} />
          <UndoDialog appointment={undoing()} about={about} onClose={() => setUndoing(null)} />
        </div>
      }
    />
  );
  function mayPlan(): boolean {
    const actor = sync.actor();
    return actor !== null && scopeOf(actor, 'appointments.configure') !== null;
  }
}
