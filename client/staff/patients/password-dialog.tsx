import { createEffect, createSignal, Match, on, Show, Switch, type JSX } from 'solid-js';
import { brandEntry, clinicTextsEntry } from '../../../schema/clinic.ts';
import type { OneTimePasswordAnswer } from '../../../schema/patient-search.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Copy, Download, Printer } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { writeLetter, type LetterContent } from './letter-content.ts';
import { saveLetterPdf } from './letter-pdf.ts';
import { Letter, printLetter } from './letter.tsx';
import type { PatientData } from './patient-data.ts';
import { makeOneTimePassword } from './patients-api.ts';
import styles from './patients.module.css';
import { patientsTexts } from './texts.ts';

type Step = { readonly kind: 'ask' } | { readonly kind: 'making' } | { readonly kind: 'failed'; readonly words: string } | { readonly kind: 'shown'; readonly answer: OneTimePasswordAnswer };

/**
 * Asks, makes and shows a one-time password once. What is shown lives in this dialog alone: closed, it is gone, so it does
 * not close by Escape or a press beside it.
 */
export function PasswordDialog(props: { readonly data: PatientData; readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(patientsTexts);
  const words = useRefusalWords('staff');
  const [step, setStep] = createSignal<Step>({ kind: 'ask' });
  const name = (): string => props.data.calledName();
  createEffect(on(() => props.open, (open) => {
    if (!open) setStep({ kind: 'ask' });
  }, { defer: true }));

  async function make(): Promise<void> {
    if (step().kind === 'making') return;
    setStep({ kind: 'making' });
    const answer = await makeOneTimePassword(props.data.patient());
    if (answer.ok) setStep({ kind: 'shown', answer: answer.value });
    else if (answer.refusal === null) setStep({ kind: 'failed', words: t('password.noAnswer') });
    else setStep({ kind: 'failed', words: `${words(answer.refusal).reason} ${words(answer.refusal).remedy}` });
  }
  const shown = (): OneTimePasswordAnswer | undefined => {
    const now = step();
    return now.kind === 'shown' ? now.answer : undefined;
  };
  const failure = (): string | undefined => {
    const now = step();
    return now.kind === 'failed' ? now.words : undefined;
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      locked={step().kind === 'shown' || step().kind === 'making'}
      title={shown() ? t('password.title', { name: props.data.name() }) : t('password.ask', { name: props.data.name() })}
      second={shown() ? t('password.shownOnce') : t('password.askSecond', { name: name() })}
      acts={
        <Show when={shown()} fallback={
          <>
            <Button onPress={props.onClose}>{t('password.not')}</Button>
            <Button kind="primary" onPress={() => void make()}>{step().kind === 'making' ? t('password.making') : t('password.make', { name: name() })}</Button>
          </>
        }>
          <Button kind="primary" onPress={props.onClose}>{t('password.close')}</Button>
        </Show>
      }
    >
      <Switch>
        <Match when={shown()}>{(answer) => <Shown data={props.data} answer={answer()} />}</Match>
        <Match when={failure()}>{(sentence) => <Notice tone="asks" announce="assertive" title={t('password.problem')}>{sentence()}</Notice>}</Match>
      </Switch>
    </Dialog>
  );
}

function Shown(props: { readonly data: PatientData; readonly answer: OneTimePasswordAnswer }): JSX.Element {
  const t = useT(patientsTexts);
  const f = useFormat();
  const sync = useSync();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const brand = clinic.section('brand', brandEntry);
  const texts = clinic.section('texts', clinicTextsEntry);
  const [copied, setCopied] = createSignal(false);
  const [pdfFailed, setPdfFailed] = createSignal(false);
  const signsInWith = (): string => (props.answer.identifier.mode === 'email' ? props.answer.identifier.value : t('password.nationalId', { last4: props.answer.identifier.last4 }));
  const letter = (): LetterContent => writeLetter(t, f, {
    answer: props.answer, name: props.data.name(), postal: props.data.identity()?.address ?? null, record: props.data.identity()?.recordNumber ?? '',
    clinic: {
      name: brand()['brand']?.name ?? '', suffix: brand()['brand']?.suffix ?? '', colour: brand()['brand']?.colour ?? '#111C1C', phone: texts()['texts']?.phone ?? '',
    },
    origin: location.origin,
  });
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(props.answer.password).then(() => setCopied(true), () => setCopied(false));
  }
  async function save(): Promise<void> {
    setPdfFailed(false);
    await saveLetterPdf(letter()).catch(() => setPdfFailed(true));
  }
  return (
    <div class={styles.stack}>
      <div>
        <span class={styles.label} id="one-time-password">{t('password.value')}</span>
        <output class={styles.secret} dir="ltr" aria-labelledby="one-time-password">{props.answer.password}</output>
      </div>
      <dl class={styles.facts}>
        <dt>{t('password.signsInWith')}</dt><dd dir="ltr">{signsInWith()}</dd>
        <dt>{t('password.phone')}</dt><dd dir="ltr">{props.answer.phone || t('contact.none')}</dd>
      </dl>
      <p class={styles.small}>{t('password.until', { when: f.dated(props.answer.validUntil) })}</p>
      <p class={styles.small}>{props.answer.confirmedTo === null ? t('password.unconfirmed') : t('password.confirmed', { address: props.answer.confirmedTo })}</p>
      <div class={styles.acts}>
        <Button ink icon={Printer} onPress={() => void printLetter()}>{t('password.print')}</Button>
        <Button ink icon={Download} onPress={() => void save()}>{t('password.pdf')}</Button>
        <Button ink icon={Copy} onPress={() => void copy()}>{copied() ? t('password.copied') : t('password.copy')}</Button>
      </div>
      <Show when={pdfFailed()}><Notice tone="asks" announce title={t('password.pdfFailed')} /></Show>
      <Letter content={letter()} />
    </div>
  );
}
