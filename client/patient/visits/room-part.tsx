import { onCleanup, Show, type JSX } from 'solid-js';
import type { OwnConsult } from '../../../schema/consults.ts';
import { useT } from '../../shared/i18n/context.tsx';
import type { LiveRoom } from '../../shared/live/live-room.ts';
import { RoomStage } from '../../shared/live/room-stage.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { usePerson } from '../person/person.tsx';
import { OtherWays } from './other-ways.tsx';
import { visitsTexts } from './texts.ts';

/** In the room. Leaving it ends nothing: the clinic ends the visit, and until then one comes back without a code. */
export function RoomPart(props: { readonly room: LiveRoom; readonly name: string; readonly consult: OwnConsult; readonly onOut: () => void }): JSX.Element {
  const t = useT(visitsTexts);
  const person = usePerson();
  onCleanup(() => void props.room.leave());
  const soundOnly = (): boolean => props.room.ladder().rung === 'off';
  return (
    <>
      <Show when={props.consult.phonedAt !== null}><Notice title={t('now.phone')} announce /></Show>
      <RoomStage
        room={props.room} other={props.name} ownName={person.reach().name} colour={1} ownColour={person.reach().colour} app="patient"
        otherWays={<OtherWays first={<Show when={!soundOnly()}><Button kind="quiet" onPress={() => props.room.choose('off')}>{t('ways.soundOnly')}</Button></Show>} />}
      />
      <Show when={props.room.phase() === 'closed' && props.room.closed() !== 'ended'}><p>{t('room.left')}</p></Show>
      <Button wide onPress={props.onOut}>{t(props.room.phase() === 'closed' ? 'now.join' : 'room.leave')}</Button>
    </>
  );
}
