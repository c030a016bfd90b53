import { createEffect, createSignal, on, Show, type JSX } from 'solid-js';
import { resultWithdraw } from '../../../schema/result-requests.ts';
import type { GivenEntry } from '../../../schema/results.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { resultReasonDraft } from '../shared/words-of.ts';
import { deliveryTexts } from './texts.ts';

/** C18: takes a released result back, with a reason for colleagues. Whether somebody has opened it meanwhile, the clinic decides. */
export function WithdrawDialog(props: { readonly entry: GivenEntry; readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(deliveryTexts);
  const sync = useSync();
  const announce = useAnnounce();
  const isReachable = useReachable();
  const refusals = useRefusalWords('staff');
  const reason = useDraft(() => resultReasonDraft(props.entry.id));
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => props.open, (open) => { if (open) setProblem(undefined); }));
  async function withdraw(): Promise<void> {
    const text = reason.text().trim();
    if (text === '') {
      setProblem(t('holding.empty'));
      return;
    }
    const { patient, id } = props.entry;
    const answer = await sync.act(resultWithdraw, { patient: patient.id, result: id, reason: text }, { draft: reason.key() });
    if (!answer.ok) {
      setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
      return;
    }
    reason.sent();
    announce(t('withdraw.saved'));
    props.onClose();
  }
  return (
    <Dialog
      open={props.open} onClose={props.onClose} title={t('withdraw.title')} second={t('withdraw.second', { name: props.entry.patient.name })}
      acts={<><Button onPress={props.onClose}>{t('withdraw.not')}</Button><Button kind="primary" onPress={() => void withdraw()}>{t('withdraw.act')}</Button></>}
    >
      <Show when={!isReachable()}><p>{t('withdraw.offline')}</p></Show>
      <TextArea label={t('withdraw.reason')} hint={t('holding.reasonHint')} value={reason.text()} onInput={(text) => reason.write(text)} error={problem()} rows={2} />
    </Dialog>
  );
}
