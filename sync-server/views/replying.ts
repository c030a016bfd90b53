import type { Connection, Hocuspocus } from '@hocuspocus/server';
import { replyingMessage, type ReplyingMessage } from '../../schema/presence.ts';
import type { Log } from '../log.ts';
import type { Database } from '../record/database.ts';
import type { OpenSocket } from './sockets.ts';

/** "address message": between instances. A hint: lost ones are said again while it lasts. */
const REPLYING_CHANNEL = 'outpost_replying';

export interface Replying {
  /** This socket's person types in that thread, or (null) has stopped. Heard only if it has the queue open and may reply. */
  say(socket: OpenSocket, address: string, thread: string | null): void;
  /** Its connection is gone. */
  leave(socket: OpenSocket, address: string): void;
  close(): Promise<void>;
}

interface ReplyingContext { readonly socket: OpenSocket; readonly who?: { readonly staff: string; readonly name: string; readonly replies: boolean } }

/**
 * B16: who is replying, for those who have that queue open. A device names a thread and nothing else: who it is, is the session's,
 * and who may not read the queue has no connection to hear or say it on. Nothing of it is stored.
 */
export function createReplying(deps: { readonly documents: Hocuspocus['documents']; readonly database: Database; readonly log: Log }): Replying {
  const { documents, database } = deps;
  const typing = new WeakMap<OpenSocket, Set<string>>();

  const connectionsTo = (address: string): Connection[] => documents.get(address)?.getConnections() ?? [];
  function tell(address: string, message: ReplyingMessage, except: OpenSocket | null): void {
    for (const connection of connectionsTo(address)) {
      if (contextOf(connection)?.socket !== except) connection.sendStateless(JSON.stringify(message));
    }
  }
  function spread(socket: OpenSocket, address: string, message: ReplyingMessage): void {
    tell(address, message, socket);
    void database.notify(REPLYING_CHANNEL, `${address} ${JSON.stringify(message)}`).catch(() => undefined);
  }

  const unlisten = database.listen(REPLYING_CHANNEL, (payload) => {
    const cut = payload.indexOf(' ');
    const address = payload.slice(0, cut);
    if (!documents.has(address)) return;
    const message = replyingMessage.parse(JSON.parse(payload.slice(cut + 1)));
    const ours = connectionsTo(address).some((connection) => contextOf(connection)?.socket.id === message.of);
    if (!ours) tell(address, message, null);
  });
  unlisten.catch((error: unknown) => deps.log.warn({ err: error }, 'who replies on other instances is not heard'));

  return {
    say(socket, address, thread) {
      const own = connectionsTo(address).find((connection) => contextOf(connection)?.socket === socket);
      const who = own && contextOf(own)?.who;
      if (!who?.replies) return;
      const at = typing.get(socket) ?? new Set<string>();
      typing.set(socket, at);
      if (thread === null) at.delete(address);
      else at.add(address);
      spread(socket, address, { kind: 'replying', of: socket.id, staff: who.staff, name: who.name, thread });
    },
    leave(socket, address) {
      if (!typing.get(socket)?.delete(address)) return;
      spread(socket, address, { kind: 'replying', of: socket.id, staff: '', name: '', thread: null });
    },
    async close() {
      await (await unlisten.catch(() => undefined))?.();
    },
  };
}

function contextOf(connection: Connection): ReplyingContext | null {
  const context: unknown = connection.context;
  return isContext(context) ? context : null;
}
const isContext = (context: unknown): context is ReplyingContext => typeof context === 'object' && context !== null && 'socket' in context;
