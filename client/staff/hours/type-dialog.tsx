import { createSignal, Show, type JSX } from 'solid-js';
import { newId } from '../../../schema/ids.ts';
import { visitTypeSave } from '../../../schema/schedule-requests.ts';
import { bookingPolicy, visitTypeFields, type BookingPolicy, type VisitTypeEntry } from '../../../schema/schedules.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CheckRow } from '../../shared/ui/check-row.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import styles from './hours.module.css';
import { hoursTexts } from './texts.ts';
import type { Plan } from './use-plan.ts';

export interface TypeDialogProps { readonly plan: Plan; /** null: a new one. */ readonly entry: VisitTypeEntry | null; readonly onClose: () => void }

const numbers = ['minutes', 'buffer', 'cancelHours'] as const;
type NumberField = (typeof numbers)[number];
const read = (typed: string): number => (/^\d{1,3}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN);
/** Without what is empty. */
const local = (words: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(words).flatMap(([language, text]) => (text.trim() === '' ? [] : [[language, text.trim()]])));

/** A kind of visit: its names and preparation in both languages, how long it takes, and who may book it how. */
export function TypeDialog(props: TypeDialogProps): JSX.Element {
  const t = useT(hoursTexts);
  const sync = useSync();
  // As it stood when the dialog opened.
  const before = props.entry;
  const [names, setNames] = createSignal<Record<string, string>>({ ...before?.names });
  const [preparation, setPreparation] = createSignal<Record<string, string>>({ ...before?.preparation });
  const [typed, setTyped] = createSignal<Record<NumberField, string>>({ minutes: String(before?.minutes ?? 20), buffer: String(before?.buffer ?? 0), cancelHours: String(before?.cancelHours ?? 24) });
  const [telehealth, setTelehealth] = createSignal(before?.telehealth ?? false);
  const [active, setActive] = createSignal(before?.active ?? true);
  const [policy, setPolicy] = createSignal<BookingPolicy>(before?.policy ?? 'request');
  const [tried, setTried] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const wrong = (field: NumberField): boolean => !visitTypeFields[field].safeParse(read(typed()[field])).success;
  async function save(): Promise<void> {
    setTried(true);
    setProblem(undefined);
    const fields = { names: local(names()), preparation: local(preparation()), minutes: read(typed().minutes), buffer: read(typed().buffer), cancelHours: read(typed().cancelHours) };
    if (numbers.some(wrong) || !visitTypeFields.names.safeParse(fields.names).success || !visitTypeFields.preparation.safeParse(fields.preparation).success) return;
    const answer = await sync.act(visitTypeSave, {
      clinic: sync.account.clinic, visitType: before?.id ?? newId(), ...fields, telehealth: telehealth(), policy: policy(), active: active(), from: before?.revision ?? 0,
    });
    if (props.plan.settle(answer, t('saved'), setProblem)) props.onClose();
  }
  const nameError = (): string | undefined => (tried() && !visitTypeFields.names.safeParse(local(names())).success ? t('types.nameProblem') : undefined);
  const prepError = (): string | undefined => (tried() && !visitTypeFields.preparation.safeParse(local(preparation())).success ? t('types.prepareProblem') : undefined);
  const field = (name: NumberField): JSX.Element => (
    <TextField label={t(`types.${name}`)} inputmode="numeric" dir="ltr" value={typed()[name]} onInput={(text) => setTyped((all) => ({ ...all, [name]: text }))} error={tried() && wrong(name) ? t(`types.${name}Problem`) : undefined} />
  );
  return (
    <Dialog open onClose={props.onClose} title={t(before ? 'types.change' : 'types.add')} acts={<><Button onPress={props.onClose}>{t('cancel')}</Button><Button kind="primary" onPress={() => void save()}>{t('save')}</Button></>}>
      <div class={styles.form}>
        <Show when={problem()}>{(why) => <Notice tone="asks" announce title={why()} />}</Show>
        <TextField label={t('types.nameEn')} value={names()['en'] ?? ''} onInput={(en) => setNames((all) => ({ ...all, en }))} error={nameError()} />
        <TextField label={t('types.nameHu')} value={names()['hu'] ?? ''} onInput={(hu) => setNames((all) => ({ ...all, hu }))} />
        <div class={styles.days}>{field('minutes')}{field('buffer')}{field('cancelHours')}</div>
        <CheckRow label={t('types.video')} checked={telehealth()} onChange={setTelehealth} />
        <RadioRows legend={t('types.policy')} value={policy()} onChange={(value) => setPolicy(bookingPolicy.safeParse(value).data ?? 'request')} options={bookingPolicy.options.map((value) => ({ value, label: t(`policy.${value}`), second: t(`policySecond.${value}`) }))} />
        <TextArea label={t('types.prepareEn')} rows={2} value={preparation()['en'] ?? ''} onInput={(en) => setPreparation((all) => ({ ...all, en }))} error={prepError()} />
        <TextArea label={t('types.prepareHu')} rows={2} value={preparation()['hu'] ?? ''} onInput={(hu) => setPreparation((all) => ({ ...all, hu }))} />
        <CheckRow label={t('types.active')} checked={active()} onChange={setActive} />
      </div>
    </Dialog>
  );
}
