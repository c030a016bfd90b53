import { createMemo, type JSX } from 'solid-js';
import { noticeDismiss, type NoticeEntry } from '../../../schema/accounts.ts';
import { useT } from '../i18n/context.tsx';
import { useSync, type LocalRequest } from '../sync/sync.ts';
import type { Act } from '../ui/act.ts';
import { Copy } from '../ui/icons.ts';
import { useSnackbar } from '../ui/snackbar.tsx';
import { TrayItem } from '../ui/tray-item.tsx';
import { heldTexts } from './held-texts.ts';
import { useRefusalWords } from './refusal-words.ts';
import { shellTexts } from './shell-texts.ts';
import { useRequestWords } from './use-request-words.ts';

export interface HeldDecisionProps {
  /** Which way, by whom, their word; and when (server time). */
  readonly decision: Pick<NoticeEntry, 'text' | 'at'>;
  /** The held request, where this device has it. */
  readonly request?: LocalRequest | undefined;
  /** How the account was told; on devices without the request it brings what was asked. */
  readonly notice: NoticeEntry | undefined;
}

/**
 * What was held and is decided: by whom, their word, the author's own words, and the way on. `request` is the one on this
 * device; without it the record's copy stands in: the device it was written on may be the one that was lost. Both stay
 * until their author dismisses them (R5), here and on every other device.
 */
export function HeldDecision(props: HeldDecisionProps): JSX.Element {
  const t = useT(shellTexts);
  const held = useT(heldTexts);
  const sync = useSync();
  const snackbar = useSnackbar();
  const refusalWords = useRefusalWords();
  const asked = createMemo(() => props.request ?? props.notice?.asked ?? { type: '', v: 1, body: null, savedAt: props.decision.at });
  const words = useRequestWords(asked);
  const isReturned = (): boolean => props.decision.text.code === 'held.returned';
  const reason = (): string => {
    const { by, words: word } = props.decision.text.params ?? {};
    const { reason: sentence, remedy } = refusalWords(props.decision.text);
    const said = typeof word === 'string' && word !== '' ? held(isReturned() ? 'returnedBy' : 'discardedBy', { by: by ?? held('theClinic'), words: word }) : sentence;
    return `${said} ${remedy}`;
  };

  async function dismiss(): Promise<void> {
    const { request, notice } = props;
    if (request) await sync.dismiss(request.id);
    if (notice) await sync.act(noticeDismiss, { notice: notice.id });
  }
  async function again(): Promise<void> {
    const { request, notice } = props;
    const answer = request ? await sync.retry(request.id) : await sync.askAnew(asked());
    snackbar.show({ text: answer.ok ? t('needsYou.again') : refusalWords(answer.refusal).reason });
    if (answer.ok && notice) await sync.act(noticeDismiss, { notice: notice.id });
  }
  async function copy(text: string): Promise<void> {
    const copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
    snackbar.show({ text: copied ? t('needsYou.copied') : t('needsYou.copyFailed') });
  }
  const remedies = (): Act[] => {
    const text = words().words;
    const trying: Act = { label: t('needsYou.tryAgain'), onPress: () => void again() };
    const copying: Act[] = text === undefined ? [] : [{ label: t('needsYou.copy'), icon: Copy, onPress: () => void copy(text) }];
    // Somebody decided against it: trying again is no longer what is proposed, and stays the author's to do.
    return isReturned() ? [trying, ...copying] : [...copying, trying];
  };
  return (
    <TrayItem
      title={words().title}
      heading={held(isReturned() ? 'returned' : 'discarded')}
      savedAt={asked().savedAt}
      answeredAt={props.decision.at}
      reason={reason()}
      words={words().words}
      remedies={remedies()}
      dismiss={{ label: t('needsYou.dismiss'), onPress: () => void dismiss() }}
    />
  );
}
