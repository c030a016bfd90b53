import { createMemo, createSignal, For, Show, type JSX } from 'solid-js';
import { addresseeEntry } from '../../../schema/clinic.ts';
import { staffClose } from '../../../schema/colleague-requests.ts';
import { countItems, countTimes, type ColleagueRow } from '../../../schema/colleagues.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import styles from './colleagues.module.css';
import { useItemWords } from './item-words.ts';
import { colleaguesTexts } from './texts.ts';
import { useAnswer } from './use-answer.ts';

export interface CloseDialogProps {
  readonly person: ColleagueRow;
  readonly staff: readonly ColleagueRow[];
  readonly onClose: () => void;
  /** The clinic has answered: what is listed is old. */
  readonly onAnswered: () => void;
}

const EVERYBODY = 'everybody';

/** Says what is open of whom and asks who takes over. Both are done at once or not at all; what came meanwhile is told here. */
export function CloseDialog(props: CloseDialogProps): JSX.Element {
  const t = useT(colleaguesTexts);
  const sync = useSync();
  const snackbar = useSnackbar();
  const isReachable = useReachable();
  const words = useRefusalWords('staff');
  const itemWords = useItemWords();
  const teams = useView(() => viewName.clinic(sync.account.clinic)).section('addressees', addresseeEntry);
  const [to, setTo] = createSignal('');
  const [times, setTimes] = createSignal('');
  const hasTimes = (): boolean => countTimes(props.person.items) > 0;
  const [missing, setMissing] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const answer = useAnswer((refusal) => {
    props.onAnswered();
    if (refusal) return void setProblem(`${words(refusal).reason} ${words(refusal).remedy}`);
    snackbar.show({ text: t('ask.done', { name: props.person.name }) });
    props.onClose();
  });
  const successors = createMemo(() => [
    { value: '', label: t('ask.choose') },
    ...props.staff.filter((one) => one.answersMessages && one.id !== props.person.id).map((one) => ({ value: `person:${one.id}`, label: `${one.name}, ${one.title}` })),
    ...Object.values(teams()).filter(({ kind }) => kind === 'team').map((team) => ({ value: `team:${team.id}`, label: team.name })),
    { value: EVERYBODY, label: t('ask.everybody') },
  ]);
  async function close(): Promise<void> {
    if (answer.asking() !== null) return;
    const isMissing = to() === '' || (hasTimes() && times() === '');
    setMissing(isMissing);
    if (isMissing) return;
    setProblem(undefined);
    const [kind, id = ''] = to().split(':');
    const saved = await sync.act(staffClose, {
      staff: props.person.id, to: to() === EVERYBODY ? null : { kind: kind === 'team' ? 'team' : 'person', id },
      times: hasTimes() ? times() : null, items: countItems(props.person.items),
    });
    if (saved.ok) answer.await(saved.request.id);
    else setProblem(`${words(saved.refusal).reason} ${words(saved.refusal).remedy}`);
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('ask.close', { name: props.person.name })}
      second={t('ask.what', { name: props.person.name })}
      acts={
        <>
          <Button onPress={props.onClose}>{t('ask.not')}</Button>
          <Button kind="primary" onPress={() => void close()} unavailable={isReachable() ? undefined : t('ask.offline')}>{answer.asking() === null ? t('ask.doIt') : t('ask.closing')}</Button>
        </>
      }
    >
      <div class={styles.ask}>
        <Show when={problem()}>{(why) => <Notice tone="asks" announce title={why()} />}</Show>
        <Show when={countItems(props.person.items) > 0} fallback={<p>{t('ask.nothing', { name: props.person.name })}</p>}>
          <h3 class={styles.name}>{t('ask.items')}</h3>
          <ul class={styles.items}><For each={itemWords(props.person.items)}>{(line) => <li>{line}</li>}</For></ul>
        </Show>
        <Show when={hasTimes()}>
          <Select
            label={t('ask.times')} hint={t('ask.timesHint', { name: props.person.name })} value={times()} onChange={setTimes} error={missing() && times() === '' ? t('ask.timesMissing') : undefined}
            options={[
              { value: '', label: t('ask.choose') },
              ...props.staff.filter((one) => one.closed === null && one.id !== props.person.id).map((one) => ({ value: one.id, label: `${one.name}, ${one.title}` })),
              { value: 'stay', label: t('ask.stay') },
            ]}
          />
        </Show>
        <Select label={t('ask.to')} value={to()} onChange={setTo} options={successors()} error={missing() && to() === '' ? t('ask.missing') : undefined} />
      </div>
    </Dialog>
  );
}
