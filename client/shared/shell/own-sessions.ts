import { createResource, createSignal, type Accessor } from 'solid-js';
import type * as z from 'zod/mini';
import { sessionEntry } from '../../../schema/accounts.ts';
import { sessionList } from '../../../schema/identity.ts';
import { refuse } from '../../../schema/outcome.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../i18n/context.tsx';
import { createIdentityApi, type ApiAnswer } from '../session/identity-api.ts';
import { useSync } from '../sync/sync.ts';
import { useView } from '../sync/views/use-view.ts';
import { useSnackbar } from '../ui/snackbar.tsx';
import { ownSessionsTexts } from './own-sessions-texts.ts';
import { useRefusalWords } from './refusal-words.ts';
import { useReachable } from './use-reachable.ts';

export interface OwnSession extends z.infer<typeof sessionEntry> {
  /** The one this page was opened with; false for all while the clinic has not said. */
  readonly current: boolean;
}

export interface OwnSessions {
  /** As the device's copy of the account's view has them, newest first; without those ended from here. */
  readonly list: Accessor<readonly OwnSession[]>;
  /** Why none can be ended now; undefined when they can. */
  readonly unavailable: Accessor<string | undefined>;
  /** Says what came of it; false when the sign-in is still open as far as anybody knows. */
  end(session: OwnSession): Promise<boolean>;
  endOthers(): Promise<boolean>;
}

/** Everywhere this account is signed in: listed offline, ended online. Ending is no request that waits: it is meant for now. */
export function useOwnSessions(): OwnSessions {
  const t = useT(ownSessionsTexts);
  const { account } = useSync();
  const words = useRefusalWords(account.app);
  const snackbar = useSnackbar();
  const isReachable = useReachable();
  const api = createIdentityApi();
  const entries = useView(() => viewName.account(account.id)).section('sessions', sessionEntry);
  const [ended, setEnded] = createSignal<ReadonlySet<string>>(new Set());
  // Asked again when a line is back: until then no row is marked, and none offers an end.
  const [current] = createResource(isReachable, async () => {
    const answer = await api.get(`sessions?app=${account.app}`, sessionList);
    return answer.ok ? (answer.value.sessions.find((session) => session.current)?.id ?? null) : null;
  });

  /** The view's row comes a moment later; what the clinic has said is ended is not shown until then. */
  function learn(answer: ApiAnswer<z.infer<typeof sessionList>>, said: string): boolean {
    if (answer.ok) {
      const open = new Set(answer.value.sessions.map(({ id }) => id));
      setEnded((before) => new Set([...before, ...Object.keys(entries()).filter((id) => !open.has(id))]));
      snackbar.show({ text: said });
      return true;
    }
    const refusal = 'problem' in answer ? answer.problem : refuse('session.offline');
    snackbar.show({ text: `${words(refusal).reason} ${words(refusal).remedy}` });
    return false;
  }
  return {
    list: () => Object.values(entries())
      .filter(({ id }) => !ended().has(id))
      .map((entry) => ({ ...entry, current: entry.id === current.latest }))
      .sort((a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt - a.lastSeenAt || b.startedAt - a.startedAt),
    unavailable() {
      if (!isReachable()) return t('offline');
      return typeof current.latest === 'string' ? undefined : t('asking');
    },
    end: async ({ id, device }) => learn(await api.post('sessions/end', sessionList, { app: account.app, session: id }), t('ended', { device })),
    endOthers: async () => learn(await api.post('sessions/end-others', sessionList, { app: account.app }), t('endedOthers')),
  };
}
