import { createEffect, createMemo, createSignal, on, Show, type JSX } from 'solid-js';
import { patientContact } from '../../../schema/patient-requests.ts';
import { type ContactField } from '../../../schema/patients.ts';
import { can } from '../../../schema/roles.ts';
import { lastOf } from '../../../schema/old-browsers.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconMark } from '../../shared/ui/icon.tsx';
import { TriangleAlert } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { contactDraft } from '../shared/words-of.ts';
import { ContactForm } from './contact-form.tsx';
import type { PatientData } from './patient-data.ts';
import styles from './patients.module.css';
import { patientsTexts } from './texts.ts';

/** Phone or e-mail: what it is, since when and by whom, whether the clinic has it yet, and the way to another one. */
export function ContactFieldPart(props: { readonly field: ContactField; readonly data: PatientData }): JSX.Element {
  const t = useT(patientsTexts);
  const f = useFormat();
  const sync = useSync();
  const snackbar = useSnackbar();
  const words = useRefusalWords('staff');
  const [editing, setEditing] = createSignal<{ readonly start: string; readonly focus: boolean } | null>(null);
  let change: HTMLElement | undefined;
  // Half typed, or taken back from what was waiting: the form is open where its words are.
  createEffect(on(() => contactDraft(props.data.patient(), props.field), (key) => {
    void sync.drafts.get(key).then((kept) => {
      if (kept !== null && kept !== '' && editing() === null) setEditing({ start: entry()?.register.value ?? '', focus: false });
    });
  }));
  const entry = () => props.data.contact(props.field);
  const waiting = createMemo(() => props.data.waitingContact(props.field));
  const declined = createMemo(() => lastOf(sync.needsYou().flatMap((request) => {
    const body = request.type === patientContact.type ? patientContact.body.safeParse(request.body) : undefined;
    return body?.success && body.data.patient === props.data.patient() && body.data.field === props.field ? [{ request, value: body.data.value }] : [];
  })));
  const whyNot = (): string | undefined => {
    const actor = sync.actor();
    return actor === null || can(actor, 'portal.patient.manage') ? undefined : words({ code: 'permission.missing', params: { permission: 'portal.patient.manage' } }).reason;
  };
  const origin = (): string => {
    const register = entry()?.register;
    if (!register || register.value === '') return '';
    if (register.by === '') return register.at > 0 ? t('contact.imported', { when: f.stamp(register.at) }) : '';
    return t('contact.changed', { when: f.stamp(register.at) });
  };
  async function undo(id: string): Promise<void> {
    const back = await sync.undo(id);
    if (back && editing() === null) setEditing({ start: entry()?.register.value ?? '', focus: true });
    snackbar.show({ text: back ? t('contact.undone') : t('contact.tooLate') });
  }
  function close(): void {
    setEditing(null);
    queueMicrotask(() => change?.focus());
  }
  return (
    <div class={styles.field}>
      <div class={styles.said}>
        <span class={styles.label}>{t(`contact.${props.field}`)}</span>
        <span class={styles.value} dir="ltr" data-here={waiting() ? '' : undefined}>{entry()?.register.value || t('contact.none')}</span>
        <Show when={waiting()} fallback={<Show when={origin()}>{(text) => <span class={styles.small}>{text()}</span>}</Show>}>
          {(request) => <StateMark state={request().state === 'saved' ? { kind: 'saved', at: request().savedAt } : { kind: 'sending' }} />}
        </Show>
        <Show when={entry() && !entry()?.fit && entry()?.register.value !== '' && props.field === 'phone'}>
          <span class={styles.asks}><IconMark icon={TriangleAlert} size={16} /><span>{t('contact.unfit')}</span></span>
        </Show>
      </div>
      <Show when={editing() === null}>
        <Show when={waiting()?.undoable && waiting()}>{(request) => <Button kind="quiet" onPress={() => void undo(request().id)}>{t('contact.undo')}</Button>}</Show>
        <Button ink onPress={() => setEditing({ start: entry()?.register.value ?? '', focus: true })} unavailable={whyNot()} ref={(element) => { change = element; }}>
          {t(`contact.change${props.field}`)}
        </Button>
      </Show>
      <Show when={editing() === null && declined()}>
        {(lost) => (
          <Notice
            tone="asks" announce title={t('contact.notAccepted', { value: lost().value || t('contact.emptyValue') })}
            act={{ label: t('contact.again'), onPress: () => { void sync.dismiss(lost().request.id); setEditing({ start: lost().value, focus: true }); } }}
            onDismiss={() => void sync.dismiss(lost().request.id)}
          >
            {lost().request.refusal ? `${words(lost().request.refusal ?? { code: 'general' }).reason} ${words(lost().request.refusal ?? { code: 'general' }).remedy}` : ''}
          </Notice>
        )}
      </Show>
      <Show when={editing()} keyed>{(now) => <ContactForm field={props.field} data={props.data} start={now.start} focus={now.focus} onClose={close} />}</Show>
    </div>
  );
}
