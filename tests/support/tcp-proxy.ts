import { type AddressInfo, createServer, type Server, Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How the line is. `cut`: sockets die, new ones are reset at once. `hangs`: everything is accepted and nothing passes, in
 * neither direction, as behind a dead access point. `slow`: each direction of each connection has its own pace.
 */
export type Line =
  | { readonly kind: 'open' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'hangs' }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number; readonly delayMs: number };

/** The line between one browser and the server: plain TCP, so that sockets really die and no browser is told about it. */
export interface TcpProxy {
  readonly port: number;
  /** As a person opens it; localhost, so that it is a secure context. */
  readonly origin: string;
  /** Connections that reached the server so far. */
  readonly passed: number;
  set(line: Line): void;
  cut(): void;
  open(): void;
  close(): Promise<void>;
}

/** @param target port on loopback; nobody need listen there yet */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  let line: Line = { kind: 'open' };
  let passed = 0;
  const pairs = new Set<Pair>();
  const server = createServer({ allowHalfOpen: false }, (near) => {
    if (line.kind === 'cut') {
      near.on('error', () => undefined);
      near.resetAndDestroy();
      return;
    }
    const pair = new Pair(near, target, () => line);
    pairs.add(pair);
    passed += 1;
    near.once('close', () => pairs.delete(pair));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const set = (next: Line): void => {
    line = next;
    for (const pair of pairs) pair.follow(next);
  };
  return {
    port,
    origin: `http://localhost:${port}`,
    get passed() {
      return passed;
    },
    set,
    cut: () => set({ kind: 'cut' }),
    open: () => set({ kind: 'open' }),
    close: () => closeAll(server, pairs),
  };
}

function closeAll(server: Server, pairs: ReadonlySet<Pair>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const pair of pairs) pair.follow({ kind: 'cut' });
  return closed;
}

/** One connection: the browser's socket, the server's, and what lies between. */
class Pair {
  readonly #near: Socket;
  readonly #far = new Socket();
  readonly #line: () => Line;
  #over = false;
  readonly #changed = new Signal();

  constructor(near: Socket, target: number, line: () => Line) {
    this.#near = near;
    this.#line = line;
    for (const socket of [near, this.#far]) socket.setNoDelay(true).once('close', () => this.#end()).on('error', () => this.#end());
    this.#far.connect(target, '127.0.0.1');
    void this.#carry(near, this.#far);
    void this.#carry(this.#far, near);
  }

  follow(line: Line): void {
    if (line.kind === 'cut') {
      this.#near.resetAndDestroy();
      this.#far.resetAndDestroy();
    }
    this.#changed.give();
  }

  #end(): void {
    this.#over = true;
    this.#near.destroy();
    this.#far.destroy();
    this.#changed.give();
  }

  /** Bytes of one direction, as the line lets them through at that moment. */
  async #carry(from: Socket, to: Socket): Promise<void> {
    const paced = async function* (this: Pair, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of source) {
        await this.#wait(chunk.length);
        yield chunk;
      }
    };
    // A line that dies is what this is for.
    await pipeline(from, paced.bind(this), to).catch(() => undefined);
  }

  async #wait(bytes: number): Promise<void> {
    while (this.#line().kind === 'hangs' && !this.#over) await this.#changed.next();
    const line = this.#line();
    if (line.kind === 'slow') await sleep(line.delayMs + (bytes / line.bytesPerSecond) * 1000);
  }
}

/** Everybody who waits is woken at the next `give`. */
class Signal {
  #waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  give(): void {
    const woken = this.#waiting;
    this.#waiting = [];
    for (const wake of woken) wake();
  }
}
