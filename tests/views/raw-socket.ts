import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { positionMessage, viewAddress, type Position } from '../../schema/sync.ts';
import type * as z from 'zod/mini';
import type { Person } from './small-record.ts';

/** A socket that sends whatever bytes a test wants and writes down what comes back. */
export class RawSocket {
  readonly ws: WebSocket;
  readonly doc = new Y.Doc();
  readonly received: Uint8Array[] = [];
  readonly positions: z.infer<typeof positionMessage>[] = [];
  /** Reasons of views closed or refused, by address. */
  readonly endings: { address: string; reason: string }[] = [];
  closed: { code: number; reason: string } | null = null;
  answeredUpgrade = 0;

  constructor(url: string, person: Person | null, headers: Record<string, string> = {}) {
    const account = person ? `?account=${person.account}` : '';
    this.ws = new WebSocket(`${url.replace('http', 'ws')}/sync${account}`, {
      headers: { origin: url, ...(person ? { cookie: person.cookie } : {}), ...headers },
    });
    this.ws.on('error', () => undefined);
    this.ws.on('unexpected-response', (_request, response) => {
      this.answeredUpgrade = response.statusCode ?? 0;
      this.closed = { code: 1006, reason: '' };
    });
    this.ws.on('close', (code, reason) => { this.closed = { code, reason: reason.toString() }; });
    this.ws.on('message', (data: Buffer) => this.hear(new Uint8Array(data)));
  }

  private hear(bytes: Uint8Array): void {
    if (bytes.byteLength === 1) return;
    this.received.push(bytes);
    const decoder = decoding.createDecoder(bytes);
    const address = decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === 0) {
      const step = decoding.readVarUint(decoder);
      if (step > 0) Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder));
    } else if (type === 5) {
      // Anything else that is said is read from `received`.
      const said = positionMessage.safeParse(JSON.parse(decoding.readVarString(decoder)));
      if (said.success) this.positions.push(said.data);
    }
    else if (type === 7) this.endings.push({ address, reason: decoding.readVarString(decoder) });
    else if (type === 2 && decoding.readVarUint(decoder) === 1) this.endings.push({ address, reason: decoding.readVarString(decoder) });
  }

  send(bytes: Uint8Array | string): void {
    this.ws.send(bytes);
  }

  async opened(): Promise<this> {
    await until(() => this.ws.readyState === WebSocket.OPEN || this.closed !== null);
    return this;
  }

  /** As our client opens a view: token, then step 1. Resolves at the first position, a refusal, or the socket's end. */
  async openView(name: string, at: Position, doc = this.doc): Promise<string | null> {
    const address = viewAddress(name, at.epoch);
    const positions = this.positions.length;
    this.send(authFrame(address, at));
    this.send(frame(address, [0, 0], Y.encodeStateVector(doc)));
    await until(() => this.closed !== null || this.positions.length > positions || this.endings.some((ending) => ending.address === address));
    return this.endings.findLast((ending) => ending.address === address)?.reason ?? (this.closed ? String(this.closed.code) : null);
  }

  async end(): Promise<void> {
    this.ws.terminate();
    await until(() => this.closed !== null);
  }
}

export function frame(address: string, types: readonly number[], payload?: Uint8Array | string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, address);
  for (const type of types) encoding.writeVarUint(encoder, type);
  if (typeof payload === 'string') encoding.writeVarString(encoder, payload);
  else if (payload) encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

export function authFrame(address: string, at: { seq: number; head: string }): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, frame(address, [2, 0], `${at.seq}.${at.head}`));
  encoding.writeVarString(encoder, '4.7.0');
  return encoding.toUint8Array(encoder);
}

/** Waits for a fact; the test says by its title what takes too long. */
export async function until(fact: () => boolean | Promise<boolean>, ms = 10_000, everyMs = 5): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error(`Not within ${ms} ms: ${fact.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
