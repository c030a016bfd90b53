import './mend-object.ts';
import { DisconnectReason, LocalVideoTrack, LogLevel, Room, RoomEvent, Track, VideoQuality, setLogLevel } from 'livekit-client';
import { batch, createSignal } from 'solid-js';
import { rememberDevice, troubleOf } from './devices.ts';
import { chooseRung, sampleLine, startLadder, type Ladder, type Rung } from './ladder.ts';
import type { LiveClose, LivePerson, LivePhase, LiveRoom, LiveWanted } from './live-room.ts';
import { createLineReader } from './read-line.ts';
import { personOf } from './room-people.ts';
import { roomOptions } from './room-options.ts';
import { showPicture } from './show-picture.ts';

// Its addresses carry tokens, and what it has to say is said on the stage.
setLogLevel(LogLevel.silent);

const SAMPLE_MS = 1_000;
/** Without signal and media for so long, one is told: before that it mends itself, unnoticed. */
const CUT_MS = 3_000;
/** How long after a room was given up it is asked for again, while nobody presses. */
const AGAIN_MS = 10_000;
const closes: { readonly [reason in DisconnectReason]?: LiveClose } = {
  [DisconnectReason.CLIENT_INITIATED]: 'left', [DisconnectReason.ROOM_DELETED]: 'ended', [DisconnectReason.DUPLICATE_IDENTITY]: 'elsewhere', [DisconnectReason.PARTICIPANT_REMOVED]: 'removed',
};
const browserKind = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const;
/** What changes how people stand in the room. */
const changes = [
  RoomEvent.ParticipantConnected, RoomEvent.ParticipantDisconnected, RoomEvent.TrackPublished, RoomEvent.TrackUnpublished, RoomEvent.TrackSubscribed, RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted, RoomEvent.TrackUnmuted, RoomEvent.LocalTrackPublished, RoomEvent.LocalTrackUnpublished, RoomEvent.ActiveSpeakersChanged, RoomEvent.ConnectionQualityChanged,
  RoomEvent.TrackStreamStateChanged, RoomEvent.ParticipantNameChanged,
] as const;

/**
 * One person's place in one visit, through any number of rooms of LiveKit: where the line was gone for so long that livekit-client gave
 * up, a new room is joined with a new token. Nothing it does ends the visit. `leave()` frees camera, microphone and timers.
 */
export function createLiveRoom(wanted: LiveWanted): LiveRoom {
  const [phase, setPhase] = createSignal<LivePhase>('joining');
  const [cut, setCut] = createSignal(false);
  const [closed, setClosed] = createSignal<LiveClose | null>(null);
  const [people, setPeople] = createSignal<{ readonly me: LivePerson; readonly others: readonly LivePerson[] }>({ me: nobody, others: [] }, { equals: sameShape });
  const [ladder, setLadder] = createSignal<Ladder>(startLadder(wanted.top, Date.now()));
  const [soundBlocked, setSoundBlocked] = createSignal(false);
  const [trouble, setTrouble] = createSignal<ReturnType<LiveRoom['trouble']>>(null);
  const [sounds, setSounds] = createSignal<ReturnType<LiveRoom['sounds']>>([], { equals: (a, b) => a.length === b.length && a.every(({ track }, index) => track === b[index]?.track) });
  const [pictures, setPictures] = createSignal(0);
  /** What the person wants, which outlives a room. */
  let microphone = wanted.microphone;
  let camera = wanted.camera && wanted.top !== 'off';
  let room = openRoom();
  let again: ReturnType<typeof setTimeout> | undefined;
  let left = false;
  let reader = createLineReader(room);
  const sampler = setInterval(() => void sample(), SAMPLE_MS);
  addEventListener('online', rejoin);
  void join();

  function openRoom(): Room {
    const opened = new Room(roomOptions());
    for (const change of changes) opened.on(change, look);
    return opened
      .on(RoomEvent.Reconnecting, () => setPhase('reconnecting'))
      .on(RoomEvent.Reconnected, () => { setPhase('joined'); look(); })
      .on(RoomEvent.AudioPlaybackStatusChanged, () => setSoundBlocked(!opened.canPlaybackAudio))
      .on(RoomEvent.TrackSubscribed, (track) => { if (track.kind === Track.Kind.Audio) document.body.append(track.attach()); applyRung(); })
      .on(RoomEvent.TrackUnsubscribed, (track) => { for (const element of track.kind === Track.Kind.Audio ? track.detach() : []) element.remove(); })
      .on(RoomEvent.Disconnected, (reason) => { if (opened === room) gone(reason); });
  }
  async function join(): Promise<void> {
    const answer = await wanted.ask().catch(() => ({ ok: false as const, over: false }));
    if (left) return;
    if (!answer.ok) return answer.over ? close('ended') : drop();
    try {
      await room.connect(answer.ticket.url, answer.ticket.token);
    } catch {
      return drop();
    }
    if (left) return void room.disconnect();
    batch(() => { setPhase('joined'); setSoundBlocked(!room.canPlaybackAudio); look(); });
    await setDevice('microphone', microphone);
    if (camera && ladder().rung !== 'off') await setDevice('camera', true);
    applyRung();
  }
  function gone(reason: DisconnectReason | undefined): void {
    const why = reason === undefined ? undefined : closes[reason];
    if (left) return;
    if (why !== undefined && why !== 'left') close(why);
    else drop();
  }
  /** Given up, not over: a new room and a new token, as soon as there is a line. */
  function drop(): void {
    if (left || phase() === 'closed') return;
    setPhase('dropped');
    clearTimeout(again);
    again = setTimeout(rejoin, AGAIN_MS);
  }
  function rejoin(): void {
    if (left || phase() !== 'dropped') return;
    clearTimeout(again);
    setPhase('joining');
    room.removeAllListeners();
    void room.disconnect();
    room = openRoom();
    reader = createLineReader(room);
    void join();
  }
  function close(why: LiveClose): void {
    left = true;
    clearInterval(sampler);
    clearTimeout(again);
    removeEventListener('online', rejoin);
    batch(() => { setClosed(why); setPhase('closed'); });
    void room.disconnect();
  }
  function look(): void {
    batch(() => {
      setPeople({ me: personOf(room.localParticipant), others: [...room.remoteParticipants.values()].map(personOf) });
      setPictures((count) => count + 1);
      setSounds([room.localParticipant, ...room.remoteParticipants.values()].flatMap((person) => {
        const track = person.getTrackPublication(Track.Source.Microphone)?.track?.mediaStreamTrack;
        return track === undefined || !person.isMicrophoneEnabled ? [] : [{ identity: person.identity, track }];
      }));
    });
  }
  async function sample(): Promise<void> {
    const read = await reader();
    if (left) return;
    const before = ladder().rung;
    setLadder(sampleLine(ladder(), { ...read, at: Date.now() }));
    setCut(!read.signal && ladder().at - ladder().mediaAt >= CUT_MS);
    if (ladder().rung !== before) applyRung();
    else if (before === 'small') limitOwn();
  }
  /** Sound is never touched; a shared screen stays, it is what the visit is about at that moment. */
  function applyRung(): void {
    const { rung } = ladder();
    for (const person of room.remoteParticipants.values()) {
      const theirs = person.getTrackPublication(Track.Source.Camera);
      if (!theirs?.isSubscribed) continue;
      theirs.setEnabled(rung !== 'off');
      if (rung !== 'off') theirs.setVideoQuality(rung === 'small' ? VideoQuality.LOW : VideoQuality.HIGH);
    }
    const on = camera && rung !== 'off';
    if (room.state === 'connected' && room.localParticipant.isCameraEnabled !== on) void setDevice('camera', on).then(limitOwn);
    else limitOwn();
  }
  /** The server asks anew for layers that somebody watches, so a small picture is asked for again with each sample. */
  function limitOwn(): void {
    ownCamera()?.setPublishingQuality(ladder().rung === 'clear' ? VideoQuality.HIGH : VideoQuality.LOW);
  }
  const ownCamera = (): LocalVideoTrack | undefined => {
    const track = room.localParticipant.getTrackPublication(Track.Source.Camera)?.track;
    return track instanceof LocalVideoTrack ? track : undefined;
  };
  async function setDevice(kind: 'camera' | 'microphone', on: boolean): Promise<void> {
    try {
      await (kind === 'camera' ? room.localParticipant.setCameraEnabled(on) : room.localParticipant.setMicrophoneEnabled(on));
      if (on && trouble()?.kind === kind) setTrouble(null);
    } catch (error) {
      setTrouble({ kind, why: troubleOf(error) });
    }
    look();
  }
  function choose(rung: Rung): void {
    setLadder(chooseRung(ladder(), rung));
    applyRung();
  }

  return {
    phase: () => (phase() === 'joined' && cut() ? 'reconnecting' : phase()),
    closed, ladder, soundBlocked, trouble, sounds, choose, rejoin,
    me: () => people().me, others: () => people().others,
    async leave() {
      close('left');
      await room.disconnect();
    },
    hear: () => room.startAudio(),
    setMicrophone(on) {
      microphone = on;
      return setDevice('microphone', on);
    },
    async setCamera(on) {
      camera = on;
      if (on && ladder().rung === 'off') choose('small');
      else await setDevice('camera', on).then(limitOwn);
    },
    async setScreen(on) {
      // Closing the browser's own dialog is an answer, no fault.
      await room.localParticipant.setScreenShareEnabled(on).catch(() => undefined);
      look();
    },
    async flip() {
      const track = ownCamera();
      const facingMode = track?.mediaStreamTrack.getSettings().facingMode === 'environment' ? 'user' : 'environment';
      await track?.restartTrack({ facingMode }).catch((error: unknown) => setTrouble({ kind: 'camera', why: troubleOf(error) }));
      look();
    },
    async use(kind, device) {
      rememberDevice(kind, device);
      await room.switchActiveDevice(browserKind[kind], device).catch((error: unknown) => { if (kind !== 'speaker') setTrouble({ kind, why: troubleOf(error) }); });
      look();
    },
    show: (identity, picture, element) => showPicture(() => room, pictures, identity, picture, element),
  };
}

const nobody: LivePerson = { identity: '', name: '', line: 'unknown', microphone: false, camera: false, screen: false, speaking: false, paused: false };
const sameShape = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
