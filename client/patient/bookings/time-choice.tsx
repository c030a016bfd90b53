import { createMemo, createSignal, createUniqueId, For, Show, type JSX } from 'solid-js';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { FieldError } from '../../shared/ui/field-frame.tsx';
import { Select } from '../../shared/ui/select.tsx';
import styles from './bookings.module.css';
import { bookingsTexts } from '../shared/bookings-texts.ts';
import type { FreeTime } from '../../shared/shell/use-free.ts';

/** A day, then a time of it. Native radios: arrow keys, one tab stop. */
export function TimeChoice(props: { readonly times: readonly FreeTime[]; readonly value: number | undefined; readonly onChange: (time: number) => void; readonly error: string | undefined; readonly named: boolean }): JSX.Element {
  const t = useT(bookingsTexts);
  const f = useFormat();
  const name = createUniqueId();
  const [wanted, setWanted] = createSignal<string>();
  const days = createMemo(() => [...new Map(props.times.map(({ day, startsAt }) => [day, startsAt])).entries()].map(([value, at]) => ({ value, label: f.day(at) })));
  const day = (): string => days().find(({ value }) => value === wanted())?.value ?? days()[0]?.value ?? '';
  const shown = createMemo(() => props.times.filter((one) => one.day === day()));
  const chosen = () => props.times.find(({ startsAt }) => startsAt === props.value);
  return (
    <>
      <Select label={t('form.day')} value={day()} onChange={setWanted} options={days()} />
      <fieldset class={styles.times} id="booking-time" tabindex="-1" aria-describedby={props.error ? `${name}-error` : undefined}>
        <legend>{t('form.time')}</legend>
        <For each={shown().map(({ startsAt }) => startsAt)}>
          {(startsAt) => (
            <label class={styles.time} data-chosen={startsAt === props.value ? '' : undefined}>
              <input type="radio" name={name} value={startsAt} checked={startsAt === props.value} onChange={() => props.onChange(startsAt)} />
              <span>{f.clock(startsAt)}</span>
            </label>
          )}
        </For>
      </fieldset>
      <FieldError id={`${name}-error`} error={props.error} />
      <Show when={props.named && chosen()}>{(one) => <p class={styles.quiet}><bdi>{t('at', { time: f.appointment(one().startsAt), name: one().provider.name })}</bdi></p>}</Show>
    </>
  );
}
