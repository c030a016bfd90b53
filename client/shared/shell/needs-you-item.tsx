import { createMemo, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { useSync, type LocalRequest } from '../sync/sync.ts';
import type { Act } from '../ui/act.ts';
import { Copy } from '../ui/icons.ts';
import { useSnackbar } from '../ui/snackbar.tsx';
import { TrayItem } from '../ui/tray-item.tsx';
import { heldTexts } from './held-texts.ts';
import { useRefusalWords } from './refusal-words.ts';
import { useShellPanels } from './shell-panels.tsx';
import { shellTexts } from './shell-texts.ts';
import { useRequestWords } from './use-request-words.ts';

/** There looking comes before trying again: something must be read or put right first. */
const lookFirst = /^(permission\.missing|thread\.patientWrote|thread\.unknown|thread\.assigneeCannotReply|activation\.|message\.addresseeGone)/;
/** Trying again cannot change the answer. */
const final = /^(request\.duplicate|notice\.unknown|activation\.already|activation\.notActive)/;

/** One request the clinic did not accept: the reason, the person's own words, what to do. Stays until dismissed (R5). */
export function NeedsYouItem(props: { readonly request: LocalRequest }): JSX.Element {
  const t = useT(shellTexts);
  const held = useT(heldTexts);
  const sync = useSync();
  const panels = useShellPanels();
  const snackbar = useSnackbar();
  const refusalWords = useRefusalWords();
  const words = useRequestWords(() => props.request);
  const refusal = createMemo(() => refusalWords(props.request.refusal ?? { code: 'general' }));
  /** R10: kept for an administrator; sending it again would only make a second one. */
  const isHeld = (): boolean => props.request.state === 'held';
  /** Whoever carries it without its author's session hears that it is held and no more (R11). */
  const reason = (): string => (isHeld() && !props.request.refusal ? held('bare') : `${refusal().reason} ${refusal().remedy}`);
  const code = (): string => props.request.refusal?.code ?? 'general';

  async function retry(): Promise<void> {
    const answer = await sync.retry(props.request.id);
    snackbar.show({ text: answer.ok ? t('needsYou.again') : refusalWords(answer.refusal).reason });
  }
  async function copy(text: string): Promise<void> {
    const copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
    snackbar.show({ text: copied ? t('needsYou.copied') : t('needsYou.copyFailed') });
  }
  const remedies = (): Act[] => {
    const target = words().target;
    const href = target && panels.links.hrefOf(target);
    const text = words().words;
    const open: Act[] = href === undefined ? [] : [{ label: t('needsYou.open'), href, onPress: () => panels.closeAll() }];
    const again: Act[] = isHeld() || final.test(code()) ? [] : [{ label: t('needsYou.tryAgain'), onPress: () => void retry() }];
    const copying: Act[] = text === undefined ? [] : [{ label: t('needsYou.copy'), icon: Copy, onPress: () => void copy(text) }];
    return lookFirst.test(code()) ? [...open, ...copying, ...again] : [...again, ...copying, ...open];
  };
  return (
    <TrayItem
      title={words().title}
      heading={isHeld() ? t('needsYou.held') : undefined}
      savedAt={props.request.savedAt}
      answeredAt={props.request.answeredAt}
      reason={reason()}
      words={words().words}
      remedies={remedies()}
      dismiss={{ label: t('needsYou.dismiss'), onPress: () => void sync.dismiss(props.request.id) }}
    />
  );
}
