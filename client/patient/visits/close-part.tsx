import { createEffect, Match, on, Switch, type JSX } from 'solid-js';
import type { OwnConsult } from '../../../schema/consults.ts';
import { createJoinChoice } from '../../shared/live/join-choice.tsx';
import { fetchRoomAhead } from '../../shared/live/load-room.ts';
import { playTone } from '../../shared/live/sound-check.ts';
import { CheckInPart } from './check-in-part.tsx';
import { NowPart } from './now-part.tsx';
import { WaitingPart } from './waiting-part.tsx';

/** From the check-in until it is over. How one joins is chosen once and holds through all of it. */
export function ClosePart(props: { readonly consult: OwnConsult }): JSX.Element {
  const choice = createJoinChoice();
  fetchRoomAhead();
  // Whoever waits may look elsewhere: two notes say that it begins. A browser that was never touched plays none.
  createEffect(on(() => props.consult.state, (now, before) => {
    if (before === 'waiting' && now === 'inProgress') void playTone().catch(() => undefined);
  }));
  return (
    <Switch>
      <Match when={props.consult.state === 'scheduled'}><CheckInPart consult={props.consult} choice={choice} /></Match>
      <Match when={props.consult.state === 'waiting'}><WaitingPart consult={props.consult} /></Match>
      <Match when={props.consult.state === 'inProgress'}><NowPart consult={props.consult} choice={choice} /></Match>
    </Switch>
  );
}
