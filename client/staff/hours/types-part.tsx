import { createSignal, For, Show, type JSX } from 'solid-js';
import type { VisitTypeEntry } from '../../../schema/schedules.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import styles from './hours.module.css';
import { PlanRow } from './plan-row.tsx';
import { hoursTexts } from './texts.ts';
import { TypeDialog } from './type-dialog.tsx';
import type { Plan } from './use-plan.ts';

export function TypesPart(props: { readonly plan: Plan }): JSX.Element {
  const t = useT(hoursTexts);
  const [open, setOpen] = createSignal<VisitTypeEntry | 'new' | null>(null);
  return (
    <div class={styles.part}>
      <Show when={props.plan.mayPlan()} fallback={<p class={styles.second}>{t('readOnly')}</p>}>
        <div><Button kind="primary" onPress={() => setOpen('new')}>{t('types.add')}</Button></div>
      </Show>
      <Show when={props.plan.types().length > 0} fallback={<EmptyState kind="nothingYet" why={t('types.none')} next={t('types.noneNext')} />}>
        <ul class={styles.list} aria-label={t('tabs.types')}>
          <For each={props.plan.types()}>
            {(type) => (
              <PlanRow id={type.id} plan={props.plan} title={props.plan.typeName(type)} act={props.plan.mayPlan() ? { label: t('change'), onPress: () => setOpen(type) } : undefined}>
                <Show when={!type.active}><span><Tag look="outlined">{t('types.inactive')}</Tag></span></Show>
                <span class={styles.second}>
                  {t('types.length', { minutes: type.minutes })}<Show when={type.buffer > 0}> · {t('types.bufferOf', { minutes: type.buffer })}</Show><Show when={type.telehealth}> · {t('types.video')}</Show>
                </span>
                <span class={styles.second}>{t(`policy.${type.policy}`)} · {t('types.cancelOf', { hours: type.cancelHours })}</span>
              </PlanRow>
            )}
          </For>
        </ul>
      </Show>
      <Show when={open()}>{(what) => <TypeDialog plan={props.plan} entry={what() === 'new' ? null : (what() as VisitTypeEntry)} onClose={() => setOpen(null)} />}</Show>
    </div>
  );
}
