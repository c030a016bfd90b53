import { Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import styles from './hours.module.css';
import { hoursTexts } from './texts.ts';
import type { Plan } from './use-plan.ts';

export interface PlanRowProps {
  readonly id: string;
  readonly plan: Plan;
  readonly title: JSX.Element;
  readonly children: JSX.Element;
  readonly act?: { readonly label: string; readonly onPress: () => void } | undefined;
}

/** One thing that is planned: dashed until the clinic has it. */
export function PlanRow(props: PlanRowProps): JSX.Element {
  const t = useT(hoursTexts);
  const waiting = () => props.plan.waiting(props.id);
  return (
    <li class={styles.row} data-waiting={waiting() ? '' : undefined}>
      <div class={styles.text}>
        <h2 class={styles.name} id={`plan-${props.id}`}>{props.title}</h2>
        {props.children}
        <Show when={waiting()}>{(request) => <StateMark state={{ kind: 'saved', at: request().savedAt }} words={t('waiting')} />}</Show>
      </div>
      <Show when={props.act}>{(act) => <Button ink describedBy={`plan-${props.id}`} onPress={() => act().onPress()}>{act().label}</Button>}</Show>
    </li>
  );
}
