import { createSignal, type Accessor } from 'solid-js';
import { signInStep, type AppName, type SignedIn, type SignInStep } from '../../../schema/identity.ts';
import type { finishSignIn } from './finish-sign-in.ts';
import type { ApiAnswer, IdentityApi } from './identity-api.ts';
import type { Trouble } from './problem-words.ts';
import type { Session } from './session.tsx';

/** Where a sign-in stands, as the page shows it. `signInStep` without `done`, which is no page. */
export type FlowStep = Exclude<SignInStep, { step: 'done' }>;

export interface SignInFlow {
  readonly step: Accessor<FlowStep>;
  /** Why the last try came to nothing; gone at the next. */
  readonly trouble: Accessor<Trouble | null>;
  /** When another code may be asked for: the clinic's time, and whether it has come by this device's own count. */
  readonly resend: Accessor<{ readonly at: number; readonly open: boolean } | null>;
  startPatient(typed: { readonly clinic: string; readonly identifier: string; readonly phone: string; readonly password: string }): Promise<void>;
  startStaff(typed: { readonly username: string; readonly password: string; readonly shared: boolean }): Promise<void>;
  startNewPassword(typed: { readonly clinic: string; readonly identifier: string; readonly phone: string; readonly birthDate?: string }): Promise<void>;
  submitCode(code: string): Promise<void>;
  submitPassword(password: string): Promise<void>;
  /** A step this flow does not know by itself; null: it came to nothing, and whoever asked says why. */
  advance(ask: (api: IdentityApi) => Promise<ApiAnswer<SignInStep> | null>): Promise<void>;
  askAgain(): Promise<void>;
  /** Back to the first page; what was sent so far leads nowhere. */
  restart(): void;
  /** A page that was reloaded, or lost an answer, goes on where the clinic says it stands. Never in the way of whoever acts meanwhile. */
  resume(): Promise<void>;
}

export interface SignInDeps {
  readonly app: AppName;
  readonly api: IdentityApi;
  readonly session: Pick<Session, 'enter'>;
  /** performance.now(): waiting does not hang on the device's clock being right. */
  readonly steady: () => number;
  /** The last step; loaded when it comes to it. */
  readonly finish?: typeof finishSignIn;
}

const paths = { code: 'sign-in/code', totp: 'sign-in/totp', enrol: 'sign-in/enrol' } as const;

/** Walks through the steps of schema/identity.ts. To be created inside a root. */
export function createSignInFlow({ app, api, session, steady, finish }: SignInDeps): SignInFlow {
  const [step, setStep] = createSignal<FlowStep>({ step: 'none' });
  const [trouble, setTrouble] = createSignal<Trouble | null>(null);
  const [resend, setResend] = createSignal<{ at: number; open: boolean } | null>(null);
  let shared = false;
  /** Kept until the device is registered, for opening it without a network later. Nowhere else, never longer. */
  let password: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  /** Grows with every act, so that an answer to what was asked before it is known as old. */
  let acts = 0;

  /**
   * One thing at a time: a second press while the first is under way is the same press. Whoever went back to the first page
   * meanwhile stays there: the answer is not theirs any more, and what they ask next does not wait for it.
   */
  async function once(ask: () => Promise<ApiAnswer<SignInStep> | null>): Promise<void> {
    if (busy) return;
    acts += 1;
    const mine = acts;
    // Without https there is no key, and nothing clinical is kept (DESIGN §9).
    if (globalThis.isSecureContext === false) return void setTrouble({ keeping: 'notSecure' });
    busy = true;
    setTrouble(null);
    try {
      const answer = await ask();
      if (answer !== null && acts === mine) await take(answer);
    } finally {
      if (acts === mine) busy = false;
    }
  }
  async function take(answer: ApiAnswer<SignInStep>): Promise<void> {
    if (answer.ok) return show(answer.value);
    if (!('problem' in answer)) return void setTrouble(answer);
    // The answer to an earlier try got lost: the clinic is further than this page.
    if (answer.problem.code === 'signIn.codeUsed') return goOnAt(await askWhere());
    if (answer.problem.code === 'signIn.over') setStep({ step: 'none' });
    setTrouble(answer.problem);
  }
  async function show(next: SignInStep): Promise<void> {
    if (next.step === 'done') return;
    if (next.step === 'code') countDown(next.resendAt, next.resendAt - next.serverTime);
    if (next.step === 'device') return register(next);
    setStep(next);
  }
  function countDown(at: number, ms: number): void {
    clearTimeout(timer);
    const opensAt = steady() + ms;
    const look = (): void => {
      const left = opensAt - steady();
      setResend({ at, open: left <= 0 });
      if (left > 0) timer = setTimeout(look, left);
    };
    look();
  }
  async function register(at: Extract<SignInStep, { step: 'device' }>): Promise<void> {
    const answer = await finishHere(at).catch((): Trouble => ({ keeping: 'noStore' }));
    if (!('ok' in answer) || !answer.ok) {
      setStep(at);
      return void setTrouble('problem' in answer ? answer.problem : answer);
    }
    password = null;
    setStep({ step: 'none' });
  }
  async function finishHere(at: Extract<SignInStep, { step: 'device' }>): Promise<ApiAnswer<SignedIn>> {
    const finishing = finish ?? (await import('./finish-sign-in.ts')).finishSignIn;
    const answer = await finishing({ api, app, shared, password, step: at });
    if (answer.ok) await session.enter(answer.value);
    return answer;
  }
  const askWhere = (): Promise<ApiAnswer<SignInStep>> => api.get(`sign-in?app=${app}`, signInStep);
  async function goOnAt(answer: ApiAnswer<SignInStep>): Promise<void> {
    if (answer.ok) await show(answer.value);
    else if ('contact' in answer) setTrouble(answer);
  }

  return {
    step, trouble, resend,
    startPatient: (typed) => once(async () => {
      password = typed.password;
      return api.post('sign-in/patient', signInStep, typed);
    }),
    startStaff: ({ shared: isShared, ...typed }) => once(async () => {
      password = typed.password;
      shared = isShared;
      return api.post('sign-in/staff', signInStep, typed);
    }),
    startNewPassword: (typed) => once(async () => {
      password = null;
      return api.post('new-password', signInStep, typed);
    }),
    submitCode: (code) => once(async () => {
      const at = step().step;
      return at === 'code' || at === 'totp' || at === 'enrol' ? api.post(paths[at], signInStep, { app, code }) : null;
    }),
    submitPassword: (chosen) => once(async () => {
      password = chosen;
      return api.post('sign-in/password', signInStep, { app, password: chosen });
    }),
    advance: (ask) => once(() => ask(api)),
    askAgain: () => once(() => api.post('sign-in/resend', signInStep, { app })),
    restart() {
      acts += 1;
      busy = false;
      password = null;
      setTrouble(null);
      setStep({ step: 'none' });
    },
    async resume() {
      const before = acts;
      const answer = await askWhere();
      if (acts !== before) return;
      await once(async () => {
        await goOnAt(answer);
        return null;
      });
    },
  };
}
