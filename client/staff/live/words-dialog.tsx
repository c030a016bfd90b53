import { createEffect, For, on, createSignal, Show, type JSX } from 'solid-js';
import { CONSULT_WORD_MAX } from '../../../schema/consult-states.ts';
import type { LiveConsult } from '../../../schema/consults.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { useDraft } from '../shared/use-draft.ts';
import styles from './live.module.css';
import { staffLiveTexts } from './texts.ts';
import type { ConsultActs } from './use-consult-acts.ts';
import { firstName } from './use-live.ts';

const phrases = ['ten', 'soon', 'late', 'phone'] as const;

interface Props { readonly one: LiveConsult; readonly acts: ConsultActs; readonly open: boolean; readonly onClose: () => void }

/** Kept as it is typed, checked when it is sent, and gone once it is on the disk. */
function useWords(props: Props, kind: 'word' | 'fail', empty: () => string) {
  const t = useT(staffLiveTexts);
  const draft = useDraft(() => `consult.${kind}.${props.one.id}`);
  const [error, setError] = createSignal<string>();
  createEffect(on(() => props.open, () => { setError(undefined); }));
  async function send(ask: (text: string) => Promise<boolean>): Promise<void> {
    const text = draft.text().trim();
    if (text === '') return void setError(empty());
    if (Array.from(text).length > CONSULT_WORD_MAX) return void setError(t('tooLong', { most: CONSULT_WORD_MAX }));
    if (!(await ask(text))) return void setError(props.acts.problem());
    draft.sent();
    props.onClose();
  }
  return { draft, error, send, write: (text: string) => { setError(undefined); draft.write(text); } };
}

/** "10 more minutes": what stands on the waiting screen. */
export function WordDialog(props: Props): JSX.Element {
  const t = useT(staffLiveTexts);
  const words = useWords(props, 'word', () => t('word.empty'));
  const name = (): string => firstName(props.one.patient.name);
  return (
    <Dialog
      open={props.open} onClose={props.onClose} title={t('word.title', { name: name() })} second={t('word.second')}
      acts={<><Button onPress={props.onClose}>{t('word.not')}</Button><Button kind="primary" onPress={() => void words.send((text) => props.acts.word(props.one, text))}>{t('word.send', { name: name() })}</Button></>}
    >
      <div class={styles.form}>
        <div class={styles.acts} role="group" aria-label={t('word.ready')}>
          <For each={phrases}>{(phrase) => <Button size="small" onPress={() => words.write(t(`word.phrases.${phrase}`))}>{t(`word.phrases.${phrase}`)}</Button>}</For>
        </div>
        <TextArea label={t('word.label', { name: name() })} value={words.draft.text()} onInput={words.write} error={words.error()} rows={2} />
      </div>
    </Dialog>
  );
}

/** It began, and no visit took place: with words that the patient reads. */
export function FailDialog(props: Props): JSX.Element {
  const t = useT(staffLiveTexts);
  const words = useWords(props, 'fail', () => t('failing.empty'));
  return (
    <Dialog
      open={props.open} onClose={props.onClose} title={t('failing.title')} second={t('failing.second', { name: firstName(props.one.patient.name) })}
      acts={<><Button onPress={props.onClose}>{t('failing.not')}</Button><Button kind="primary" onPress={() => void words.send((text) => props.acts.fail(props.one, text))}>{t('failing.act')}</Button></>}
    >
      <Show when={props.open}><TextArea label={t('failing.label')} value={words.draft.text()} onInput={words.write} error={words.error()} rows={3} /></Show>
    </Dialog>
  );
}
