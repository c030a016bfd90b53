import { createEffect, createSignal, on, Show, type JSX } from 'solid-js';
import { resultLift } from '../../../schema/result-requests.ts';
import type { GateEntry } from '../../../schema/results.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { resultReasonDraft } from '../shared/words-of.ts';
import { deliveryTexts } from './texts.ts';

/** Ends a hold; somebody else's with a reason, which they read. */
export function LiftDialog(props: { readonly entry: GateEntry; readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(deliveryTexts);
  const sync = useSync();
  const refusals = useRefusalWords('staff');
  const reason = useDraft(() => resultReasonDraft(props.entry.id));
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => props.open, (open) => { if (open) setProblem(undefined); }));
  const isOwn = (): boolean => props.entry.hold?.staff !== undefined && props.entry.hold.staff !== null && props.entry.hold.staff === sync.actor()?.staff;
  async function lift(): Promise<void> {
    const { patient, id } = props.entry;
    const answer = await sync.act(resultLift, { patient: patient.id, result: id, reason: isOwn() ? '' : reason.text().trim() }, { draft: reason.key() });
    if (!answer.ok) {
      setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
      return;
    }
    reason.sent();
    props.onClose();
  }
  return (
    <Dialog
      open={props.open} onClose={props.onClose} title={t('lifting.title')} second={isOwn() ? t('lifting.own') : t('lifting.second', { name: props.entry.hold?.by ?? '' })}
      acts={<><Button onPress={props.onClose}>{t('lifting.not')}</Button><Button kind="primary" onPress={() => void lift()}>{t('lifting.act')}</Button></>}
    >
      <Show when={!isOwn()} fallback={<Show when={problem()}>{(words) => <p role="alert">{words()}</p>}</Show>}>
        <TextArea label={t('holding.reason')} hint={t('holding.reasonHint')} value={reason.text()} onInput={(text) => reason.write(text)} error={problem()} rows={2} />
      </Show>
    </Dialog>
  );
}
