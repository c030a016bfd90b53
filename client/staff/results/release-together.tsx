import { createMemo, createSignal, For, onCleanup, Show, type JSX } from 'solid-js';
import { resultReleaseNormal } from '../../../schema/result-requests.ts';
import { RELEASE_HOLD_MS } from '../../../schema/result-states.ts';
import type { GateEntry } from '../../../schema/results.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { takeBack } from '../../shared/shell/take-back.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { HeldAct } from '../../shared/ui/held-act.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import styles from './results.module.css';
import { deliveryTexts } from './texts.ts';
import type { Delivery } from './use-delivery.ts';

const SHOWN = 12;

/** What was sent as normal, all at once: a request each, held back together, undone together, answered one by one. */
export function ReleaseTogether(props: { readonly delivery: Delivery; readonly of: 'open' | 'history'; readonly nameOf: (entry: GateEntry) => string }): JSX.Element {
  const t = useT(deliveryTexts);
  const sync = useSync();
  const snackbar = useSnackbar();
  const announce = useAnnounce();
  const [asked, setAsked] = createSignal<readonly GateEntry[]>([]);
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), 1000);
  onCleanup(() => clearInterval(timer));
  const normal = createMemo(() => props.delivery.normal(props.of));
  const leaving = () => props.delivery.leavingTogether();
  const left = (): number => Math.max(0, Math.ceil((Math.min(...leaving().map(({ notBefore, savedAt }) => notBefore ?? savedAt)) - now()) / 1000));
  /** Just those that were read out, as they were then. */
  async function release(): Promise<void> {
    const entries = asked();
    setAsked([]);
    let failed = 0;
    for (const { id, revision, patient } of entries) if (!(await sync.act(resultReleaseNormal, { patient: patient.id, result: id, revision })).ok) failed += 1;
    if (failed > 0) snackbar.show({ text: t('together.some', { count: failed }) });
    else announce(t('saved'));
  }
  async function undo(): Promise<void> {
    for (const { id } of leaving()) await takeBack(sync, id);
  }
  return (
    <>
      <Show when={leaving().length > 0}>
        <HeldAct
          title={t('together.leaving', { count: leaving().length })} note={t('leaving.note')} secondsLeft={left()} total={RELEASE_HOLD_MS / 1000}
          undo={{ label: t('together.undo'), onPress: () => void undo() }}
        />
      </Show>
      <Show when={normal().length > 1}>
        <p class={styles.together} data-together><Button size="small" onPress={() => setAsked(normal())}>{t('together.act', { count: normal().length })}</Button></p>
      </Show>
      <Dialog
        open={asked().length > 0} onClose={() => setAsked([])} title={t('together.title', { count: asked().length })} second={t('together.second')}
        acts={<><Button onPress={() => setAsked([])}>{t('together.not')}</Button><Button kind="primary" onPress={() => void release()}>{t('together.go')}</Button></>}
      >
        <ul aria-label={t('together.list')}>
          <For each={asked().slice(0, SHOWN)}>{(one) => <li><bdi>{one.patient.name}</bdi> · <bdi>{props.nameOf(one)}</bdi></li>}</For>
        </ul>
        <Show when={asked().length > SHOWN}><p class={styles.small}>{t('together.more', { count: asked().length - SHOWN })}</p></Show>
      </Dialog>
    </>
  );
}
