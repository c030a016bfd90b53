import type { RequestDefinition } from '../../../schema/request-definition.ts';
import type { Urgency } from '../../../schema/messages.ts';
import { threadAssign, threadClaim, threadClose, threadReopen, threadTag, threadUrgency } from '../../../schema/triage-requests.ts';
import { useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { valueTexts } from '../../shared/shell/value-texts.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import type { RecentActs } from './recent-act.ts';
import { messagesTexts } from './texts.ts';

export interface Target { readonly patient: string; readonly thread: string }

export interface TriageActs {
  claim(target: Target): Promise<void>;
  /** `from`: the assignee the reader is looking at. */
  assign(target: Target, from: string | null, to: string | null, name: string): Promise<void>;
  setUrgency(target: Target, value: Urgency, before: Urgency): Promise<void>;
  switchTag(target: Target, tag: string, on: boolean): Promise<void>;
  /** `lastSeq`: the newest patient message on the screen. `after`: own replies that must arrive first. */
  close(target: Target, lastSeq: number, after: readonly string[]): Promise<void>;
  reopen(target: Target, lastSeq: number): Promise<void>;
  undo(): Promise<void>;
}

/** What staff decide about a thread: saved on the device, said in the snackbar, undone with one key. */
export function useTriageActs(recent: RecentActs): TriageActs {
  const t = useT(messagesTexts);
  const i18n = useI18n();
  const sync = useSync();
  const snackbar = useSnackbar();
  const refusalWords = useRefusalWords('staff');
  const isReachable = useReachable();
  const settings = useStaffSettings();

  async function undo(): Promise<void> {
    const undone = await recent.undo();
    snackbar.show({ text: undone ? t('did.undone') : t('did.nothingToUndo') });
  }
  async function run<Body, Facts>(
    definition: RequestDefinition<Body, Facts>, body: Body, said: string, counter: (() => Promise<unknown>) | undefined, options?: { after: string[] },
  ): Promise<void> {
    const answer = await sync.act(definition, body, options);
    if (!answer.ok) {
      const { reason, remedy } = refusalWords(answer.refusal);
      snackbar.show({ text: `${reason} ${remedy}` });
      return;
    }
    recent.push({ request: answer.request, ...(counter ? { counter } : {}) });
    // Never as if colleagues saw it already: without a network it says where it is.
    snackbar.show({ text: isReachable() ? said : `${said} ${t('did.saved')}`, act: { label: t('did.undo'), keycap: settings.cap('undo'), onPress: () => void undo() } });
  }
  const me = (): string | null => sync.actor()?.staff ?? null;

  return {
    undo,
    claim: (target) => run(threadClaim, target, t('did.assigned'), () => sync.act(threadAssign, { ...target, from: me(), to: null })),
    assign: (target, from, to, name) => {
      const said = to === null ? t('did.released') : to === me() ? t('did.assigned') : t('did.given', { name });
      return run(threadAssign, { ...target, from, to }, said, () => sync.act(threadAssign, { ...target, from: to, to: from }));
    },
    setUrgency: (target, value, before) =>
      run(threadUrgency, { ...target, value }, t('did.urgency', { value: i18n.translate(valueTexts)(`values.${value}`) }), () => sync.act(threadUrgency, { ...target, value: before })),
    switchTag: (target, tag, on) => run(threadTag, { ...target, tag, on }, t(on ? 'did.tagged' : 'did.untagged'), () => sync.act(threadTag, { ...target, tag, on: !on })),
    close: (target, lastSeq, after) =>
      run(threadClose, { ...target, lastSeq }, t('did.closed'), () => sync.act(threadReopen, target), after.length > 0 ? { after: [...after] } : undefined),
    reopen: (target, lastSeq) => run(threadReopen, target, t('did.reopened'), () => sync.act(threadClose, { ...target, lastSeq })),
  };
}
