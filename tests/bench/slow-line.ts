import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What passes it, bytes. A cut drops what is under way; that was not carried. */
export interface SlowLine {
  readonly url: string;
  readonly carried: { up: number; down: number };
  /** Slow, as a phone at the edge of its cell; or as fast as can be, to prepare. */
  pace: 'slow' | 'fast';
  /** Called with what was carried down, as it arrives. */
  onDown: (bytes: number) => void;
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

const PACKET = 1400;
/** What a sender may have in the line before it is held back. */
const WINDOW = 8 * 1024;

/**
 * One line for all connections: each direction carries so many bytes a second, packet after packet, each arriving half a
 * round trip after it left.
 */
export async function openSlowLine(to: string, bitsPerSecond: number, roundTripMs: number): Promise<SlowLine> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  const free = { up: 0, down: 0 };
  let whole = true;

  function carry(from: Socket, into: Socket, way: 'up' | 'down'): void {
    const under: Buffer[] = [];
    let waiting = 0;
    const deliver = (): void => {
      const packet = under.shift();
      if (!packet || from.destroyed || into.destroyed) return;
      waiting -= packet.length;
      if (waiting < WINDOW) from.resume();
      line.carried[way] += packet.length;
      into.write(packet);
      if (way === 'down') line.onDown(line.carried.down);
    };
    from.on('data', (data: Buffer) => {
      for (let at = 0; at < data.length; at += PACKET) {
        const packet = data.subarray(at, at + PACKET);
        under.push(packet);
        waiting += packet.length;
        const leaves = Math.max(performance.now(), free[way]);
        free[way] = line.pace === 'fast' ? leaves : leaves + (packet.length * 8 * 1000) / bitsPerSecond;
        setTimeout(deliver, line.pace === 'fast' ? 0 : free[way] + roundTripMs / 2 - performance.now());
      }
      if (waiting >= WINDOW) from.pause();
    });
  }

  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket.setNoDelay(true));
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        (socket === near ? far : near).destroy();
      });
    }
    carry(near, far, 'up');
    carry(far, near, 'down');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = (): void => { for (const socket of sockets) socket.destroy(); };
  const line: SlowLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    carried: { up: 0, down: 0 },
    pace: 'slow',
    onDown: () => undefined,
    cut() {
      whole = false;
      free.up = free.down = 0;
      drop();
    },
    restore() { whole = true; },
    async close() {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return line;
}
