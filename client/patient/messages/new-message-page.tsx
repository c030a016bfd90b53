import { useNavigate } from '@solidjs/router';
import { createEffect, createMemo, createSignal, Show, type JSX } from 'solid-js';

import { addresseeEntry, clinicTextsEntry } from '../../../schema/clinic.ts';
import { newId } from '../../../schema/ids.ts';
import { messageStart } from '../../../schema/message-requests.ts';
import { MESSAGE_MAX, SUBJECT_MAX } from '../../../schema/messages.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { SyncStripConnected } from '../../shared/shell/sync-chip.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { draftKeys } from '../person/draft-keys.ts';
import { usePerson } from '../person/person.tsx';
import { Unwell } from '../shared/unwell.tsx';
import { createDraft } from '../shared/draft.ts';
import { AwayLine } from './away-line.tsx';
import { OpeningLine } from './opening-line.tsx';
import styles from './messages.module.css';
import { messagesTexts } from './texts.ts';

/** A new conversation: to whom, about what, in which words. Everything typed is a draft until the device has stored it. */
export function NewMessagePage(): JSX.Element {
  const t = useT(messagesTexts);
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const words = useRefusalWords('patient');
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const texts = () => clinic.section('texts', clinicTextsEntry)()['texts'];
  const addressees = clinic.section('addressees', addresseeEntry);
  const sorted = createMemo(() => Object.values(addressees()).sort((a, b) => a.kind.localeCompare(b.kind) * -1 || a.name.localeCompare(b.name)));
  const to = createDraft(() => draftKeys.start(person.patient()).to);
  const subject = createDraft(() => draftKeys.start(person.patient()).subject);
  const text = createDraft(() => draftKeys.start(person.patient()).text);
  const [errors, setErrors] = createSignal<Record<string, string>>({});
  const [problem, setProblem] = createSignal<string>();
  const title = (): string => (person.isSelf() ? t('new.title') : t('new.titleFor', { name: person.firstName() }));
  createEffect(() => { document.title = title(); });

  function check(): Record<string, string> {
    const found: Record<string, string> = {};
    if (!addressees()[to.text()]) found['to'] = t('new.toMissing');
    if (subject.text().trim() === '') found['subject'] = t('new.subjectMissing');
    if (text.text().trim() === '') found['text'] = t('new.textMissing');
    const over = text.text().trim().length - MESSAGE_MAX;
    if (over > 0) found['text'] = t('thread.tooLong', { over });
    return found;
  }

  let saving = false;
  async function send(): Promise<void> {
    // A device that takes its time: a second press is the same conversation.
    if (saving) return;
    const found = check();
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const thread = newId();
    const body = { patient: person.patient(), thread, message: newId(), to: to.text(), subject: subject.text().trim(), text: text.text().trim() };
    const { patient } = body;
    const keys = draftKeys.start(patient);
    saving = true;
    const saved = await sync.act(messageStart, body, { draft: keys.text });
    saving = false;
    if (!saved.ok) return void setProblem(words(saved.refusal).reason);
    // Somebody else's form stands here by now.
    if (text.key() !== keys.text) return void Promise.all([sync.drafts.drop(keys.to), sync.drafts.drop(keys.subject)]);
    // Words typed while it was being saved are the conversation's next, and stand in its field.
    const typed = text.text().trim();
    const more = typed.startsWith(body.text) ? typed.slice(body.text.length).trim() : typed;
    if (more !== '') await sync.drafts.put(draftKeys.reply(patient, thread), more);
    for (const draft of [to, subject, text]) draft.clear();
    navigate(person.pathTo(`messages/${thread}`), { replace: true });
  }

  return (
    <PatientScreen
      colour={person.reach().colour}
      header={<DetailHeader title={title()} close backHref={person.pathTo('messages')} />}
      strip={<SyncStripConnected />}
      act={
        <>
          <Button kind="primary" size="last" wide onPress={() => void send()}>
            {person.isSelf() ? t('thread.send') : t('thread.sendFor', { name: person.firstName() })}
          </Button>
          <Unwell phone={texts()?.emergencyPhone} />
        </>
      }
    >
      <Show when={sorted().length > 0} fallback={<EmptyState kind="notHere" why={t('new.nobody.why')} next={t('new.nobody.next')} />}>
        <form class={styles.form} novalidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
          <ErrorSummary errors={Object.entries(errors()).map(([field, message]) => ({ fieldId: `new-${field}`, message }))} />
          <Show when={problem()}>{(reason) => <Notice tone="asks" title={reason()} announce />}</Show>
          <Notice title={texts()?.urgentCareWarning ?? ''}>{texts()?.replyPromise}</Notice>
          <OpeningLine />
          <RadioRows
            legend={t('new.to')}
            value={to.text()}
            onChange={to.write}
            {...(errors()['to'] === undefined ? {} : { error: errors()['to'] })}
            options={sorted().map((one) => ({ value: one.id, label: one.name, ...(one.title ? { second: one.title } : {}) }))}
          />
          <AwayLine to={to.text()} />
          <TextField id="new-subject" label={t('new.subject')} hint={t('new.subjectHint')} value={subject.text()} onInput={subject.write} maxLength={SUBJECT_MAX} error={errors()['subject']} />
          <TextArea id="new-text" label={t('new.text')} value={text.text()} onInput={text.write} rows={5} error={errors()['text']} />
        </form>
      </Show>
    </PatientScreen>
  );
}
