import { createEffect, createSignal, on, Show, type JSX } from 'solid-js';
import type { GivenEntry } from '../../../schema/results.ts';
import { useCareTime } from '../../shared/chart/use-care-time.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PaneHeader } from '../../shared/ui/pane-header.tsx';
import { SeenMark } from '../../shared/ui/seen-mark.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import styles from './results.module.css';
import { deliveryTexts } from './texts.ts';
import type { Delivery } from './use-delivery.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** A released result without its values: what the patient's side has of it, and the way back while nobody has opened it (C18). */
export function GivenPane(props: { readonly entry: GivenEntry; readonly name: string; readonly delivery: Delivery; readonly onBack: () => void }): JSX.Element {
  const t = useT(deliveryTexts);
  const f = useFormat();
  const day = useCareTime();
  const [asking, setAsking] = createSignal(false);
  createEffect(on(() => props.entry.id, () => setAsking(false)));
  const patient = () => props.entry.patient;
  const first = (): string => patient().name.split(' ')[0] ?? '';
  const second = (): string => [
    patient().birthDate === null ? patient().name : t('of', { name: patient().name, age: f.age(patient().birthDate ?? '') }), props.entry.at === null ? '' : day(props.entry.at),
    props.entry.orderer ? t('ordered', { name: props.entry.orderer.name }) : t('nobody'),
  ].filter(Boolean).join(' · ');
  const deciding = () => props.delivery.deciding(props.entry.id);
  return (
    <div class={styles.pane}>
      <PaneHeader title={props.name} onBack={props.onBack} second={<bdi>{second()}</bdi>} />
      <Show when={props.entry.state === 'correcting'}><Notice tone="asks" title={t('given.correcting')} /></Show>
      <p>{t('given.by', { name: props.entry.releasedBy, when: f.dated(props.entry.releasedAt) })}</p>
      <p><SeenMark name={first()} onDeviceAt={props.entry.onDeviceAt ?? undefined} openedAt={props.entry.opened?.at} /></p>
      <Show when={deciding()} fallback={
        <Show when={props.delivery.mayDecide(props.entry)} fallback={<p class={styles.small}>{t('notYours')}</p>}>
          <Show when={props.entry.opened === null} fallback={<p class={styles.small}>{t('withdraw.opened', { name: first() })}</p>}>
            <div class={styles.acts}><Button onPress={() => setAsking(true)}>{t('withdraw.act')}</Button></div>
          </Show>
        </Show>
      }>
        {(request) => <StateMark state={request().state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: request().savedAt }} words={t('withdraw.waiting')} />}
      </Show>
      <WithdrawDialog entry={props.entry} open={asking()} onClose={() => setAsking(false)} />
    </div>
  );
}
