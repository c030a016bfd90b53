import { createEffect, createSignal, on, Show, type JSX } from 'solid-js';
import { faultOf, REPORT_DAYS } from '../../../schema/reports.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { Choice } from './choice.ts';
import styles from './reports.module.css';
import { reportsTexts } from './texts.ts';

const periods = ['week', 'month', 'quarter', 'year', 'own'] as const;

/** A usual period counts at once; days of one's own when they are shown. */
export function PeriodForm(props: { readonly choice: Choice; readonly locations: readonly { readonly id: string; readonly name: string }[]; readonly onChoose: (choice: Choice) => void }): JSX.Element {
  const t = useT(reportsTexts);
  const [isOwn, setOwn] = createSignal(props.choice.period === 'own');
  const [from, setFrom] = createSignal(props.choice.from);
  const [until, setUntil] = createSignal(props.choice.until);
  const [tried, setTried] = createSignal(false);
  createEffect(on(() => props.choice, ({ period, from: first, until: last }) => { setOwn(period === 'own'); setFrom(first); setUntil(last); setTried(false); }, { defer: true }));
  const fault = () => (tried() ? faultOf(from(), until()) : null);
  function pick(value: string): void {
    const period = periods.find((one) => one === value) ?? 'month';
    setOwn(period === 'own');
    if (period !== 'own') props.onChoose({ ...props.choice, period });
  }
  function show(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (faultOf(from(), until()) === null) props.onChoose({ ...props.choice, period: 'own', from: from(), until: until() });
  }
  return (
    <form class={styles.form} onSubmit={show} noValidate>
      <Select label={t('period')} value={isOwn() ? 'own' : props.choice.period} onChange={pick} options={periods.map((value) => ({ value, label: t(`periods.${value}`) }))} />
      <Select
        label={t('place')} value={props.choice.location ?? ''} onChange={(value) => props.onChoose({ ...props.choice, location: value === '' ? null : value })}
        options={[{ value: '', label: t('everywhere') }, ...props.locations.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Show when={isOwn()}>
        <TextField label={t('from')} type="date" dir="ltr" value={from()} onInput={setFrom} error={fault() === 'day' ? t('fault.day') : undefined} />
        <TextField
          label={t('until')} type="date" dir="ltr" value={until()} onInput={setUntil}
          error={fault() === 'order' ? t('fault.order') : fault() === 'long' ? t('fault.long', { most: REPORT_DAYS }) : fault() === 'day' ? t('fault.day') : undefined}
        />
        <Button type="submit">{t('show')}</Button>
      </Show>
    </form>
  );
}
