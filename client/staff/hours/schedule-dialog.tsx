import { createSignal, For, Show, type JSX } from 'solid-js';
import { newId } from '../../../schema/ids.ts';
import { openingHours, type OpenSpan } from '../../../schema/opening-hours.ts';
import { scheduleSave } from '../../../schema/schedule-requests.ts';
import type { ScheduleEntry } from '../../../schema/schedules.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CheckRow } from '../../shared/ui/check-row.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { readDay, writeDay } from '../shared/day-spans.ts';
import styles from './hours.module.css';
import { hoursTexts } from './texts.ts';
import { useDayNames } from './use-day-names.ts';
import type { Plan } from './use-plan.ts';

export interface ScheduleDialogProps { readonly plan: Plan; /** null: a new one. */ readonly entry: ScheduleEntry | null; readonly onClose: () => void }

const fits = (spans: OpenSpan[] | null): spans is OpenSpan[] => spans !== null && openingHours.safeParse([spans, [], [], [], [], [], []]).success;

/** A provider's usual week at a place. */
export function ScheduleDialog(props: ScheduleDialogProps): JSX.Element {
  const t = useT(hoursTexts);
  const sync = useSync();
  const names = useDayNames('long');
  // As it stood when the dialog opened: whoever changes it meanwhile is told of by the clinic's answer.
  const before = props.entry;
  const [staff, setStaff] = createSignal(before?.staff ?? '');
  const [location, setLocation] = createSignal(before?.location ?? (props.plan.places().length === 1 ? (props.plan.places()[0]?.id ?? '') : ''));
  const [from, setFrom] = createSignal(before?.from ?? props.plan.today());
  const [until, setUntil] = createSignal(before?.until ?? '');
  const [days, setDays] = createSignal(Array.from({ length: 7 }, (_, at) => writeDay(before?.weekly[at] ?? [])));
  const [types, setTypes] = createSignal<readonly string[]>(before?.types ?? []);
  const [tried, setTried] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const missing = (value: string): string | undefined => (tried() && value === '' ? t('missing') : undefined);
  const choices = (all: readonly { id: string; name: string }[]) => [{ value: '', label: t('choose') }, ...all.map(({ id, name }) => ({ value: id, label: name }))];
  async function save(): Promise<void> {
    setTried(true);
    setProblem(undefined);
    const weekly = days().map(readDay);
    if (staff() === '' || location() === '' || from() === '' || !weekly.every(fits)) return;
    const answer = await sync.act(scheduleSave, {
      schedule: before?.id ?? newId(), staff: staff(), location: location(), weekly: weekly.map((day) => day ?? []), types: [...types()], from: from(), until: until() || null, saw: before?.revision ?? 0,
    });
    if (props.plan.settle(answer, t('saved'), setProblem)) props.onClose();
  }
  return (
    <Dialog open onClose={props.onClose} title={t(before ? 'schedule.change' : 'schedule.add')} acts={<><Button onPress={props.onClose}>{t('cancel')}</Button><Button kind="primary" onPress={() => void save()}>{t('save')}</Button></>}>
      <div class={styles.form}>
        <Show when={problem()}>{(why) => <Notice tone="asks" announce title={why()} />}</Show>
        <Select label={t('who')} value={staff()} onChange={setStaff} options={choices(props.plan.colleagues())} error={missing(staff())} />
        <Select label={t('where')} value={location()} onChange={setLocation} options={choices(props.plan.places())} error={missing(location())} />
        <div class={styles.days}>
          <TextField label={t('from')} type="date" dir="ltr" value={from()} onInput={setFrom} error={missing(from())} />
          <TextField label={t('until')} hint={t('untilHint')} type="date" dir="ltr" value={until()} onInput={setUntil} />
        </div>
        <p class={styles.second}>{t('schedule.hint')}</p>
        <div class={styles.days}>
          <For each={names()}>
            {(name, at) => (
              <TextField label={name} dir="ltr" placeholder={t('schedule.off')} value={days()[at()] ?? ''} error={tried() && !fits(readDay(days()[at()] ?? '')) ? t('schedule.problem') : undefined}
                onInput={(text) => setDays((all) => all.map((one, other) => (other === at() ? text : one)))} />
            )}
          </For>
        </div>
        <fieldset class={styles.types}>
          <legend>{t('schedule.types')}</legend>
          <For each={props.plan.types().filter((type) => type.active)} fallback={<p class={styles.second}>{t('types.none')}</p>}>
            {(type) => <CheckRow label={props.plan.typeName(type)} checked={types().includes(type.id)} onChange={(on) => setTypes((all) => (on ? [...all, type.id] : all.filter((one) => one !== type.id)))} />}
          </For>
        </fieldset>
      </div>
    </Dialog>
  );
}
