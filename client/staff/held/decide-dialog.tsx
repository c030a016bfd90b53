import { createEffect, createSignal, on, Show, type JSX } from 'solid-js';
import { HELD_WORD, heldDiscard, heldReturn, type HeldItem } from '../../../schema/held-requests.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { heldDraft } from '../shared/words-of.ts';
import { heldTexts } from './texts.ts';

export interface DecideDialogProps {
  readonly item: HeldItem;
  /** What was asked, in words. */
  readonly title: string;
  readonly way: 'return' | 'discard' | null;
  readonly onClose: () => void;
}

/** Says what becomes of it before anything is decided. The decision is a request like any other: kept without a line, sent later. */
export function DecideDialog(props: DecideDialogProps): JSX.Element {
  const t = useT(heldTexts);
  const sync = useSync();
  const announce = useAnnounce();
  const isReachable = useReachable();
  const words = useRefusalWords('staff');
  const word = useDraft(() => heldDraft(props.item.id));
  const [problem, setProblem] = createSignal<string>();
  // The words on the dialog stay while it leaves the screen.
  const [way, setWay] = createSignal<'return' | 'discard'>('return');
  createEffect(on(() => props.way, (now) => {
    if (now === null) return;
    setWay(now);
    setProblem(undefined);
  }));
  const name = (): string => props.item.author.name;
  const what = (): string => {
    const open = props.item.author.open;
    if (way() === 'return') return t(open ? 'ask.returnWhat' : 'ask.returnClosed', { name: name() });
    return t(open ? 'ask.discardWhat' : 'ask.discardClosed', { name: name(), title: props.title });
  };
  async function decide(): Promise<void> {
    const text = word.text().trim();
    if (text.length > HELD_WORD) {
      setProblem(t('ask.tooLong'));
      return;
    }
    const answer = await sync.act(way() === 'return' ? heldReturn : heldDiscard, { request: props.item.id, words: text }, { draft: word.key() });
    if (!answer.ok) {
      setProblem(`${words(answer.refusal).reason} ${words(answer.refusal).remedy}`);
      return;
    }
    word.sent();
    announce(t('saved'));
    props.onClose();
  }
  return (
    <Dialog
      open={props.way !== null}
      onClose={props.onClose}
      title={way() === 'return' ? t('ask.return', { name: name() }) : t('ask.discard')}
      second={what()}
      acts={
        <>
          <Button onPress={props.onClose}>{t('ask.not')}</Button>
          <Button kind="primary" onPress={() => void decide()}>{way() === 'return' ? t('return', { name: name() }) : t('ask.discardIt')}</Button>
        </>
      }
    >
      <Show when={!isReachable()}><p>{t('ask.offline')}</p></Show>
      <TextArea label={t('ask.word', { name: name() })} hint={t('ask.wordHint')} value={word.text()} onInput={(text) => word.write(text)} error={problem()} rows={2} />
    </Dialog>
  );
}
