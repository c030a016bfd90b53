import { Show, type JSX } from 'solid-js';
import { wordsIn } from '../../../schema/schedules.ts';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { plainName } from '../../shared/chart/measured-words.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { valueTexts } from '../../shared/shell/value-texts.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { QueueRow, type QueueOwner } from '../../shared/ui/queue-row.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { UNKNOWN_COLOUR, type Office } from '../shared/use-office.ts';
import { BOOKINGS, MESSAGES, RESULTS } from '../shell/addresses.ts';
import { overviewTexts } from './texts.ts';
import type { Work } from './work.ts';

const hrefOf = (work: Work): string => {
  if (work.queue === 'messages') return `${MESSAGES}/${work.patient.id}/${work.id}`;
  return `${work.queue === 'results' ? RESULTS : BOOKINGS}/${work.id}`;
};

/** One thing that waits; the whole row leads to it. */
export function WorkRow(props: { readonly work: Work; readonly office: Office; readonly withKind: boolean; readonly savedHere: boolean }): JSX.Element {
  const t = useT(overviewTexts);
  const chart = useT(chartTexts);
  const values = useT(valueTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const reason = (): string => {
    const { booking, queue, line } = props.work;
    if (booking) return t('wanted', { kind: wordsIn(booking.visitType.names, i18n.language()), when: f.appointment(booking.startsAt) });
    return queue === 'results' ? plainName(line) || chart('unnamed') : line;
  };
  const owner = (): QueueOwner | 'unassigned' => {
    const { owner: staff, ownerName } = props.work;
    if (staff === null) return 'unassigned';
    const colleague = props.office.colleagues()[staff];
    const you = sync.actor()?.staff === staff;
    return { name: colleague?.name ?? ownerName ?? (you ? (sync.actor()?.name ?? '') : ''), colour: colleague?.colour ?? UNKNOWN_COLOUR, you };
  };
  const urgency = () => (props.work.urgency === 'routine' ? undefined : props.work.urgency);
  return (
    <QueueRow
      href={hrefOf(props.work)}
      name={props.work.patient.name}
      age={props.work.patient.birthDate === null ? undefined : f.age(props.work.patient.birthDate)}
      waited={f.waited(props.work.since)}
      reason={reason()}
      owner={owner()}
      ownUnsent={props.savedHere ? t('savedHere') : undefined}
      tags={
        <>
          <Show when={props.withKind}><Tag>{t(`kind.${props.work.queue}`)}</Tag></Show>
          <Show when={urgency()}>{(level) => <Tag look={level() === 'urgent' ? 'urgent' : 'outlined'}>{values(`values.${level()}`)}</Tag>}</Show>
          <Show when={props.work.isCorrection}><Tag>{t('correction')}</Tag></Show>
          <Show when={props.work.isOverdue && props.work.booking}>{(booking) => <Tag>{t('runsOut', { when: f.dated(booking().expiresAt) })}</Tag>}</Show>
        </>
      }
    />
  );
}
