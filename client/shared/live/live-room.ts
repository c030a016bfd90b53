import type { Accessor } from 'solid-js';
import type { Ladder, Rung } from './ladder.ts';

// What a room is to the pages of both apps. Made by room-engine.ts, which comes as a part of its own (load-room.ts). -----------

/** Where to join and with what: `url` and `token` as `POST /api/consults/:id/join` gives them. */
export interface LiveTicket { readonly url: string; readonly token: string }
/** `over`: there is nothing to come back to; anything else may be asked again. */
export type TicketAnswer = { readonly ok: true; readonly ticket: LiveTicket } | { readonly ok: false; readonly over: boolean };
/** Asked at each join and again when the line was gone for so long that the room was given up. A rejoin needs no new code. */
export type AskTicket = () => Promise<TicketAnswer>;

export interface LiveWanted {
  readonly ask: AskTicket;
  /** What the person joins with. */
  readonly top: Rung;
  /** Whether the camera is on at the start; never where `top` is `off`. */
  readonly camera: boolean;
  readonly microphone: boolean;
}

/**
 * `reconnecting`: the line is gone and the room is held; `dropped`: the room was given up, asked for again at intervals and whenever
 * the device thinks it is online; `closed`: nothing more will happen.
 */
export type LivePhase = 'joining' | 'joined' | 'reconnecting' | 'dropped' | 'closed';
/** `ended`: the visit is over; `elsewhere`: the same person joined in another tab; `left`: by this page; `removed`: by the clinic. */
export type LiveClose = 'ended' | 'elsewhere' | 'left' | 'removed';
export type LineWords = 'good' | 'weak' | 'lost' | 'unknown';
/** Why a camera or a microphone is not there. */
export type DeviceTrouble = 'denied' | 'missing' | 'busy' | 'failed';

export interface LivePerson {
  readonly identity: string;
  readonly name: string;
  readonly line: LineWords;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly speaking: boolean;
  /** Their picture is held back by the server to keep the sound. */
  readonly paused: boolean;
}

export type LivePicture = 'camera' | 'screen';

export interface LiveRoom {
  readonly phase: Accessor<LivePhase>;
  readonly closed: Accessor<LiveClose | null>;
  readonly me: Accessor<LivePerson>;
  readonly others: Accessor<readonly LivePerson[]>;
  readonly ladder: Accessor<Ladder>;
  /** The browser plays nothing before somebody touches the page: `hear()` from a press. */
  readonly soundBlocked: Accessor<boolean>;
  readonly trouble: Accessor<{ readonly kind: 'camera' | 'microphone'; readonly why: DeviceTrouble } | null>;
  leave(): Promise<void>;
  /** Tries at once, where the room was dropped. */
  rejoin(): void;
  hear(): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  /** On is also the word that the video stays, whatever the line. */
  setCamera(on: boolean): Promise<void>;
  setScreen(on: boolean): Promise<void>;
  /** The other side of the phone. */
  flip(): Promise<void>;
  use(kind: 'camera' | 'microphone' | 'speaker', device: string): Promise<void>;
  /** The person's word on the video, which the line no longer changes. */
  choose(rung: Rung): void;
  /** Shows somebody's picture in an element until what it gives is called. Sound needs no element. */
  show(identity: string, picture: LivePicture, element: HTMLVideoElement): () => void;
  /** Everybody's sound and one's own, live, for a recording of it; a new list whenever one joins or mutes. */
  readonly sounds: Accessor<readonly { readonly identity: string; readonly track: MediaStreamTrack }[]>;
}
