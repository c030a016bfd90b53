import { createSignal, Match, onCleanup, Show, Switch, type JSX } from 'solid-js';
import type { LiveConsult } from '../../../schema/consults.ts';
import { joinTicket } from '../../../schema/live-routes.ts';
import { contactEntry } from '../../../schema/patients.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import type { Rung } from '../../shared/live/ladder.ts';
import type { LiveRoom, TicketAnswer } from '../../shared/live/live-room.ts';
import { joinRoom } from '../../shared/live/load-room.ts';
import { RoomStage } from '../../shared/live/room-stage.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Headphones, Phone, Video } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { askClinic } from '../shared/ask-clinic.ts';
import { UNKNOWN_COLOUR, useOffice } from '../shared/use-office.ts';
import styles from './room.module.css';
import { roomTexts } from './room-texts.ts';
import { staffLiveTexts } from './texts.ts';
import type { ConsultActs } from './use-consult-acts.ts';
import { firstName, type Live } from './use-live.ts';
import type { VideoState } from './use-video.ts';

const over: ReadonlySet<string> = new Set(['consult.unknown', 'consult.notSo', 'consult.notYours', 'permission.missing']);

/** Where the two meet: by video, by phone, or why not now. */
export function RoomPlace(props: { readonly one: LiveConsult; readonly live: Live; readonly acts: ConsultActs; readonly video: VideoState }): JSX.Element {
  const t = useT(roomTexts);
  const f = useFormat();
  const words = useT(staffLiveTexts);
  const contact = useView(() => viewName.person(props.one.patient.id)).section('contact', contactEntry);
  const phone = (): string => Object.values(contact()).find(({ field }) => field === 'phone')?.register.value ?? '';
  const missing = () => (props.video === 'none' ? undefined : props.video);
  const Call = (): JSX.Element => <Show when={phone()} fallback={<p class={styles.small}>{t('phone.none')}</p>}>{(number) => <Button icon={Phone} href={`tel:${number()}`}>{t('phone.number', { phone: number() })}</Button>}</Show>;
  return (
    <Show when={props.one.state === 'inProgress'}>
      <Show when={props.live.mayConduct(props.one)} fallback={<Notice title={t('others.why', { name: props.one.provider.name })}>{t('others.next')}</Notice>}>
        <Show when={props.one.phonedAt}>
          {(at) => <div class={styles.way}><Notice icon={Phone} title={t('phone.title', { time: f.time(at()) })} /><Call /></div>}
        </Show>
        <Show when={missing()}>
          {(why) => (
            <div class={styles.way}>
              <Notice title={t('missing')}>{words(`video.${why()}`)}</Notice>
              <Show when={props.one.phonedAt === null}><Call /><Button icon={Phone} onPress={() => void props.acts.phone(props.one)}>{t('phone.act')}</Button></Show>
            </div>
          )}
        </Show>
        <Show when={props.video === 'none' || props.video === 'offline'}><Stage {...props} onPhone={() => void props.acts.phone(props.one)} call={<Call />} /></Show>
      </Show>
    </Show>
  );
}

function Stage(props: { readonly one: LiveConsult; readonly video: VideoState; readonly onPhone: () => void; readonly call: JSX.Element }): JSX.Element {
  const t = useT(roomTexts);
  const sync = useSync();
  const office = useOffice();
  const [room, setRoom] = createSignal<LiveRoom | null>(null);
  const [failed, setFailed] = createSignal(false);
  const name = (): string => firstName(props.one.patient.name);
  let gone = false;
  onCleanup(() => {
    gone = true;
    void room()?.leave();
  });
  const ofConsult = (): string => props.one.id;
  async function ask(): Promise<TicketAnswer> {
    const answer = await askClinic(`/api/consults/${ofConsult()}/join`, joinTicket, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    if (answer.ok) return { ok: true, ticket: answer.value };
    return { ok: false, over: answer.refusal !== null && over.has(answer.refusal.code) };
  }
  async function join(top: Rung): Promise<void> {
    setFailed(false);
    await room()?.leave();
    try {
      const joined = await joinRoom({ ask, top, camera: top !== 'off', microphone: true });
      if (gone) await joined.leave();
      else setRoom(joined);
    } catch {
      setFailed(true);
    }
  }
  return (
    <Switch>
      <Match when={room()}>
        {(joined) => (
          <>
            <RoomStage
              room={joined()} other={name()} ownName={sync.actor()?.name ?? ''} colour={0} ownColour={office.colleagues()[sync.actor()?.staff ?? '']?.colour ?? UNKNOWN_COLOUR} app="staff" share floats
              otherWays={props.call} more={<Show when={props.one.phonedAt === null}><Button size="small" kind="quiet" ink icon={Phone} onPress={props.onPhone}>{t('phone.act')}</Button></Show>}
            />
            <Show when={joined().phase() === 'closed'}><div class={styles.way}><Choice again onJoin={(top) => void join(top)} /></div></Show>
          </>
        )}
      </Match>
      <Match when={props.video === 'none'}>
        <div class={styles.lobby}>
          <p class={styles.lobbyTitle}>{t('join.title', { name: name() })}</p>
          <p>{t(failed() ? 'join.failed' : 'join.second')}</p>
          <Choice onJoin={(top) => void join(top)} />
        </div>
      </Match>
    </Switch>
  );
}

function Choice(props: { readonly again?: true; readonly onJoin: (top: Rung) => void }): JSX.Element {
  const t = useT(roomTexts);
  return (
    <div class={styles.acts}>
      <Button kind="primary" icon={Video} onPress={() => props.onJoin('clear')}>{t(props.again ? 'join.again' : 'join.camera')}</Button>
      <Button icon={Headphones} onPress={() => props.onJoin('off')}>{t('join.sound')}</Button>
    </div>
  );
}
