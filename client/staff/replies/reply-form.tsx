import { createSignal, For, type JSX } from 'solid-js';
import { CANNED_TEXT_MAX, CANNED_TITLE_MAX, placeholders, type CannedOf } from '../../../schema/canned-replies.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { cannedDraft } from '../shared/words-of.ts';
import styles from './replies.module.css';
import { repliesTexts } from './texts.ts';

export interface ReplyFormProps {
  readonly of: CannedOf;
  /** null: a new one. */
  readonly reply: string | null;
  readonly title: string;
  readonly text: string;
  /** Resolves to what stands against it, in words; undefined once it is on the disk. */
  readonly onSave: (title: string, text: string, draft: string) => Promise<string | undefined>;
  readonly onDone: () => void;
}

/** What is typed is a draft until it is saved: name and words in one, the name on the first line. */
export function ReplyForm(props: ReplyFormProps): JSX.Element {
  const t = useT(repliesTexts);
  const draft = useDraft(() => cannedDraft(props.of, props.reply));
  const [errors, setErrors] = createSignal<{ readonly title?: string; readonly text?: string }>({});
  let area: HTMLTextAreaElement | undefined;
  const stored = (): { title: string; text: string } => {
    if (draft.text() === '') return { title: props.title, text: props.text };
    const [title = '', ...lines] = draft.text().split('\n');
    return { title, text: lines.join('\n') };
  };
  const write = (change: { title?: string; text?: string }): void => {
    const { title, text } = { ...stored(), ...change };
    draft.write(`${title.replace(/\n/g, ' ')}\n${text}`);
  };
  function insert(name: string): void {
    const { text } = stored();
    const [start, end] = [area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length];
    write({ text: `${text.slice(0, start)}{${name}}${text.slice(end)}` });
    area?.focus();
    area?.setSelectionRange(start + name.length + 2, start + name.length + 2);
  }
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { title, text } = stored();
    const over = text.length - CANNED_TEXT_MAX;
    const wrong = {
      ...(title.trim() === '' || title.trim().length > CANNED_TITLE_MAX ? { title: t('form.titleMissing') } : {}),
      ...(text.trim() === '' ? { text: t('form.textMissing') } : over > 0 ? { text: t('form.textLong', { count: over }) } : {}),
    };
    setErrors(wrong);
    if (wrong.title !== undefined || wrong.text !== undefined) return;
    const against = await props.onSave(title.trim(), text, draft.key());
    if (against !== undefined) {
      setErrors({ text: against });
      return;
    }
    draft.sent();
    props.onDone();
  }
  function discard(): void {
    draft.sent();
    props.onDone();
  }
  return (
    <form class={styles.form} onSubmit={(event) => void save(event)}>
      <TextField
        label={t('form.title')} hint={t('form.titleHint')} value={stored().title} error={errors().title} maxLength={CANNED_TITLE_MAX}
        onInput={(title) => write({ title })} ref={(element) => queueMicrotask(() => element.focus())}
      />
      <TextArea
        label={t('form.text')} hint={t('form.hint')} value={stored().text} error={errors().text} rows={5} maxRows={12}
        onInput={(text) => write({ text })} ref={(element) => { area = element; }}
      />
      <div role="group" aria-label={t('form.insert')} class={styles.acts}>
        <For each={placeholders}>{(name) => <Button size="small" onPress={() => insert(name)}>{t(`names.${name}`)}</Button>}</For>
      </div>
      <div class={styles.acts}>
        <Button kind="primary" type="submit">{t('form.save')}</Button>
        <Button onPress={discard}>{draft.text() === '' ? t('form.cancel') : t('form.discard')}</Button>
      </div>
    </form>
  );
}
