import { createMemo, Show, type JSX } from 'solid-js';
import { useFormat, useT } from '../../../shared/i18n/context.tsx';
import { useReachable } from '../../../shared/shell/use-reachable.ts';
import type { OpenNote } from '../../../shared/sync/notes/open-note.ts';
import { useSync } from '../../../shared/sync/sync.ts';
import { FreshnessStamp } from '../../../shared/ui/freshness-stamp.tsx';
import type { ItemState } from '../../../shared/ui/item-state.ts';
import { StateMark } from '../../../shared/ui/state-mark.tsx';
import type { Office } from '../use-office.ts';
import styles from './note.module.css';
import { noteTexts } from './texts.ts';

/** As of when the clinic's words are. */
export function NoteEnd(props: { readonly note: OpenNote }): JSX.Element {
  const freshness = () => props.note.freshness();
  const asOf = (): number | undefined => {
    const at = freshness();
    return at.kind === 'asOf' ? at.at : undefined;
  };
  return <FreshnessStamp of="messages" live={freshness().kind === 'live'} asOf={asOf()} />;
}

/** Where one's words are, who wrote last, who is here. */
export function NoteFoot(props: { readonly note: OpenNote; readonly office: Office }): JSX.Element {
  const t = useT(noteTexts);
  const f = useFormat();
  const sync = useSync();
  const isReachable = useReachable();
  const state = createMemo((): ItemState | null => {
    const since = props.note.waitingSince();
    if (since !== null) return isReachable() ? { kind: 'sending' } : { kind: 'saved', at: since };
    const at = props.note.acknowledgedAt();
    return at === null ? null : { kind: 'received', at };
  });
  const names = createMemo(() => [...new Set(props.note.colleagues().map(({ staff, name }) => props.office.colleagues()[staff]?.name ?? name))].sort());
  const joined = (): string => (names().length > 1 ? t('and', { first: names().slice(0, -1).join(', '), last: names()[names().length - 1] ?? '' }) : names()[0] ?? '');
  const last = () => props.note.last();
  return (
    <p class={styles.foot}>
      <Show when={!props.note.typing()} fallback={<span class={styles.second}>{t('typing')}</span>}>
        <Show when={state()}>{(it) => <StateMark size="tiny" state={it()} />}</Show>
      </Show>
      <Show when={last()}>
        {(it) => <span class={styles.second}>{it().staff === sync.actor()?.staff ? t('lastYou', { time: f.stamp(it().at) }) : t('last', { name: it().name, time: f.stamp(it().at) })}</span>}
      </Show>
      {/* Names come and go: said once each, and never over what somebody is writing. */}
      <span class={styles.here} role="status"><Show when={names().length > 0}>{t('writing', { count: names().length, names: joined() })}</Show></span>
    </p>
  );
}
