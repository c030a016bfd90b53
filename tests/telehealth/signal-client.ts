import { AddTrackRequest, SignalRequest, SignalResponse, type JoinResponse, type LeaveRequest, type TrackSource, type TrackType } from '@livekit/protocol';
import { WebSocket } from 'ws';
import { until } from '../support/until.ts';

/** How somebody knocks: with this token and cookie, from this page's origin, at this path of the server. */
export interface Knocking {
  readonly url: string;
  readonly token: string;
  readonly cookie?: string;
  readonly origin?: string | null;
  readonly path?: string;
  /** Further parameters, as written. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** LiveKit's signalling without media: who speaks it is in the room, and seen by nobody. */
export interface Caller {
  readonly join: JoinResponse;
  /** The token LiveKit gave for coming back. */
  refreshed(): Promise<string>;
  /** How LiveKit said goodbye; null: not, or the line was just cut. */
  leave(): LeaveRequest | null;
  readonly closed: boolean;
  /** Asks to publish; true: LiveKit takes it. */
  publish(source: TrackSource, type: TrackType): Promise<boolean>;
  /** Without a word, as a line that breaks. */
  cut(): Promise<void>;
}

/** The door's answer: somebody in the room, or the HTTP status. */
export async function callIn(knocking: Knocking): Promise<Caller | number> {
  const { url, token, cookie, path = '/livekit/rtc', query = '' } = knocking;
  const origin = knocking.origin === undefined ? url : knocking.origin;
  const headers = { ...(cookie === undefined ? {} : { cookie }), ...knocking.headers };
  const address = `${url.replace('http', 'ws')}${path}?protocol=16&sdk=js&version=2.23.0&auto_subscribe=1&access_token=${token}${query}`;
  const socket = new WebSocket(address, { headers, ...(origin === null ? {} : { origin }) });
  socket.binaryType = 'nodebuffer';
  const heard: SignalResponse['message'][] = [];
  socket.on('message', (data: Buffer) => void heard.push(SignalResponse.fromBinary(data).message));
  const status = await new Promise<number>((resolve) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_request, answer) => {
      resolve(answer.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', () => resolve(0));
  });
  if (status !== 101) return status;
  await until(() => heard.length > 0 || socket.readyState === socket.CLOSED);
  const first = heard[0];
  if (first?.case !== 'join') throw new Error(`LiveKit began with ${first?.case ?? 'nothing'}`);
  return {
    join: first.value,
    async refreshed() {
      await until(() => heard.some((one) => one.case === 'refreshToken'));
      const found = heard.find((one) => one.case === 'refreshToken');
      return found?.case === 'refreshToken' ? found.value : '';
    },
    leave: () => {
      const found = heard.find((one) => one.case === 'leave');
      return found?.case === 'leave' ? found.value : null;
    },
    get closed() { return socket.readyState === socket.CLOSED; },
    async publish(source, type) {
      const cid = `track-${heard.length}`;
      socket.send(new SignalRequest({ message: { case: 'addTrack', value: new AddTrackRequest({ cid, source, type, name: cid }) } }).toBinary());
      const isAnswer = (one: SignalResponse['message']): boolean => (one.case === 'trackPublished' && one.value.cid === cid) || one.case === 'requestResponse';
      await until(() => heard.some(isAnswer));
      return heard.find(isAnswer)?.case === 'trackPublished';
    },
    async cut() {
      socket.terminate();
      await until(() => socket.readyState === socket.CLOSED);
    },
  };
}
