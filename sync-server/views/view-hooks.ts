import type { Configuration, Connection, HookName, HookPayloadByName } from '@hocuspocus/server';
import { CLOSE, type Position } from '../../schema/sync.ts';
import { can } from '../../schema/roles.ts';
import type { Log } from '../log.ts';
import type { Database } from '../record/database.ts';
import { readFrame } from './frame-gate.ts';
import { judgeRead } from './judge.ts';
import type { LiveViews } from './live-views.ts';
import { auditOpening, judgeReader, type ReadActor } from './open-view.ts';
import { holdsPosition } from './pages.ts';
import { VIEWS_PER_SOCKET, type OpenSocket } from './sockets.ts';
import type { JudgeConnection } from './verdicts.ts';
import { parsePositionToken, parseViewAddress } from './view-address.ts';
import { tryAgain, ViewRefused } from './view-refused.ts';

export interface ViewContext {
  readonly socket: OpenSocket;
  /** The row the device says it has, once that was looked up. */
  readonly at?: Position;
  /** Staff: whose caret or reply this connection's is; `replies`: may answer messages. */
  readonly who?: { readonly staff: string; readonly name: string; readonly replies: boolean };
}

export interface HookDeps {
  readonly database: Database;
  readonly readActor: ReadActor;
  readonly log: Log;
  readonly live: LiveViews;
  /** A connection to that address ended. */
  readonly left: (socket: OpenSocket, address: string) => void;
  /** For tests: called inside each hook's guard, where it may throw. */
  readonly onHook?: (name: HookName) => void;
}

/** V5, asked anew: reads the record outside any transaction of ours. */
export function judgeConnections(deps: Pick<HookDeps, 'database' | 'readActor'>): JudgeConnection {
  return async (connection: Connection<ViewContext>) => {
    const address = parseViewAddress(connection.document.name);
    const actor = await deps.readActor(deps.database, connection.context.socket.session.account);
    return address !== null && actor !== null && judgeRead(deps.database, actor, address.view);
  };
}

type Payload<N extends HookName> = HookPayloadByName<ViewContext>[N];

/** Where Hocuspocus goes on unless we throw, and catches what we throw. Everywhere else a rejection ends the process. */
const refusing: ReadonlySet<HookName> = new Set<HookName>(['onAuthenticate', 'onLoadDocument', 'beforeHandleMessage', 'beforeHandleAwareness']);

/**
 * What Hocuspocus asks us. Every hook stands in a guard: a refusal goes out as one; anything else is logged, ends this
 * device's socket and nothing more, and where going on would mean letting in, it refuses.
 */
export function createViewHooks(deps: HookDeps): Partial<Configuration<ViewContext>> {
  const { database, log, live } = deps;

  /** What a hook returns, Hocuspocus adds to this view's context. */
  function guard<N extends HookName>(
    name: N, hook: (payload: Payload<N>) => Promise<Partial<ViewContext> | void>,
  ): (payload: Payload<N>) => Promise<Partial<ViewContext> | void> {
    return async (payload) => {
      try {
        deps.onHook?.(name);
        return await hook(payload);
      } catch (error) {
        if (error instanceof ViewRefused && refusing.has(name)) throw error;
        log.error({ err: error, hook: name }, 'a hook of the view socket failed; the socket is closed');
        socketOf(payload)?.end(1011, tryAgain.reason);
        if (refusing.has(name)) throw new ViewRefused(tryAgain);
        return undefined;
      }
    };
  }

  return {
    // Judged here first, so that nothing is loaded for who may not read it.
    onAuthenticate: guard('onAuthenticate', async ({ documentName, token, context, connectionConfig }) => {
      connectionConfig.readOnly = true;
      const { views, session } = context.socket;
      if (views.size > VIEWS_PER_SOCKET) throw new ViewRefused(CLOSE.tooMany);
      const address = parseViewAddress(documentName);
      const position = address && parsePositionToken(token, address.epoch);
      return database.transaction(async (tx) => {
        const actor = await judgeReader(tx, deps.readActor, session.account, address?.view ?? null);
        if (!actor || !address) throw new ViewRefused(CLOSE.notYours);
        if (!position || !(await holdsPosition(tx, address.view.name, position))) throw new ViewRefused(CLOSE.otherEpoch);
        await auditOpening(tx, actor, address.view, 'screen');
        return { at: position, ...(actor.staff === null ? {} : { who: { staff: actor.staff, name: actor.name, replies: can(actor, 'portal.message.reply') } }) };
      });
    }),

    onLoadDocument: guard('onLoadDocument', async ({ document, documentName }) => {
      const address = parseViewAddress(documentName);
      if (!address) throw new ViewRefused(CLOSE.notYours);
      await live.load(document, address.view.name, address.epoch);
    }),

    // V1 once more, right before Hocuspocus decodes; and nothing is answered before the second judging (V5).
    beforeHandleMessage: guard('beforeHandleMessage', async ({ update, connection, context }) => {
      const { kind } = readFrame(update);
      if (kind === 'bad') throw new ViewRefused(CLOSE.badFrame);
      await live.requireVerdict(connection);
      if (kind === 'step1' && !context.at) throw new ViewRefused(CLOSE.otherEpoch);
      if (kind === 'step1' && context.at) await live.requireHistory(connection, context.at);
    }),

    afterHandleMessage: guard('afterHandleMessage', ({ update, connection }) => {
      if (readFrame(update).kind === 'step1') live.sendPosition(connection);
      return Promise.resolve();
    }),

    // Unreachable past the gate; if ever reached, nothing of it is taken.
    beforeHandleAwareness: guard('beforeHandleAwareness', () => Promise.reject(new ViewRefused(CLOSE.badFrame))),

    onDisconnect: guard('onDisconnect', ({ context, documentName }) => {
      context.socket.views.delete(documentName);
      deps.left(context.socket, documentName);
      return Promise.resolve();
    }),
  };
}

function socketOf(payload: object): OpenSocket | null {
  return 'context' in payload && isContext(payload.context) ? payload.context.socket : null;
}
const isContext = (context: unknown): context is ViewContext => typeof context === 'object' && context !== null && 'socket' in context;
