import { createSignal, Show, type JSX } from 'solid-js';
import { newId } from '../../../schema/ids.ts';
import { absenceAdd } from '../../../schema/schedule-requests.ts';
import { REASON_MAX } from '../../../schema/schedules.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import styles from './hours.module.css';
import { hoursTexts } from './texts.ts';
import type { Plan } from './use-plan.ts';
import { instantAt } from '../shared/wall-time.ts';

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Days and times are of the clinic's clock. */
export function AbsenceDialog(props: { readonly plan: Plan; readonly onClose: () => void }): JSX.Element {
  const t = useT(hoursTexts);
  const sync = useSync();
  const [staff, setStaff] = createSignal(props.plan.ownAbsence() ?? '');
  const [kind, setKind] = createSignal<'away' | 'extra'>('away');
  const [location, setLocation] = createSignal('');
  const [typed, setTyped] = createSignal({ fromDay: props.plan.today(), fromTime: '00:00', untilDay: props.plan.today(), untilTime: '23:59', reason: '' });
  const change = (part: keyof ReturnType<typeof typed>) => (text: string) => setTyped((all) => ({ ...all, [part]: text }));
  const [tried, setTried] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const at = (day: string, time: string): number | null => (clock.test(time) ? instantAt(props.plan.timeZone(), day, time) : null);
  const from = (): number | null => at(typed().fromDay, typed().fromTime);
  /** To the end of the minute: 23:59 is the whole day. */
  const until = (): number | null => {
    const last = at(typed().untilDay, typed().untilTime);
    return last === null ? null : typed().untilTime === '23:59' ? last + 60_000 : last;
  };
  const order = (): boolean => { const [a, b] = [from(), until()]; return a !== null && b !== null && a < b; };
  const isOwn = (): boolean => !props.plan.mayPlan();
  async function save(): Promise<void> {
    setTried(true);
    setProblem(undefined);
    const [begins, ends] = [from(), until()];
    if (staff() === '' || (kind() === 'extra' && location() === '') || begins === null || ends === null || ends <= begins || typed().reason.trim().length > REASON_MAX) return;
    const answer = await sync.act(absenceAdd, { absence: newId(), staff: staff(), location: location() || null, kind: kind(), from: begins, until: ends, reason: typed().reason.trim() });
    if (props.plan.settle(answer, t('saved'), setProblem)) props.onClose();
  }
  const timeError = (time: string): string | undefined => (tried() && !clock.test(time) ? t('absence.timeProblem') : undefined);
  return (
    <Dialog open onClose={props.onClose} title={t('absence.add')} acts={<><Button onPress={props.onClose}>{t('cancel')}</Button><Button kind="primary" onPress={() => void save()}>{t('save')}</Button></>}>
      <div class={styles.form}>
        <Show when={problem()}>{(why) => <Notice tone="asks" announce title={why()} />}</Show>
        <Show when={!isOwn()} fallback={<p>{props.plan.colleagueName(staff())}</p>}>
          <Select label={t('who')} value={staff()} onChange={setStaff} options={[{ value: '', label: t('choose') }, ...props.plan.colleagues().map(({ id, name }) => ({ value: id, label: name }))]} error={tried() && staff() === '' ? t('missing') : undefined} />
          <RadioRows legend={t('absence.kind')} value={kind()} onChange={(value) => setKind(value === 'extra' ? 'extra' : 'away')} options={[{ value: 'away', label: t('absence.away') }, { value: 'extra', label: t('absence.extra'), second: t('absence.extraSecond') }]} />
        </Show>
        <Select label={t('where')} value={location()} onChange={setLocation} options={[{ value: '', label: kind() === 'extra' ? t('choose') : t('everywhere') }, ...props.plan.places().map(({ id, name }) => ({ value: id, label: name }))]} error={tried() && kind() === 'extra' && location() === '' ? t('missing') : undefined} />
        <div class={styles.days}>
          <TextField label={t('absence.fromDay')} type="date" dir="ltr" value={typed().fromDay} onInput={change('fromDay')} error={tried() && typed().fromDay === '' ? t('missing') : undefined} />
          <TextField label={t('absence.fromTime')} dir="ltr" value={typed().fromTime} onInput={change('fromTime')} error={timeError(typed().fromTime)} />
          <TextField label={t('absence.untilDay')} type="date" dir="ltr" value={typed().untilDay} onInput={change('untilDay')} error={tried() && !order() ? t('absence.order') : undefined} />
          <TextField label={t('absence.untilTime')} dir="ltr" value={typed().untilTime} onInput={change('untilTime')} error={timeError(typed().untilTime)} />
        </div>
        <TextField label={t('absence.reason')} hint={t('absence.reasonHint')} value={typed().reason} onInput={change('reason')} error={tried() && typed().reason.trim().length > REASON_MAX ? t('absence.reasonProblem') : undefined} />
      </div>
    </Dialog>
  );
}
