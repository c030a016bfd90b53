import type { Connection, Hocuspocus } from '@hocuspocus/server';
import type { CaretMessage, CaretPlaces } from '../../schema/notes.ts';
import type { Log } from '../log.ts';
import type { Database } from '../record/database.ts';
import type { OpenSocket } from '../views/sockets.ts';

/** What each connection to a note carries: who is behind it, from the session, at its opening. */
interface CaretContext {
  readonly socket: OpenSocket;
  readonly who?: { readonly staff: string; readonly name: string };
}

/** "address message": carets between instances. A hint: lost ones are said again with the next move. */
export const CARET_CHANNEL = 'outpost_note_caret';

export interface Carets {
  /** This socket says where its caret is. Heard only if it has the note open. */
  move(socket: OpenSocket, address: string, at: CaretPlaces): void;
  /** Its connection is gone. */
  leave(socket: OpenSocket, address: string): void;
  close(): Promise<void>;
}

/**
 * Where colleagues are in a note. A device says places and nothing else; whose they are is the server's word. Nothing of
 * it is stored, and who may not open the note has no connection to hear it on.
 */
export function createCarets(deps: { readonly documents: Hocuspocus['documents']; readonly database: Database; readonly log: Log }): Carets {
  const { documents, database } = deps;
  const moved = new WeakMap<OpenSocket, Set<string>>();

  const connectionsTo = (address: string): Connection[] => documents.get(address)?.getConnections() ?? [];
  function tell(address: string, message: CaretMessage, except: OpenSocket | null): void {
    for (const connection of connectionsTo(address)) {
      if (contextOf(connection)?.socket !== except) connection.sendStateless(JSON.stringify(message));
    }
  }
  function say(socket: OpenSocket, address: string, who: { staff: string; name: string }, at: CaretPlaces): void {
    const message: CaretMessage = { kind: 'caret', of: socket.id, ...who, at };
    tell(address, message, socket);
    void database.notify(CARET_CHANNEL, `${address} ${JSON.stringify(message)}`).catch(() => undefined);
  }

  const unlisten = database.listen(CARET_CHANNEL, (payload) => {
    const cut = payload.indexOf(' ');
    const address = payload.slice(0, cut);
    if (!documents.has(address)) return;
    const message = JSON.parse(payload.slice(cut + 1)) as CaretMessage;
    const ours = connectionsTo(address).some((connection) => contextOf(connection)?.socket.id === message.of);
    if (!ours) tell(address, message, null);
  });
  unlisten.catch((error: unknown) => deps.log.warn({ err: error }, 'carets of other instances are not heard'));

  return {
    move(socket, address, at) {
      const own = connectionsTo(address).find((connection) => contextOf(connection)?.socket === socket);
      const who = own && contextOf(own)?.who;
      if (!who) return;
      moved.set(socket, (moved.get(socket) ?? new Set()).add(address));
      say(socket, address, who, at);
    },
    leave(socket, address) {
      if (!moved.get(socket)?.delete(address)) return;
      say(socket, address, { staff: '', name: '' }, null);
    },
    async close() {
      await (await unlisten.catch(() => undefined))?.();
    },
  };
}

function contextOf(connection: Connection): CaretContext | null {
  const context: unknown = connection.context;
  return isContext(context) ? context : null;
}
const isContext = (context: unknown): context is CaretContext => typeof context === 'object' && context !== null && 'socket' in context;
