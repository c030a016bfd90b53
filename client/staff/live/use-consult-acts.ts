import { createSignal, type Accessor } from 'solid-js';
import { consultEnd, consultFail, consultInvite, consultPhone, consultStart, consultWord } from '../../../schema/consult-requests.ts';
import type { LiveConsult } from '../../../schema/consults.ts';
import { appointmentMiss } from '../../../schema/desk-requests.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync, type ActAnswer, type LocalRequest } from '../../shared/sync/sync.ts';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { staffLiveTexts } from './texts.ts';
import type { Live } from './use-live.ts';

export interface ConsultActs {
  /** Why the last one was not taken, in words. */
  readonly problem: Accessor<string | undefined>;
  clear(): void;
  /** true: saved, or on its way. */
  start(one: LiveConsult, phone: boolean): Promise<boolean>;
  end(one: LiveConsult): Promise<boolean>;
  phone(one: LiveConsult): Promise<boolean>;
  fail(one: LiveConsult, reason: string): Promise<boolean>;
  word(one: LiveConsult, text: string): Promise<boolean>;
  /** Once more. */
  invite(one: LiveConsult): Promise<boolean>;
  miss(one: LiveConsult): Promise<boolean>;
  /** Asked to start, and not answered yet. */
  starting(id: string): LocalRequest | undefined;
  /** A start that the clinic did not take. */
  refusedStart(id: string): LocalRequest | undefined;
}

export function useConsultActs(live: Live): ConsultActs {
  const t = useT(staffLiveTexts);
  const sync = useSync();
  const announce = useAnnounce();
  const refusals = useRefusalWords('staff');
  const [problem, setProblem] = createSignal<string>();
  const of = (one: LiveConsult) => ({ patient: one.patient.id, consult: one.id });
  const isStartOf = (id: string) => ({ type, body }: LocalRequest): boolean => {
    const parsed = type === consultStart.type ? consultStart.body.safeParse(body) : null;
    return parsed?.success === true && parsed.data.consult === id;
  };
  async function settle(asked: Promise<ActAnswer>, said: 'saved' | 'starting' = 'saved'): Promise<boolean> {
    const answer = await asked;
    if (!answer.ok) {
      const { reason, remedy } = refusals(answer.refusal);
      setProblem(`${reason} ${remedy}`);
      return false;
    }
    setProblem(undefined);
    announce(t(said));
    return true;
  }
  return {
    problem,
    clear: () => { setProblem(undefined); },
    async start(one, phone) {
      // What was refused before is answered by asking again.
      for (const old of sync.needsYou().filter(isStartOf(one.id))) await sync.dismiss(old.id);
      return settle(sync.act(consultStart, phone ? { ...of(one), phone } : of(one)), 'starting');
    },
    end: (one) => settle(sync.act(consultEnd, of(one))),
    phone: (one) => settle(sync.act(consultPhone, of(one))),
    fail: (one, reason) => settle(sync.act(consultFail, { ...of(one), reason })),
    word: (one, text) => settle(sync.act(consultWord, { ...of(one), text })),
    invite: (one) => settle(sync.act(consultInvite, of(one))),
    miss: (one) => settle(sync.act(appointmentMiss, live.about(one))),
    starting: (id) => sync.waiting().find(isStartOf(id)),
    refusedStart: (id) => sync.needsYou().find(isStartOf(id)),
  };
}
