import { createSignal, Show, type JSX } from 'solid-js';
import { newId } from '../../../schema/ids.ts';
import type { MessageEntry } from '../../../schema/messages.ts';
import { replyDisclose, replyWithdraw } from '../../../schema/misdirected-requests.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords, whenWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { misdirectedDraft } from '../shared/words-of.ts';
import { misdirectedTexts } from './misdirected-texts.ts';
import { ReasonField, useReasonProblem } from './reason-field.tsx';
import { firstOpened } from './seen-summary.ts';
import type { ThreadData } from './thread-data.ts';

export interface WrongPersonDialogProps {
  readonly message: MessageEntry;
  readonly data: ThreadData;
  readonly name: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** A reply to the wrong person: withdrawn while nobody has opened it, reported once somebody has. The clinic decides which it was. */
export function WrongPersonDialog(props: WrongPersonDialogProps): JSX.Element {
  const t = useT(misdirectedTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const snackbar = useSnackbar();
  const words = useRefusalWords('staff');
  const isReachable = useReachable();
  const reason = useDraft(() => misdirectedDraft(props.message.id));
  const problemOf = useReasonProblem();
  const [problem, setProblem] = createSignal<string>();
  const opened = () => firstOpened(props.message, props.data.marks());
  const isReport = (): boolean => props.message.withdrawnAt !== undefined || opened() !== null;
  const second = (): string => {
    const first = opened();
    if (props.message.withdrawnAt !== undefined) return t('report.withdrawn');
    return first ? t('report.opened', { reader: first.reader, when: whenWords(i18n, f, first.at) }) : t('withdraw.what', { name: props.name });
  };
  async function save(): Promise<void> {
    const wrong = problemOf(reason.text());
    setProblem(wrong);
    if (wrong !== undefined) return;
    const report = isReport();
    const body = { patient: props.data.patient(), thread: props.data.thread(), message: props.message.id, reason: reason.text().trim() };
    const answer = report ? await sync.act(replyDisclose, { ...body, disclosure: newId() }, { draft: reason.key() }) : await sync.act(replyWithdraw, body, { draft: reason.key() });
    if (!answer.ok) {
      const { reason: why, remedy } = words(answer.refusal);
      setProblem(`${why} ${remedy}`);
      return;
    }
    reason.sent();
    snackbar.show({ text: t(report ? 'report.saved' : 'withdraw.saved') });
    props.onClose();
  }
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t(isReport() ? 'report.title' : 'withdraw.title')}
      second={second()}
      acts={
        <>
          <Button onPress={props.onClose}>{t('not')}</Button>
          <Button kind="primary" onPress={() => void save()}>{t(isReport() ? 'report.do' : 'withdraw.do')}</Button>
        </>
      }
    >
      <Show when={!isReport() && !isReachable()}><p>{t('withdraw.offline')}</p></Show>
      <ReasonField draft={reason} error={problem()} />
    </Dialog>
  );
}
