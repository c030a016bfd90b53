import { type JSX } from 'solid-js';
import type { LiveConsult } from '../../../schema/consults.ts';
import { RoomChat } from './room-chat.tsx';
import { firstName, type Live } from './use-live.ts';

/** What is written during the visit. */
export function RoomWork(props: { readonly one: LiveConsult; readonly live: Live }): JSX.Element {
  return <RoomChat patient={props.one.patient.id} name={firstName(props.one.patient.name)} />;
}
