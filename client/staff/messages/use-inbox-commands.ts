import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import type { Office } from '../shared/use-office.ts';
import type { OpenThread } from './open-thread.ts';
import { lastPatientSeq } from './seen-summary.ts';
import { messagesTexts } from './texts.ts';
import type { Target, TriageActs } from './triage-acts.ts';
import type { InboxQueue } from './use-inbox-queue.ts';

export interface InboxCommands {
  assignToMe(target: Target | null): void;
  takeOver(): void;
  close(target: Target | null): void;
  reopen(): void;
}

export interface InboxScene {
  readonly queue: InboxQueue;
  readonly open: OpenThread;
  readonly selected: () => Target | null;
  readonly office: Office;
  readonly acts: TriageActs;
  readonly openRow: (thread: string) => void;
}

/** What the buttons and the keys of the inbox do, with what the reader sees as what they decide on. */
export function useInboxCommands(scene: InboxScene): InboxCommands {
  const t = useT(messagesTexts);
  const sync = useSync();
  const snackbar = useSnackbar();
  const { queue, open, selected, office, acts } = scene;
  const me = (): string | null => sync.actor()?.staff ?? null;
  const isOpen = (target: Target): boolean => target.thread === selected()?.thread && open.data.entry() !== undefined;
  const assigneeOf = (target: Target): string | null =>
    isOpen(target) ? (open.data.triage()?.assignee?.staff ?? null) : (queue.itemOf(target.thread)?.a ?? null);

  return {
    assignToMe(target) {
      if (!target) return;
      const owner = assigneeOf(target);
      if (owner === null) void acts.claim(target);
      else if (owner !== me()) snackbar.show({ text: t('did.taken', { name: office.colleagues()[owner]?.name ?? '' }) });
    },
    takeOver() {
      const target = selected();
      const mine = me();
      if (target && mine !== null) void acts.assign(target, assigneeOf(target), mine, '');
    },
    close(target) {
      if (!target) return;
      if (!isOpen(target)) {
        scene.openRow(target.thread);
        snackbar.show({ text: t('did.readFirst') });
        return;
      }
      if (open.data.triage()?.state === 'closed') return;
      // An own reply that still waits must arrive first: a close without it would hide a lost reply.
      const replies = queue.unsentOf(target.thread).filter((request) => request.type === 'thread.reply').map((request) => request.id);
      void acts.close(target, lastPatientSeq(open.data.messages()), replies);
    },
    reopen() {
      const target = selected();
      if (target) void acts.reopen(target, lastPatientSeq(open.data.messages()));
    },
  };
}
