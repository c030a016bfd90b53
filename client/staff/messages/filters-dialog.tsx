import { createSignal, For, Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { FILTER_NAME_MAX, type SavedFilters } from '../shared/saved-filters.ts';
import { filterTexts } from './filter-texts.ts';
import styles from './inbox.module.css';

export interface FiltersDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly saved: SavedFilters;
  /** What is shown now, as the address says it and in words. */
  readonly query: string;
  readonly now: string;
}

/** Gives what is shown now a name, and takes names away. */
export function FiltersDialog(props: FiltersDialogProps): JSX.Element {
  const t = useT(filterTexts);
  const [name, setName] = createSignal('');
  const [problem, setProblem] = createSignal<string>();
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const typed = name().trim();
    if (typed === '') {
      setProblem(t('nameMissing'));
      return;
    }
    const answer = await props.saved.save(typed, props.query);
    if (answer === 'saved') props.onClose();
    else setProblem(t(answer));
  }
  return (
    <Dialog open={props.open} onClose={props.onClose} title={t('title')} second={t('second')} acts={
      <>
        <Button onPress={props.onClose}>{t('not')}</Button>
        <Button kind="primary" type="submit" form="keep-filter">{t('save')}</Button>
      </>
    }>
      <form id="keep-filter" onSubmit={(event) => void save(event)}>
        <TextField label={t('nameLabel')} hint={props.now} value={name()} onInput={setName} error={problem()} maxLength={FILTER_NAME_MAX} />
      </form>
      <Show when={props.saved.all().length > 0}>
        <ul class={styles.keys} aria-label={t('saved')}>
          <For each={props.saved.all()}>
            {(one) => <li class={styles.kept}><span>{one.name}</span><Button size="small" onPress={() => void props.saved.remove(one.id)}>{t('remove', { name: one.name })}</Button></li>}
          </For>
        </ul>
      </Show>
    </Dialog>
  );
}
