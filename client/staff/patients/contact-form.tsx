import { createSignal, createUniqueId, Show, type JSX } from 'solid-js';
import { clinicTextsEntry } from '../../../schema/clinic.ts';
import { patientContact } from '../../../schema/patient-requests.ts';
import { emailAddress, type ContactField } from '../../../schema/patients.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { contactDraft } from '../shared/words-of.ts';
import type { PatientData } from './patient-data.ts';
import styles from './patients.module.css';
import { readPhone } from './read-phone.ts';
import { patientsTexts } from './texts.ts';

export interface ContactFormProps {
  readonly field: ContactField;
  readonly data: PatientData;
  /** What stands in the record, to change it in place. */
  readonly start: string;
  /** Somebody pressed Change; not when a half-typed value is found again. */
  readonly focus: boolean;
  readonly onClose: () => void;
}

/** Typed in any form, saved as the record wants it; what is half typed survives another page, a lock and a closed browser. */
export function ContactForm(props: ContactFormProps): JSX.Element {
  const t = useT(patientsTexts);
  const sync = useSync();
  const i18n = useI18n();
  const announce = useAnnounce();
  const words = useRefusalWords('staff');
  const clinic = useView(() => viewName.clinic(sync.account.clinic)).section('texts', clinicTextsEntry);
  const id = createUniqueId();
  const draft = useDraft(() => contactDraft(props.data.patient(), props.field));
  const [touched, setTouched] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const typed = (): string => (touched() || draft.text() !== '' ? draft.text() : props.start);
  const country = (): string | undefined => clinic()['texts']?.country;
  const hint = (): string | undefined => {
    if (props.field === 'email') return undefined;
    const code = country();
    return code ? t('contact.phoneHint', { country: new Intl.DisplayNames([i18n.locale()], { type: 'region' }).of(code) ?? code }) : t('contact.phoneHintPlain');
  };

  /** What will be saved; undefined: what was typed is none. An empty field takes the number or address away. */
  async function read(): Promise<string | undefined> {
    const text = typed().trim();
    if (text === '') return '';
    if (props.field === 'phone') return (await readPhone(text, country())) ?? undefined;
    const email = emailAddress.safeParse(text);
    return email.success ? email.data : undefined;
  }
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy()) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const value = await read();
      if (value === undefined) return fail(t(props.field === 'phone' ? 'contact.phoneProblem' : 'contact.emailProblem'));
      const current = props.data.contact(props.field);
      if (value === current?.register.value && (current.fit || value === '')) return fail(t('contact.same'));
      const answer = await sync.act(patientContact, { patient: props.data.patient(), field: props.field, value }, { draft: draft.key() });
      if (!answer.ok) return fail(`${words(answer.refusal).reason} ${words(answer.refusal).remedy}`);
      draft.sent();
      announce(t('contact.saved'));
      props.onClose();
    } finally {
      setBusy(false);
    }
  }
  function fail(words: string): void {
    setProblem(words);
    document.getElementById(id)?.focus();
  }
  function cancel(): void {
    draft.sent();
    props.onClose();
  }
  return (
    <form class={styles.form} onSubmit={(event) => void save(event)} novalidate>
      <TextField
        id={id}
        label={t(props.field === 'phone' ? 'contact.phoneField' : 'contact.emailField')}
        hint={hint()}
        error={problem()}
        value={typed()}
        onInput={(value) => { setTouched(true); draft.write(value); }}
        type={props.field === 'phone' ? 'tel' : 'email'}
        inputmode={props.field === 'phone' ? 'tel' : 'email'}
        dir="ltr"
        spellcheck={false}
        autocomplete="off"
        maxLength={props.field === 'phone' ? 40 : 254}
        ref={(element) => queueMicrotask(() => {
          if (!props.focus) return;
          element.focus();
          element.select();
        })}
      />
      <Show when={props.data.contact(props.field)}>
        <div class={styles.acts}>
          <Button kind="primary" type="submit">{t('contact.save', { name: props.data.calledName() })}</Button>
          <Button ink onPress={cancel}>{t('contact.cancel')}</Button>
        </div>
      </Show>
    </form>
  );
}
