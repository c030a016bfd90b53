import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { findFreePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';
import { DEVICES, editOf } from './bench-work.ts';
import { measureLoop, type LoopFigures } from './measure-loop.ts';
import { cpuSeconds } from './process-cpu.ts';

const root = resolve(import.meta.dirname, '../..');

export interface PeerTimes { readonly warmSeconds: number; readonly seconds: number }

interface Connection { readonly synced: () => boolean; readonly end: () => void }
export interface Peer {
  readonly name: string;
  readonly script: string;
  readonly connect: (port: number, document: string, doc: Y.Doc) => Connection;
}

/** Stock servers that store nothing and judge nothing: they pass an edit on to who has the same document open. */
export const peers: readonly Peer[] = [
  {
    name: 'Hocuspocus 4.7.0, relaying',
    script: 'tests/bench/peer-hocuspocus.ts',
    connect(port, document, doc) {
      const socket = new HocuspocusProviderWebsocket({ url: `ws://127.0.0.1:${port}`, WebSocketPolyfill: WebSocket });
      const provider = new HocuspocusProvider({ websocketProvider: socket, name: document, document: doc, awareness: null });
      provider.attach();
      return { synced: () => provider.synced, end: () => { provider.destroy(); socket.destroy(); } };
    },
  },
  {
    name: '@y/websocket-server 0.1.1, relaying',
    script: 'node_modules/@y/websocket-server/src/server.js',
    connect(port, document, doc) {
      const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, document, doc, { WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket, disableBc: true });
      return { synced: () => provider.synced, end: () => provider.destroy() };
    },
  },
];

/** The same acts by the same number of devices, two to a document; an edit counts once the other has it. */
export async function measurePeers(times: PeerTimes): Promise<LoopFigures[]> {
  const figures: LoopFigures[] = [];
  for (const peer of peers) figures.push(await measurePeer(peer, times));
  return figures;
}

/** Starts the peer's server for as long as `work` takes. */
export async function withPeer<T>(peer: Peer, work: (port: number, pid: number) => Promise<T>): Promise<T> {
  const port = await findFreePort();
  const server = spawn(process.execPath, [peer.script], { cwd: root, env: { ...process.env, HOST: '127.0.0.1', PORT: String(port) }, stdio: 'ignore' });
  try {
    await until(() => answers(port), 30_000);
    return await work(port, server.pid ?? 0);
  } finally {
    await end(server);
  }
}

function measurePeer(peer: Peer, times: PeerTimes): Promise<LoopFigures> {
  return withPeer(peer, async (port, pid) => {
    const docs = Array.from({ length: DEVICES }, () => new Y.Doc());
    const connections = docs.map((doc, device) => peer.connect(port, `thread-${device % (DEVICES / 2)}`, doc));
    await until(() => connections.every((one) => one.synced()), 30_000);
    const waiting = new Map<string, () => void>();
    for (const doc of docs) {
      doc.getMap('messages').observe((event) => {
        if (!event.transaction.local) for (const id of event.changes.keys.keys()) waiting.get(id)?.();
      });
    }
    const done = docs.map(() => 0);
    const figures = await measureLoop({
      ...times, name: peer.name, devices: DEVICES, cpu: () => cpuSeconds(pid),
      act: (device) => new Promise((arrived) => {
        const { id, value } = editOf(device, (done[device] = (done[device] ?? 0) + 1));
        waiting.set(id, () => {
          waiting.delete(id);
          arrived(true);
        });
        docs[device]?.getMap('messages').set(id, value);
      }),
    });
    for (const one of connections) one.end();
    return figures;
  });
}

/** One edit to `screens` others who have the same document open; ms for each of them and each edit. */
export async function measureFanOut(screens: number, edits: number): Promise<{ readonly name: string; readonly took: number[] }[]> {
  const figures: { name: string; took: number[] }[] = [];
  for (const peer of peers) {
    const took = await withPeer(peer, async (port) => {
      const docs = Array.from({ length: screens + 1 }, () => new Y.Doc());
      const connections = docs.map((doc) => peer.connect(port, 'queue', doc));
      await until(() => connections.every((one) => one.synced()), 60_000);
      const [writer, ...readers] = docs;
      const times: number[] = [];
      for (let i = 0; i < edits && writer; i += 1) {
        const shown = readers.map((doc) => new Promise<number>((resolve) => doc.once('update', () => resolve(performance.now()))));
        const begun = performance.now();
        writer.getMap('items').set('thread', { urgency: i });
        times.push(...(await Promise.all(shown)).map((at) => at - begun));
      }
      for (const one of connections) one.end();
      return times;
    });
    figures.push({ name: peer.name, took });
  }
  return figures;
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false);
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolveGone) => child.once('exit', resolveGone));
  child.kill('SIGKILL');
  await gone;
}
