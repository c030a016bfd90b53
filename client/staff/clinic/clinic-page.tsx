import { createMemo, createSignal, For, Show, type JSX } from 'solid-js';
import { clinicSettingsEntry, hoursEntry } from '../../../schema/clinic-settings.ts';
import { clinicSettings } from '../../../schema/clinic-requests.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CheckRow } from '../../shared/ui/check-row.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { FlaskConical } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { RANGES } from '../shell/addresses.ts';
import { StaffFrame } from '../shell/staff-frame.tsx';
import styles from './clinic.module.css';
import { rangesTexts } from './ranges-texts.ts';
import { formOf, readForm, settingsForm, waitNames, type FormField, type SettingsForm, type WaitField } from './settings-form.ts';
import { clinicTexts } from './texts.ts';

/** B45: what the clinic decides for everybody: when it is open, what patients read, how one signs in. */
export function ClinicPage(): JSX.Element {
  const t = useT(clinicTexts);
  const ranges = useT(rangesTexts);
  const f = useFormat();
  const sync = useSync();
  const snackbar = useSnackbar();
  const isReachable = useReachable();
  const words = useRefusalWords('staff');
  const entry = useView(() => viewName.office(sync.account.clinic)).section('settings', clinicSettingsEntry);
  const now = () => entry()['settings'];
  const draft = useDraft(() => 'clinic.settings');
  const form = createMemo((): SettingsForm | undefined => {
    const stands = now();
    return readDraft(draft.text()) ?? (stands && formOf(stands));
  });
  const isChanged = (): boolean => draft.text() !== '';
  const [wrong, setWrong] = createSignal<readonly FormField[]>([]);
  const [problem, setProblem] = createSignal<string>();
  const waiting = () => sync.waiting().find(({ type }) => type === clinicSettings.type);
  function change(part: Partial<SettingsForm>): void {
    const before = form();
    if (before) draft.write(JSON.stringify({ ...before, ...part }));
  }
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const typed = form();
    if (!typed) return;
    const read = readForm(typed);
    setWrong(read.wrong);
    setProblem(undefined);
    if (read.wrong.length > 0) return;
    const answer = await sync.act(clinicSettings, { clinic: sync.account.clinic, ...read.settings, from: typed.from }, { draft: draft.key() });
    if (!answer.ok) {
      const { reason, remedy } = words(answer.refusal);
      setProblem(`${reason} ${remedy}`);
      return;
    }
    draft.sent();
    snackbar.show({ text: t('saved') });
  }
  const messageOf = (field: FormField): string => {
    if (field === 'hours') return t('hours.never');
    if (field === 'emergencyPhone') return t('words.emergencyProblem');
    if (field === 'replyPromise') return t('words.promiseProblem');
    if (isWait(field)) return t(`waits.${field}.problem`);
    return field === 'contactDays' ? t('signIn.contactProblem') : t('hours.problem');
  };
  const errorOf = (field: FormField): string | undefined => (wrong().includes(field) ? messageOf(field) : undefined);
  return (
    <StaffFrame
      current="clinic"
      title={t('title')}
      pane={
        <Show when={form()} fallback={<EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} />}>
          {(typed) => (
            <form class={styles.page} novalidate onSubmit={(event) => void save(event)}>
              <ErrorSummary errors={wrong().map((field) => ({ fieldId: `clinic-${field === 'hours' ? 'day0' : field}`, message: messageOf(field) }))} />
              <Show when={problem()}>{(why) => <Notice tone="asks" announce title={why()} act={{ label: t('discard'), onPress: () => { draft.write(''); setProblem(undefined); } }} />}</Show>
              <section class={styles.part}>
                <h2 class={styles.heading}>{t('hours.title')}</h2>
                <HoursPart form={typed()} change={change} errorOf={errorOf} />
              </section>
              <section class={styles.part}>
                <h2 class={styles.heading}>{t('words.title')}</h2>
                <TextField id="clinic-emergencyPhone" label={t('words.emergency')} type="tel" dir="ltr" value={typed().emergencyPhone} onInput={(emergencyPhone) => change({ emergencyPhone })} error={errorOf('emergencyPhone')} />
                <TextField id="clinic-replyPromise" label={t('words.promise')} hint={t('words.promiseHint')} value={typed().replyPromise} onInput={(replyPromise) => change({ replyPromise })} error={errorOf('replyPromise')} />
              </section>
              <section class={styles.part}>
                <h2 class={styles.heading}>{t('signIn.title')}</h2>
                <CheckRow label={t('signIn.birth')} checked={typed().asksBirthDate} onChange={(asksBirthDate) => change({ asksBirthDate })} />
                <RadioRows
                  legend={t('signIn.rule')} value={typed().passwordRule} onChange={(rule) => change({ passwordRule: rule === 'length' ? 'length' : 'mixed' })}
                  options={[
                    { value: 'mixed', label: t('signIn.mixed'), second: t('signIn.mixedSecond') }, { value: 'length', label: t('signIn.length'), second: t('signIn.lengthSecond') },
                  ]}
                />
                <TextField id="clinic-contactDays" label={t('signIn.contact')} hint={t('signIn.contactHint')} inputmode="numeric" dir="ltr" value={typed().contactDays} onInput={(contactDays) => change({ contactDays })} error={errorOf('contactDays')} />
              </section>
              <section class={styles.part}>
                <h2 class={styles.heading}>{t('waits.title')}</h2>
                <For each={waitNames}>
                  {(field) => (
                    <TextField
                      id={`clinic-${field}`} label={t(`waits.${field}.label`)} hint={t(`waits.${field}.hint`)} inputmode="numeric" dir="ltr"
                      value={typed()[field]} onInput={(text) => change({ [field]: text })} error={errorOf(field)}
                    />
                  )}
                </For>
              </section>
              <section class={styles.part}>
                <h2 class={styles.heading}>{ranges('link.title')}</h2>
                <p class={styles.second}>{ranges('link.second')}</p>
                <div><Button icon={FlaskConical} href={RANGES}>{ranges('link.act')}</Button></div>
              </section>
              <div class={styles.foot}>
                <Button kind="primary" type="submit">{t('save')}</Button>
                <Show when={waiting()}>
                  {(request) => <StateMark state={request().state === 'sending' && isReachable() ? { kind: 'sending' } : { kind: 'saved', at: request().savedAt }} words={t('waiting')} />}
                </Show>
                <Show when={isChanged()}><span class={styles.second}>{t('draft')}</span><Button kind="quiet" onPress={() => draft.write('')}>{t('discard')}</Button></Show>
                <Show when={!isChanged() && now()?.at}>{(at) => <span class={styles.second}>{t('last', { name: now()?.by ?? '', when: f.stamp(at()) })}</span>}</Show>
              </div>
            </form>
          )}
        </Show>
      }
    />
  );
}

interface HoursProps {
  readonly form: SettingsForm;
  readonly change: (part: Partial<SettingsForm>) => void;
  readonly errorOf: (field: FormField) => string | undefined;
}

const isWait = (field: FormField): field is WaitField => (waitNames as readonly string[]).includes(field);

const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;

function HoursPart(props: HoursProps): JSX.Element {
  const t = useT(clinicTexts);
  const i18n = useI18n();
  const sync = useSync();
  const hours = useView(() => viewName.clinic(sync.account.clinic)).section('hours', hoursEntry);
  /** 1 January 2024 was a Monday. */
  const dayName = (at: number): string => new Intl.DateTimeFormat(i18n.language(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + at));
  return (
    <>
      <p class={styles.second}>{t('hours.second', { zone: hours()['hours']?.timeZone ?? '' })}</p>
      <CheckRow label={t('hours.on')} checked={props.form.tellsHours} onChange={(tellsHours) => props.change({ tellsHours })} error={props.errorOf('hours')} />
      <Show when={props.form.tellsHours}>
        <p class={styles.second}>{t('hours.hint')}</p>
        <div class={styles.days}>
          <For each={DAYS}>
            {(at) => (
              <TextField
                id={`clinic-day${at}`} label={dayName(at)} dir="ltr" placeholder={t('hours.closed')} value={props.form.days[at] ?? ''} error={props.errorOf(`day${at}`)}
                onInput={(text) => props.change({ days: props.form.days.map((one, other) => (other === at ? text : one)) })}
              />
            )}
          </For>
        </div>
      </Show>
    </>
  );
}

function readDraft(text: string): SettingsForm | undefined {
  if (text === '') return undefined;
  try {
    const parsed = settingsForm.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
