import { createEffect, createMemo, createSignal, For, on, Show, type JSX } from 'solid-js';
import { bookingOffer } from '../../../schema/booking-requests.ts';
import { BOOKING_WORDS_MAX, OFFERS_MAX } from '../../../schema/booking-states.ts';
import type { RequestedEntry } from '../../../schema/bookings.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useFree } from '../../shared/shell/use-free.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { bookingDraft } from '../shared/words-of.ts';
import styles from './bookings.module.css';
import { staffBookingsTexts } from './texts.ts';

/** Up to three other times of the same provider, free as this device knows it; the clinic holds them until the patient has answered (C11). */
export function OfferDialog(props: { readonly entry: RequestedEntry; readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(staffBookingsTexts);
  const f = useFormat();
  const sync = useSync();
  const announce = useAnnounce();
  const refusals = useRefusalWords('staff');
  const free = useFree(() => (props.open ? props.entry.location.id : ''));
  const words = useDraft(() => bookingDraft(props.entry.id));
  const [chosen, setChosen] = createSignal<readonly number[]>([]);
  const [wanted, setWanted] = createSignal<string>();
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => [props.open, props.entry.id] as const, ([open]) => {
    if (!open) return;
    setChosen([]);
    setWanted(undefined);
    setProblem(undefined);
  }));
  const times = createMemo(() => free.times(free.types().find(({ id }) => id === props.entry.visitType.id), props.entry.provider.ref));
  const days = createMemo(() => [...new Map(times().map(({ day, startsAt }) => [day, startsAt])).entries()].map(([value, at]) => ({ value, label: f.day(at) })));
  const day = (): string => days().find(({ value }) => value === wanted())?.value ?? days()[0]?.value ?? '';
  const shown = createMemo(() => times().filter((one) => one.day === day()).map(({ startsAt }) => startsAt));
  function choose(time: number, { currentTarget: box }: { readonly currentTarget: HTMLInputElement }): void {
    const on = box.checked;
    setProblem(undefined);
    if (on && chosen().length >= OFFERS_MAX) {
      box.checked = false;
      return void setProblem(t('offering.most', { most: OFFERS_MAX }));
    }
    setChosen((before) => (on ? [...before, time].sort((a, b) => a - b) : before.filter((one) => one !== time)));
  }
  async function offer(): Promise<void> {
    const text = words.text().trim();
    if (chosen().length === 0) return void setProblem(t('offering.empty'));
    if (text.length > BOOKING_WORDS_MAX) return void setProblem(t('tooLong', { most: BOOKING_WORDS_MAX }));
    const answer = await sync.act(bookingOffer, { patient: props.entry.patient.id, booking: props.entry.id, times: [...chosen()], words: text }, { draft: words.key() });
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    words.sent();
    announce(t('saved'));
    props.onClose();
  }
  return (
    <Dialog
      open={props.open} onClose={props.onClose} title={t('offering.title')} second={t('offering.second', { name: props.entry.patient.name.split(' ')[0] ?? '', most: OFFERS_MAX })}
      acts={<><Button onPress={props.onClose}>{t('offering.not')}</Button><Button kind="primary" onPress={() => void offer()}>{t('offering.act', { count: chosen().length })}</Button></>}
    >
      <Show when={problem()}>{(reason) => <Notice tone="asks" title={reason()} announce />}</Show>
      <Show when={days().length > 0} fallback={<p class={styles.small}>{t(free.view.held() ? 'offering.none' : 'offering.notHere')}</p>}>
        <Show when={free.asOf()}>{(at) => <p class={styles.small}>{t('offering.asOf', { when: f.dated(at()) })}</p>}</Show>
        <Select label={t('offering.day')} value={day()} onChange={setWanted} options={days()} />
        <fieldset class={styles.times}>
          <legend>{t('offering.times', { name: props.entry.provider.name })}</legend>
          <For each={shown()}>
            {(time) => (
              <label class={styles.time} data-chosen={chosen().includes(time) ? '' : undefined}>
                <input type="checkbox" checked={chosen().includes(time)} onChange={(event) => choose(time, event)} />
                <span>{f.clock(time)}</span>
              </label>
            )}
          </For>
        </fieldset>
        <Show when={chosen().length > 0}><p class={styles.small}>{t('offering.chosen', { times: chosen().map((time) => f.appointment(time)).join('; ') })}</p></Show>
        <TextArea label={t('offering.words')} value={words.text()} onInput={(text) => words.write(text)} rows={2} />
      </Show>
    </Dialog>
  );
}
