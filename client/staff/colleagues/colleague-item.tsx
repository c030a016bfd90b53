import { Show, type JSX } from 'solid-js';
import { staffReopen } from '../../../schema/colleague-requests.ts';
import { countItems, type ColleagueRow } from '../../../schema/colleagues.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords, whenWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useDayName } from '../../shared/ui/closed-words.ts';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import type { Office } from '../shared/use-office.ts';
import styles from './colleagues.module.css';
import { useItemWords } from './item-words.ts';
import { colleaguesTexts } from './texts.ts';
import { useAnswer } from './use-answer.ts';

export interface ColleagueItemProps {
  readonly person: ColleagueRow;
  readonly office: Office;
  readonly onAsk: (what: 'close' | 'away') => void;
  readonly onAnswered: () => void;
}

/** One colleague: whether they may sign in, what is open of theirs, whether they are away, and what can be done about it. */
export function ColleagueItem(props: ColleagueItemProps): JSX.Element {
  const t = useT(colleaguesTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const snackbar = useSnackbar();
  const words = useRefusalWords('staff');
  const isReachable = useReachable();
  const itemWords = useItemWords();
  const dayName = useDayName();
  const id = (): string => `colleague-${props.person.id}`;
  const isMe = (): boolean => sync.actor()?.staff === props.person.id;
  const offline = (): string | undefined => (isReachable() ? undefined : t('ask.offline'));
  const answer = useAnswer((refusal) => {
    props.onAnswered();
    snackbar.show({ text: refusal ? `${words(refusal).reason} ${words(refusal).remedy}` : t('reopened', { name: props.person.name }) });
  });
  async function reopen(): Promise<void> {
    const saved = await sync.act(staffReopen, { staff: props.person.id });
    if (saved.ok) answer.await(saved.request.id);
    else snackbar.show({ text: `${words(saved.refusal).reason} ${words(saved.refusal).remedy}` });
  }
  return (
    <li class={styles.row}>
      <div class={styles.text}>
        <h2 class={styles.name} id={id()}>{props.person.name}<Show when={isMe()}> <Tag>{t('you')}</Tag></Show><Show when={props.person.closed}> <Tag look="outlined">{t('closed')}</Tag></Show></h2>
        <span class={styles.second}>{props.person.title}</span>
        <Show when={props.person.closed} fallback={
          <>
            <span class={styles.second}>{countItems(props.person.items) === 0 ? t('nothing') : itemWords(props.person.items).join(' · ')}</span>
            <Show when={props.office.away(props.person.id)}>
              {(away) => <span class={styles.away}>{t('away', { day: dayName(away().until), name: away().to.name })}</span>}
            </Show>
          </>
        }>
          {(closed) => (
            <span class={styles.second}>
              {closed().at === null ? t('shut') : t('closedBy', { by: closed().by, when: whenWords(i18n, f, closed().at ?? 0), to: closed().to ?? t('everybody') })}
            </span>
          )}
        </Show>
      </div>
      <div class={styles.acts}>
        <Show when={!props.person.closed} fallback={
          <Button ink describedBy={id()} onPress={() => void reopen()} unavailable={offline()}>{t('acts.reopen')}</Button>
        }>
          <Button ink describedBy={id()} onPress={() => props.onAsk('away')}>{t('acts.away')}</Button>
          <Show when={!isMe()}><Button ink describedBy={id()} onPress={() => props.onAsk('close')} unavailable={offline()}>{t('acts.close')}</Button></Show>
        </Show>
      </div>
    </li>
  );
}
