import { createSignal, For, Show, type JSX } from 'solid-js';
import { newId } from '../../../schema/ids.ts';
import { holidayAdd, holidayRemove } from '../../../schema/schedule-requests.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useDayName } from '../../shared/ui/closed-words.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import styles from './hours.module.css';
import { PlanRow } from './plan-row.tsx';
import { hoursTexts } from './texts.ts';
import type { Plan } from './use-plan.ts';

/** Days on which nobody is there, at one place or everywhere. */
export function HolidaysPart(props: { readonly plan: Plan }): JSX.Element {
  const t = useT(hoursTexts);
  const sync = useSync();
  const dayName = useDayName();
  const [day, setDay] = createSignal('');
  const [name, setName] = createSignal('');
  const [location, setLocation] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    setProblem(undefined);
    if (day() === '' || name().trim() === '') return;
    const answer = await sync.act(holidayAdd, { clinic: sync.account.clinic, holiday: newId(), location: location() || null, day: day(), name: name().trim() });
    if (!props.plan.settle(answer, t('saved'), setProblem)) return;
    setTried(false);
    setDay('');
    setName('');
  }
  async function remove(holiday: string): Promise<void> {
    setProblem(undefined);
    props.plan.settle(await sync.act(holidayRemove, { holiday }), t('removed'), setProblem);
  }
  return (
    <div class={styles.part}>
      <Show when={problem()}>{(why) => <Notice tone="asks" announce title={why()} />}</Show>
      <Show when={props.plan.mayPlan()} fallback={<p class={styles.second}>{t('readOnly')}</p>}>
        <form class={styles.form} novalidate onSubmit={(event) => void add(event)}>
          <div class={styles.days}>
            <TextField label={t('holiday.day')} type="date" dir="ltr" value={day()} onInput={setDay} error={tried() && day() === '' ? t('missing') : undefined} />
            <TextField label={t('holiday.name')} maxLength={200} value={name()} onInput={setName} error={tried() && name().trim() === '' ? t('missing') : undefined} />
            <Select label={t('where')} value={location()} onChange={setLocation} options={[{ value: '', label: t('everywhere') }, ...props.plan.places().map(({ id, name: place }) => ({ value: id, label: place }))]} />
          </div>
          <div><Button kind="primary" type="submit">{t('holiday.add')}</Button></div>
        </form>
      </Show>
      <Show when={props.plan.holidays().length > 0} fallback={<EmptyState kind="nothingYet" why={t('holiday.none')} next={t('holiday.noneNext')} />}>
        <ul class={styles.list} aria-label={t('tabs.holidays')}>
          <For each={props.plan.holidays()}>
            {(entry) => (
              <PlanRow id={entry.id} plan={props.plan} title={entry.name} act={props.plan.mayPlan() ? { label: t('remove'), onPress: () => void remove(entry.id) } : undefined}>
                <span class={styles.second}>{dayName(entry.day)} · {props.plan.placeName(entry.location)}</span>
              </PlanRow>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
