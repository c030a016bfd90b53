import { createMemo, createSignal, Show, type JSX } from 'solid-js';
import { AWAY_WORDS, type AwayEntry } from '../../../schema/away.ts';
import { addresseeEntry } from '../../../schema/clinic.ts';
import { staffAway, staffBack } from '../../../schema/colleague-requests.ts';
import { newId } from '../../../schema/ids.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync, type ActAnswer } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useDayName } from '../../shared/ui/closed-words.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import styles from './away-form.module.css';
import { awayTexts } from './away-texts.ts';
import { useOffice } from './use-office.ts';

export interface AwayFormProps {
  /** Whose absence: one's own, or a colleague's. */
  readonly staff: string;
  readonly onDone?: () => void;
}

type Field = 'from' | 'until' | 'cover' | 'words';

/** B45: from when to when somebody is away and who covers; one absence a person. */
export function AwayForm(props: AwayFormProps): JSX.Element {
  const t = useT(awayTexts);
  const sync = useSync();
  const snackbar = useSnackbar();
  const refusalWords = useRefusalWords('staff');
  const dayName = useDayName();
  const office = useOffice();
  const addressees = useView(() => viewName.clinic(sync.account.clinic)).section('addressees', addresseeEntry);
  const stands = (): AwayEntry | undefined => office.absences()[props.staff];
  const [typed, setTyped] = createSignal<Partial<Record<Field, string>>>({});
  const [errors, setErrors] = createSignal<Partial<Record<Field, string | undefined>>>({});
  const change = (field: Field) => (text: string): void => {
    setTyped((before) => ({ ...before, [field]: text }));
    setErrors((before) => ({ ...before, [field]: undefined }));
  };
  const value = (field: Field): string => {
    const now = stands();
    const kept = now && { from: now.from, until: now.until, cover: `${now.to.kind}:${now.to.id}`, words: now.words };
    return typed()[field] ?? kept?.[field] ?? '';
  };
  const [problem, setProblem] = createSignal<string>();
  const covers = createMemo(() => [
    { value: '', label: t('choose') },
    ...Object.values(office.colleagues()).filter((one) => one.answersMessages && one.id !== props.staff).sort((a, b) => a.name.localeCompare(b.name))
      .map((one) => ({ value: `person:${one.id}`, label: `${one.name}, ${one.title}` })),
    ...Object.values(addressees()).filter((one) => one.kind === 'team').map((one) => ({ value: `team:${one.id}`, label: t('team', { name: one.name }) })),
  ]);
  const waiting = () => sync.waiting().find(({ type, body }) => (type === staffAway.type || type === staffBack.type) && isAbout(body, props.staff));

  function check(): Partial<Record<Field, string>> {
    const over = value('words').trim().length > AWAY_WORDS;
    return {
      ...(value('from') === '' ? { from: t('missingDay') } : {}),
      ...(value('until') === '' ? { until: t('missingDay') } : value('until') < value('from') ? { until: t('order') } : {}),
      ...(value('cover') === '' ? { cover: t('missingCover') } : {}),
      ...(over ? { words: t('tooLong', { most: AWAY_WORDS }) } : {}),
    };
  }
  function settle(answer: ActAnswer, said: string): void {
    if (!answer.ok) {
      const { reason, remedy } = refusalWords(answer.refusal);
      setProblem(`${reason} ${remedy}`);
      return;
    }
    setTyped({});
    setProblem(undefined);
    snackbar.show({ text: said });
    props.onDone?.();
  }
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const found = check();
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const [kind, id = ''] = value('cover').split(':');
    settle(await sync.act(staffAway, {
      away: newId(), staff: props.staff, replaces: stands()?.id ?? null, from: value('from'), until: value('until'),
      to: { kind: kind === 'team' ? 'team' : 'person', id }, words: value('words').trim(),
    }), t('saved'));
  }
  return (
    <form class={styles.form} novalidate onSubmit={(event) => void save(event)}>
      <Show when={problem()}>{(why) => <Notice tone="asks" announce title={why()} />}</Show>
      <Show when={stands()}>{(now) => <p class={styles.second}>{t('now', { from: dayName(now().from), until: dayName(now().until), name: now().to.name, by: now().by })}</p>}</Show>
      <div class={styles.days}>
        <TextField label={t('from')} type="date" dir="ltr" value={value('from')} onInput={change('from')} error={errors().from} />
        <TextField label={t('until')} type="date" dir="ltr" value={value('until')} onInput={change('until')} error={errors().until} />
      </div>
      <Select label={t('cover')} value={value('cover')} onChange={change('cover')} options={covers()} error={errors().cover} />
      <TextArea label={t('words')} hint={t('wordsHint', { most: AWAY_WORDS })} value={value('words')} onInput={change('words')} rows={2} error={errors().words} />
      <div class={styles.foot}>
        <Button kind="primary" type="submit">{t('save')}</Button>
        <Show when={stands()}>
          {(now) => <Button onPress={() => void sync.act(staffBack, { staff: props.staff, away: now().id }).then((answer) => settle(answer, t('backDone')))}>{t('back')}</Button>}
        </Show>
        <Show when={waiting()}>{(request) => <StateMark state={{ kind: 'saved', at: request().savedAt }} words={t('waiting')} />}</Show>
      </div>
    </form>
  );
}

function isAbout(body: unknown, staff: string): boolean {
  return typeof body === 'object' && body !== null && 'staff' in body && body.staff === staff;
}
