import { createEffect, createMemo, createSignal, For, on, Show, type JSX } from 'solid-js';
import { patientActivate } from '../../../schema/patient-requests.ts';
import { can } from '../../../schema/roles.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconMark } from '../../shared/ui/icon.tsx';
import { TriangleAlert } from '../../shared/ui/icons.ts';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { Panel } from '../../shared/ui/panel.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { BlockDialog } from './block-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import type { PatientData } from './patient-data.ts';
import styles from './patients.module.css';
import { patientsTexts } from './texts.ts';

/** Whether this person can sign in, what stands in the way, and the acts that change it. */
export function PortalPanel(props: { readonly data: PatientData }): JSX.Element {
  const t = useT(patientsTexts);
  const sync = useSync();
  const words = useRefusalWords('staff');
  const announce = useAnnounce();
  const snackbar = useSnackbar();
  const isReachable = useReachable();
  const [asking, setAsking] = createSignal<'password' | 'block' | null>(null);
  const portal = () => props.data.portal();
  const state = () => portal()?.state ?? 'none';
  const name = (): string => props.data.calledName();
  const waiting = createMemo(() => props.data.waitingPortal());
  const obstacles = () => portal()?.obstacles ?? [];

  const missing = (): string | undefined => {
    const actor = sync.actor();
    return actor === null || can(actor, 'portal.patient.manage') ? undefined : words({ code: 'permission.missing', params: { permission: 'portal.patient.manage' } }).reason;
  };
  const offline = (): string | undefined => (isReachable() ? undefined : words({ code: 'offline.oneTimePassword' }).reason);
  const busy = (): string | undefined => (waiting() ? t('portal.waitForIt') : undefined);
  const whyNotActivate = (): string | undefined => missing() ?? (obstacles().length > 0 ? t('portal.clearFirst') : undefined) ?? busy() ?? offline();
  const whyNotPassword = (): string | undefined => missing() ?? busy() ?? offline();

  async function activate(): Promise<void> {
    const answer = await sync.act(patientActivate, { patient: props.data.patient() });
    if (!answer.ok) snackbar.show({ text: `${words(answer.refusal).reason} ${words(answer.refusal).remedy}` });
  }
  async function undo(id: string): Promise<void> {
    const back = await sync.undo(id);
    snackbar.show({ text: back ? t('contact.undone') : t('contact.tooLate') });
  }
  // Said when the clinic has done it, not when this device has asked.
  createEffect(on(() => [state(), waiting()] as const, ([now, request], before) => {
    if (before?.[1] && !request && now !== 'none') announce(stateWords(), 'polite');
  }));

  return (
    <Panel title={t('portal.title')} dashed={waiting() !== undefined}>
      <div class={styles.stack}>
        <p><PortalState data={props.data} /></p>
        <Show when={waiting()}>
          {(request) => (
            <div class={styles.acts}>
              <StateMark state={request().state === 'saved' ? { kind: 'saved', at: request().savedAt } : { kind: 'sending' }} />
              <Show when={request().undoable}><Button kind="quiet" size="small" onPress={() => void undo(request().id)}>{t('portal.undo')}</Button></Show>
            </div>
          )}
        </Show>
        <Show when={obstacles().length > 0}>
          <p class={styles.label}>{state() === 'active' ? t('portal.inTheWayActive') : t('portal.inTheWay')}</p>
          <ul class={styles.obstacles}>
            <For each={obstacles()}>
              {(code) => (
                <li class={styles.obstacle}>
                  <IconMark icon={TriangleAlert} size={16} />
                  <div><strong>{words({ code }).reason}</strong> <span>{words({ code }).remedy}</span></div>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <div class={styles.acts}>
          <Show when={state() === 'active'} fallback={
            <Button kind="primary" onPress={() => void activate()} unavailable={whyNotActivate()}>
              {state() === 'blocked' ? t('portal.activateAgain', { name: name() }) : t('portal.activate', { name: name() })}
            </Button>
          }>
            <Button ink onPress={() => setAsking('password')} unavailable={whyNotPassword()}>{t('portal.password')}</Button>
            <Button ink onPress={() => setAsking('block')} unavailable={missing() ?? busy()}>{t('portal.shut')}</Button>
          </Show>
        </div>
      </div>
      <PasswordDialog data={props.data} open={asking() === 'password'} onClose={() => setAsking(null)} />
      <BlockDialog data={props.data} open={asking() === 'block'} onClose={() => setAsking(null)} />
    </Panel>
  );

  function stateWords(): string {
    return state() === 'active' ? t('portal.activeUnknown', { name: name() }) : t('portal.blocked', { name: name() });
  }
}

function PortalState(props: { readonly data: PatientData }): JSX.Element {
  const t = useT(patientsTexts);
  const f = useFormat();
  const portal = () => props.data.portal();
  const name = (): string => props.data.calledName();
  const since = (): string => {
    const at = portal()?.activatedAt;
    return typeof at !== 'number' ? t('portal.activeUnknown', { name: name() }) : t('portal.active', { name: name(), when: f.dated(at) });
  };
  const first = (): string => {
    const at = portal()?.firstSignInAt;
    return typeof at !== 'number' ? t('portal.neverSignedIn') : t('portal.firstSignIn', { when: f.dated(at) });
  };
  /** A waiting change is told as what it will be: whoever is to be shut out can sign in until the clinic has it. */
  const words = (): string => {
    const state = portal()?.state;
    if (props.data.waitingPortal()) return t(state === 'blocked' ? 'portal.willShut' : 'portal.willOpen', { name: name() });
    if (state === 'active') return `${since()} ${first()}`;
    return t(state === 'blocked' ? 'portal.blocked' : 'portal.none', { name: name() });
  };
  return <>{words()}</>;
}
