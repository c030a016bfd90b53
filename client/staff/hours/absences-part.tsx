import { createSignal, For, Show, type JSX } from 'solid-js';
import { absenceRemove } from '../../../schema/schedule-requests.ts';
import type { AbsenceEntry } from '../../../schema/schedules.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { AbsenceDialog } from './absence-dialog.tsx';
import styles from './hours.module.css';
import { PlanRow } from './plan-row.tsx';
import { hoursTexts } from './texts.ts';
import type { Plan } from './use-plan.ts';

/** Who is not there, or there beside the usual week. Whoever plans, for everybody; a provider for themselves. */
export function AbsencesPart(props: { readonly plan: Plan }): JSX.Element {
  const t = useT(hoursTexts);
  const f = useFormat();
  const sync = useSync();
  const [open, setOpen] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const mine = (entry: AbsenceEntry): boolean => props.plan.mayPlan() || (entry.kind === 'away' && entry.staff === props.plan.ownAbsence());
  async function remove({ id, staff, kind }: AbsenceEntry): Promise<void> {
    setProblem(undefined);
    props.plan.settle(await sync.act(absenceRemove, { absence: id, staff, kind }), t('removed'), setProblem);
  }
  return (
    <div class={styles.part}>
      <Show when={problem()}>{(why) => <Notice tone="asks" announce title={why()} />}</Show>
      <p class={styles.second}>{t('absence.booked')}</p>
      <Show when={props.plan.mayPlan() || props.plan.ownAbsence() !== null} fallback={<p class={styles.second}>{t('readOnly')}</p>}>
        <div><Button kind="primary" onPress={() => setOpen(true)}>{t('absence.add')}</Button></div>
      </Show>
      <Show when={props.plan.absences().length > 0} fallback={<EmptyState kind="nothingYet" why={t('absence.none')} next={t('absence.noneNext')} />}>
        <ul class={styles.list} aria-label={t('tabs.absences')}>
          <For each={props.plan.absences()}>
            {(entry) => (
              <PlanRow id={entry.id} plan={props.plan} title={<>{props.plan.colleagueName(entry.staff)}<Show when={entry.kind === 'extra'}> <Tag look="outlined">{t('absence.extra')}</Tag></Show></>} act={mine(entry) ? { label: t('remove'), onPress: () => void remove(entry) } : undefined}>
                <span class={styles.second}>{t('span', { from: f.appointment(entry.from), until: f.appointment(entry.until) })}</span>
                <span class={styles.second}>{props.plan.placeName(entry.location)}<Show when={entry.reason}> · {entry.reason}</Show></span>
              </PlanRow>
            )}
          </For>
        </ul>
      </Show>
      <Show when={open()}><AbsenceDialog plan={props.plan} onClose={() => setOpen(false)} /></Show>
    </div>
  );
}
