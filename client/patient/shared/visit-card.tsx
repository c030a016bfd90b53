import { createEffect, onMount, Show, type JSX } from 'solid-js';
import { wordsIn } from '../../../schema/schedules.ts';
import type { OwnConsult } from '../../../schema/consults.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { hintOf, isDear } from '../../shared/live/data-cost.ts';
import { fetchRoomAhead } from '../../shared/live/load-room.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Video } from '../../shared/ui/icons.ts';
import { NextAppointment } from '../../shared/ui/next-appointment.tsx';
import { shortName } from '../../shared/ui/short-name.ts';
import { usePerson } from '../person/person.tsx';
import { useConsults } from './use-consults.ts';
import { visitTexts } from './visit-texts.ts';
import { CHECK_IN_MS } from './visit-times.ts';

/** Today's visit by video, at the top of the home. The room's part of the app is fetched ahead, unless the line is dear. */
export function VisitCard(): JSX.Element {
  const consults = useConsults();
  onMount(() => {
    let asked = false;
    createEffect(() => {
      if (asked || !consults.near() || isDear(hintOf(navigator))) return;
      asked = true;
      fetchRoomAhead();
    });
  });
  return <Show when={consults.near()}>{(consult) => <Card consult={consult()} />}</Show>;
}

function Card(props: { readonly consult: OwnConsult }): JSX.Element {
  const t = useT(visitTexts);
  const f = useFormat();
  const i18n = useI18n();
  const person = usePerson();
  const name = (): string => shortName(props.consult.provider.name);
  const mayCheckIn = (): boolean => props.consult.state === 'scheduled' && f.now() >= props.consult.startsAt - CHECK_IN_MS;
  const title = (): string => {
    if (props.consult.state === 'inProgress') return t('isWaiting', { name: name() });
    return props.consult.state === 'waiting' ? t('waiting') : f.day(props.consult.startsAt);
  };
  const state = (): string => {
    if (props.consult.state === 'waiting') return t('since', { time: f.clock(props.consult.waitingSince ?? props.consult.startsAt) });
    return mayCheckIn() ? t('checkInNow') : t('checkInFrom', { time: f.clock(props.consult.startsAt - CHECK_IN_MS) });
  };
  const act = (): string => {
    if (props.consult.state === 'inProgress') return t('join');
    if (props.consult.state === 'waiting') return t('back');
    return t(mayCheckIn() ? 'checkIn' : 'open');
  };
  return (
    <NextAppointment
      look="confirmed" icon={Video} kind={wordsIn(props.consult.visitType.names, i18n.language())} inWords={f.inDays(props.consult.startsAt)}
      date={title()} second={t('with', { time: f.clock(props.consult.startsAt), name: props.consult.provider.name })}
      state={{ kind: 'handled', at: props.consult.startsAt, what: 'confirmed' }} stateWords={state()}
      acts={<Button kind="primary" wide href={person.pathTo(`visits/${props.consult.id}`)}>{act()}</Button>}
    />
  );
}
