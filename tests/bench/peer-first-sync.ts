import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { CUTS, VIEW_BYTES, wordsOf } from './words.ts';
import { peers, withPeer, type Peer } from './peers.ts';
import { openSlowLine, type SlowLine } from './slow-line.ts';

/** Eight times the line: how much is fetched twice does not depend on its pace. */
const LINE = { bitsPerSecond: 400_000, roundTripMs: 100 };
const GIVE_UP_MS = 60_000;

/** The same content as one shared document, with the stock client on a line that dies at the same shares. */
export async function measureFirstSyncOfPeers(): Promise<{ readonly name: string; readonly twice: number | null }[]> {
  const figures: { name: string; twice: number | null }[] = [];
  for (const peer of peers) {
    const twice = await withPeer(peer, async (port) => {
      const source = new Y.Doc();
      for (let i = 0, bytes = 0; bytes < VIEW_BYTES; i += 1) {
        const entry = { id: `message-${i}`, from: 'patient', text: wordsOf(i), at: i };
        bytes += JSON.stringify(entry).length;
        source.getMap('messages').set(entry.id, entry);
      }
      const filling = peer.connect(port, 'first', source);
      await soon(() => filling.synced());
      await sleep(500);
      const whole = await fetchDocument(peer, port, source, []);
      const cut = whole === null ? null : await fetchDocument(peer, port, source, CUTS.map((share) => share * whole));
      filling.end();
      return whole === null || cut === null ? null : ((cut - whole) / whole) * 100;
    });
    figures.push({ name: peer.name, twice });
  }
  return figures;
}

/** Bytes that came down until all of it was there; null: it never was. */
async function fetchDocument(peer: Peer, port: number, source: Y.Doc, cuts: readonly number[]): Promise<number | null> {
  const line: SlowLine = await openSlowLine(`http://127.0.0.1:${port}`, LINE.bitsPerSecond, LINE.roundTripMs);
  const left = [...cuts];
  line.onDown = (bytes) => {
    if (bytes < (left[0] ?? Number.POSITIVE_INFINITY)) return;
    left.shift();
    line.cut();
    setTimeout(() => line.restore(), 500);
  };
  const doc = new Y.Doc();
  const connection = peer.connect(Number(new URL(line.url).port), 'first', doc);
  const there = await soon(() => doc.getMap('messages').size === source.getMap('messages').size).then(() => true, () => false);
  connection.end();
  const { down } = line.carried;
  await line.close();
  return there ? down : null;
}

async function soon(fact: () => boolean): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (!fact()) {
    if (performance.now() > deadline) throw new Error('It did not come');
    await sleep(10);
  }
}
