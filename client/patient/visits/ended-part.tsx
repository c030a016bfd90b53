import { Show, type JSX } from 'solid-js';
import type { OwnConsult } from '../../../schema/consults.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { usePerson } from '../person/person.tsx';
import { VisitFacts } from './before-part.tsx';
import { OtherWays } from './other-ways.tsx';
import styles from './visits.module.css';
import { visitsTexts } from './texts.ts';

/** After it, or where it came to nothing: how it ended and what to do next. */
export function EndedPart(props: { readonly consult: OwnConsult }): JSX.Element {
  const t = useT(visitsTexts);
  const f = useFormat();
  const person = usePerson();
  const how = (): 'completed' | 'cancelled' | 'noshow' | 'failed' => {
    const { state } = props.consult;
    return state === 'cancelled' || state === 'noshow' || state === 'failed' ? state : 'completed';
  };
  return (
    <div class={styles.stack}>
      <div class={styles.group} role="status">
        <h2>{t(`ended.${how()}.title`)}</h2>
        <Show when={how() === 'completed' && props.consult.endedAt}>{(at) => <p>{t('ended.completed.at', { when: f.dated(at()) })}</p>}</Show>
        <p>{t(`ended.${how()}.next`)}</p>
      </div>
      <VisitFacts consult={props.consult} />
      <Show when={how() !== 'completed'} fallback={<Button kind="primary" wide href={person.pathTo()}>{t('ended.home')}</Button>}>
        <Button kind="primary" wide href={person.pathTo('bookings/new')}>{t('ended.book')}</Button>
      </Show>
      <OtherWays />
    </div>
  );
}
