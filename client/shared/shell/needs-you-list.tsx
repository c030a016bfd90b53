import { Show, type JSX } from 'solid-js';
import { outcomeEntry, type NoticeEntry } from '../../../schema/accounts.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../i18n/context.tsx';
import { useSession } from '../session/session.tsx';
import { useSync } from '../sync/sync.ts';
import { useView } from '../sync/views/use-view.ts';
import { Each } from '../ui/each.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { GitMerge, LogIn } from '../ui/icons.ts';
import { IconMark } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { DecidedNotice, DecidedRequest } from './decided-item.tsx';
import { HeldDecision } from './held-decision.tsx';
import { heldTexts } from './held-texts.ts';
import { NeedsYouItem } from './needs-you-item.tsx';
import styles from './needs-you.module.css';
import { useShellPanels } from './shell-panels.tsx';
import { shellTexts } from './shell-texts.ts';

/** First what asks for a person, oldest first; then what others decided, newest first, with nothing to do. */
export function NeedsYouList(): JSX.Element {
  const t = useT(shellTexts);
  const held = useT(heldTexts);
  const sync = useSync();
  const session = useSession();
  const panels = useShellPanels();
  /** The chip leads here and not to the sheet while something needs a person, so here is the way in. */
  function signIn(): void {
    panels.closeAll();
    session.askSignIn();
  }
  /** Decisions about what was held stand with the words they are about, not among what others decided. */
  const outcomes = useView(() => viewName.account(sync.account.id)).section('outcomes', outcomeEntry);
  const isHere = ({ request }: NoticeEntry): boolean => sync.needsYou().some(({ id }) => id === request);
  const fromElsewhere = () => sync.notices().filter((notice) => notice.asked !== undefined && !isHere(notice));
  const notices = () => sync.notices().filter((notice) => notice.asked === undefined && !isHere(notice)).sort((a, b) => b.at - a.at);
  const asking = (): number => sync.needsYou().length + fromElsewhere().length;
  const superseded = () => [...sync.superseded()].sort((a, b) => (b.answeredAt ?? 0) - (a.answeredAt ?? 0));
  const decided = (): boolean => notices().length + superseded().length > 0;
  return (
    <div class={styles.tray}>
      <Show when={sync.signedOut()}>
        <Notice icon={LogIn} title={held('signedOut')} act={{ label: held('signIn'), onPress: signIn }} />
      </Show>
      <Show when={asking() === 0 && !decided()}>
        <EmptyState kind="nothingYet" why={t('needsYou.empty.why')} next={t('needsYou.empty.next')} />
      </Show>
      <Show when={asking() > 0}>
        <ul class={styles.items}>
          <Each of={sync.needsYou()} by={({ id }) => id}>
            {(request) => (
              <li>
                <Show when={outcomes()[request().id]?.decided} fallback={<NeedsYouItem request={request()} />}>
                  {(decision) => <HeldDecision decision={decision()} request={request()} notice={sync.notices().find((notice) => notice.request === request().id)} />}
                </Show>
              </li>
            )}
          </Each>
          <Each of={fromElsewhere()} by={({ id }) => id}>{(notice) => <li><HeldDecision decision={notice()} notice={notice()} /></li>}</Each>
        </ul>
      </Show>
      <Show when={decided()}>
        <section class={styles.decided} aria-labelledby="needs-you-decided">
          <h3 class={styles.heading} id="needs-you-decided">
            <IconMark icon={GitMerge} size={18} />
            <span>{t('needsYou.decided')}</span>
            <span class={styles.aside}>{t('needsYou.nothingToDo')}</span>
          </h3>
          <ul class={styles.items}>
            <Each of={superseded()} by={({ id }) => id}>{(request) => <DecidedRequest request={request()} />}</Each>
            <Each of={notices()} by={({ id }) => id}>{(notice) => <DecidedNotice notice={notice()} />}</Each>
          </ul>
        </section>
      </Show>
    </div>
  );
}
