import { Show, type JSX } from 'solid-js';
import type { WeekAppointment } from '../../../../schema/desk.ts';
import { appointmentMove } from '../../../../schema/desk-requests.ts';
import { useFormat, useT } from '../../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../../shared/shell/refusal-words.ts';
import { useSync } from '../../../shared/sync/sync.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Each } from '../../../shared/ui/each.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import styles from './schedule.module.css';
import { deskTexts } from './texts.ts';
import type { Desk } from './use-desk.ts';

/** A move that the clinic did not accept: why, and where it would have been free. */
export function RefusedMove(props: { readonly desk: Desk; readonly onMove: (appointment: WeekAppointment, startsAt: number, staff: string) => void }): JSX.Element {
  const t = useT(deskTexts);
  const f = useFormat();
  const sync = useSync();
  const refusals = useRefusalWords('staff');
  const refused = () => sync.needsYou().find(({ type, refusal }) => type === appointmentMove.type && refusal !== undefined);
  const body = () => { const parsed = appointmentMove.body.safeParse(refused()?.body); return parsed.success ? parsed.data : undefined; };
  const own = (): WeekAppointment | undefined => props.desk.blocks().find(({ key }) => key === body()?.appointment)?.appointment ?? undefined;
  const free = (): number[] => ['first', 'second', 'third'].flatMap((name) => { const at = refused()?.refusal?.params?.[name]; return typeof at === 'number' ? [at] : []; });
  async function take(one: WeekAppointment, startsAt: number): Promise<void> {
    const id = refused()?.id;
    // To the provider it was meant for.
    props.onMove(one, startsAt, body()?.staff ?? one.staff);
    if (id !== undefined) await sync.dismiss(id);
  }
  return (
    <Show when={refused()?.refusal}>
      {(refusal) => (
        <div class={styles.form} data-print="no">
          <Notice tone="asks" title={t('refused', { reason: refusals(refusal()).reason })} announce>{refusals(refusal()).remedy}</Notice>
          <div class={styles.acts}>
            <Show when={own()}>{(one) => <Each of={free().map(String)} by={(at) => at}>{(at) => <Button onPress={() => void take(one(), Number(at()))}>{t('refusedFree', { time: f.appointment(Number(at())) })}</Button>}</Each>}</Show>
            <Button onPress={() => { const id = refused()?.id; if (id !== undefined) void sync.dismiss(id); }}>{t('refusedDone')}</Button>
          </div>
        </div>
      )}
    </Show>
  );
}
