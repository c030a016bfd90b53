import { HocuspocusProvider, type HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type * as z from 'zod/mini';
import type * as Y from 'yjs';
import { positionMessage } from '../../../../schema/sync.ts';

/** What one view's side of the socket says. */
export interface Hearing {
  /** `first`: the answer to our step 1. Until it came, updates may miss what was before them. */
  update(update: Uint8Array, first: boolean): void;
  position(position: z.infer<typeof positionMessage>): void;
  /** Anything else that was said: where colleagues are in a note. */
  said(message: unknown): void;
  /** Refused, or closed by the server: its reason. The socket itself may live on. */
  closed(reason: string): void;
}

/** Hocuspocus' own numbers of messages. */
const SYNC = 0;
const AUTH = 2;
const STATELESS = 5;
const CLOSE = 7;
const DENIED = 1;

/**
 * The stock provider for a view, with its sending taken out (V1): nothing the document learns leaves the device, the
 * server's step 1 is answered with an empty step 2, and there is no awareness. It does not write the document either:
 * updates are handed on, and applied once the position says what they lead to.
 */
export class ReceivingProvider extends HocuspocusProvider {
  readonly #hearing: Hearing;
  readonly #socket: HocuspocusProviderWebsocket;
  #hushed = false;

  constructor(options: { socket: HocuspocusProviderWebsocket; address: string; token: string; document: Y.Doc; hearing: Hearing }) {
    const { socket, address, token, document, hearing } = options;
    super({ name: address, document, token, awareness: null, websocketProvider: socket });
    this.#hearing = hearing;
    this.#socket = socket;
  }

  override documentUpdateHandler(): void {
    // V1: what was received is not sent back.
  }

  /** Says nothing any more: a "close" for what the server has closed would close what is opened there next. */
  hush(): void {
    this.#hushed = true;
  }

  /** Nothing is queued for a later socket: there, another provider begins anew. */
  override send(...message: Parameters<HocuspocusProvider['send']>): void {
    if (!this.#hushed && this.#socket.webSocket?.readyState === 1) super.send(...message);
  }

  override onMessage(event: MessageEvent): void {
    if (!(event.data instanceof ArrayBuffer)) return;
    try {
      this.#hear(decoding.createDecoder(new Uint8Array(event.data)));
    } catch {
      this.#hearing.closed('broken');
    }
  }

  #hear(decoder: decoding.Decoder): void {
    decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === SYNC) this.#hearSync(decoder);
    else if (type === STATELESS) {
      const message: unknown = JSON.parse(decoding.readVarString(decoder));
      const said = positionMessage.safeParse(message);
      if (said.success) this.#hearing.position(said.data);
      else this.#hearing.said(message);
    } else if (type === CLOSE) this.#hearing.closed(decoding.readVarString(decoder));
    else if (type === AUTH && decoding.readVarUint(decoder) === DENIED) this.#hearing.closed(decoding.readVarString(decoder));
  }

  #hearSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder);
    if (step === 0) this.#socket.send(emptyStep2(this.configuration.name));
    else this.#hearing.update(decoding.readVarUint8Array(decoder).slice(), step === 1);
  }
}

function emptyStep2(address: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, address);
  encoding.writeVarUint(encoder, SYNC);
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint8Array(encoder, Uint8Array.of(0, 0));
  return encoding.toUint8Array(encoder);
}
