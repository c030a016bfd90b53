import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestTls } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Upgrade } from '../http/upgrades.ts';

/** LiveKit had no 101 for this; `status` is 502 where it did not answer at all. */
export interface NotPiped { readonly status: number }

/** Of the handshake, and no more: no cookie and no Authorization, which LiveKit would believe before the token. */
const passedOn = ['sec-websocket-key', 'sec-websocket-version', 'sec-websocket-extensions', 'sec-websocket-protocol', 'user-agent'];
const PATIENCE_MS = 15_000;
/** Whoever is gone without a word is noticed. */
const KEEP_ALIVE_MS = 30_000;

/**
 * Joins whoever asks to `target`, byte for byte: frames are neither read nor made here. Resolves when both are joined, with
 * how to cut them, or with the status LiveKit refused with (its words quote the token and are dropped).
 */
export function pipeSocket(upgrade: Upgrade, target: URL): Promise<{ cut(): void; readonly closed: Promise<void> } | NotPiped> {
  const { request, socket, head } = upgrade;
  const headers: Record<string, string | string[]> = { connection: 'Upgrade', upgrade: 'websocket' };
  for (const name of passedOn) {
    const value = request.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  return new Promise((resolve) => {
    const asked = (target.protocol === 'https:' ? requestTls : requestPlain)(target, { headers, agent: false, timeout: PATIENCE_MS });
    const abandon = (): void => void asked.destroy();
    socket.once('close', abandon);
    asked.once('timeout', abandon);
    asked.once('error', () => resolve({ status: 502 }));
    asked.once('response', (answer) => {
      resolve({ status: answer.statusCode ?? 502 });
      asked.destroy();
    });
    asked.once('upgrade', (answer, upstream, firstBytes) => {
      socket.off('close', abandon);
      // That patience was for the answer; a quiet line is a line.
      asked.off('timeout', abandon);
      if (upstream instanceof Socket) upstream.setTimeout(0);
      // Refused meanwhile: what let them in has ended.
      if (socket.writableEnded || socket.destroyed) {
        upstream.destroy();
        return resolve({ status: 401 });
      }
      resolve(join(socket, upstream, { answer, firstBytes, head }));
    });
    asked.end();
  });
}

function join(socket: Duplex, upstream: Duplex, begun: { readonly answer: IncomingMessage; readonly firstBytes: Buffer; readonly head: Buffer }): { cut(): void; readonly closed: Promise<void> } {
  const cut = (): void => {
    socket.destroy();
    upstream.destroy();
  };
  const closed = new Promise<void>((resolve) => void socket.once('close', resolve));
  // One end that goes, however, takes the other along once that has got what was on its way.
  upstream.on('error', cut).once('close', () => socket.end());
  socket.once('close', () => upstream.destroy());
  const { rawHeaders } = begun.answer;
  const lines = rawHeaders.flatMap((name, place) => (place % 2 === 0 ? [`${name}: ${rawHeaders[place + 1] ?? ''}`] : []));
  socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
  if (begun.firstBytes.length > 0) socket.write(begun.firstBytes);
  if (begun.head.length > 0) upstream.write(begun.head);
  for (const one of [socket, upstream]) if (one instanceof Socket) one.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
  upstream.pipe(socket);
  socket.pipe(upstream);
  return { cut, closed };
}
