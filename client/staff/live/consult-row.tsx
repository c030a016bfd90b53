import { Show, type JSX } from 'solid-js';
import type { LiveConsult } from '../../../schema/consults.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import styles from './live.module.css';
import { staffLiveTexts } from './texts.ts';
import type { Live } from './use-live.ts';

export function ConsultRow(props: { readonly one: LiveConsult; readonly live: Live; readonly href: string }): JSX.Element {
  const t = useT(staffLiveTexts);
  const f = useFormat();
  const name = (): string => (props.one.patient.birthDate === null ? props.one.patient.name : t('of', { name: props.one.patient.name, age: f.age(props.one.patient.birthDate) }));
  const waits = () => props.live.view.waitingOn('consults', props.one.id);
  return (
    <ListRow
      href={props.href} title={name()} dashed={waits() !== undefined}
      second={<>
        {t('from', { from: f.clock(props.one.startsAt), until: f.clock(props.one.endsAt) })}<br />
        <bdi>{t('with', { kind: props.live.kind(props.one), name: props.one.provider.name })}</bdi>
        <span class={styles.tags}>
          <Tag look="outlined">{t(`state.${props.one.state}`)}</Tag>
          <Show when={props.one.phonedAt !== null}><Tag look="outlined">{t('byPhone')}</Tag></Show>
        </span>
      </>}
      end={<span class={styles.small}>{since(props.one)}</span>}
    />
  );
  function since({ state, waitingSince, startedAt }: LiveConsult): string {
    if (state === 'waiting' && waitingSince !== null) return t('waits', { time: f.waited(waitingSince) });
    return state === 'inProgress' && startedAt !== null ? t('runs', { time: f.waited(startedAt) }) : '';
  }
}
