import type { Connection, Document } from '@hocuspocus/server';
import * as Y from 'yjs';
import { CLOSE, ZERO_HEAD, type Position, type positionMessage } from '../../schema/sync.ts';
import type * as z from 'zod/mini';
import type { Log } from '../log.ts';
import type { Database } from '../record/database.ts';
import type { NoteGate } from '../notes/gate.ts';
import { follow, nextHead, readLog, readViews, type StoredRow } from './linear-history.ts';
import { ROW_CHANNEL } from './projector.ts';
import type { LogRow, Projector } from './projector-types.ts';
import { createVerdicts, type JudgeConnection } from './verdicts.ts';
import { closeEvent, tryAgain, ViewRefused } from './view-refused.ts';

/** A view that somebody has open here, and the row its document stands at. */
export interface LiveView {
  readonly name: string;
  readonly epoch: string;
  readonly document: Document;
  seq: number;
  head: string;
  /** `markOf` each row's head, by seq: what this document has gone through. */
  readonly marks: number[];
  /** Its history is not the record's any more; who comes now is turned away until it is unloaded. */
  replaced: boolean;
}

export interface LiveViews {
  /** Fills a document that Hocuspocus is loading. @throws ViewRefused the epoch is gone */
  load(document: Document, name: string, epoch: string): Promise<void>;
  of(document: Document): LiveView | null;
  /** Resolves once this connection was judged after it could hear rows (V5). @throws ViewRefused */
  requireVerdict(connection: Connection): Promise<void>;
  /**
   * Resolves once the document stands at this row or later, having gone through exactly it (V4): the record may have gone
   * back in time since the device's position was looked up, and a diff over another history would mix the two. @throws ViewRefused
   */
  requireHistory(connection: Connection, at: Position): Promise<void>;
  sendPosition(connection: Connection): void;
  close(): Promise<void>;
}

export const POLL_MS = 2000;
const LIVE_LAG_MS = 5000;

/** 48 bits of a head. */
const markOf = (head: string): number => Number.parseInt(head.slice(0, 12), 16);
const origin = { source: 'local', skipStoreHooks: true } as const;

/**
 * The open documents and how rows reach them: from this instance's projector, by the hint of another, and by the poll
 * that covers lost hints (V3). Row n is taken only on n−1, and never before every reader it would be sent to was judged
 * after the last grant change before it (V5).
 */
export function createLiveViews(deps: {
  readonly database: Database;
  readonly projector: Projector;
  /** Rows of notes, which this instance's gate wrote. */
  readonly notes: Pick<NoteGate, 'onRow'>;
  readonly judge: JudgeConnection;
  readonly log: Log;
  readonly now: () => number;
  readonly pollMs: number;
}): LiveViews {
  const { database, projector, log } = deps;
  const views = new Map<Document, LiveView>();
  const turns = new Map<Document, Promise<void>>();
  const verdicts = createVerdicts(deps.judge);

  function replace(view: LiveView): void {
    view.replaced = true;
    for (const connection of view.document.getConnections()) connection.close(closeEvent(CLOSE.otherEpoch));
  }

  /** One after another per view; what throws is told, and the next poll tries again. */
  function enqueue(view: LiveView, given: StoredRow | null): Promise<void> {
    const turn = (turns.get(view.document) ?? Promise.resolve()).then(() => advance(view, given)).catch((error: unknown) => {
      log.error({ err: error, view: view.name }, 'rows did not reach an open view; the next poll tries again');
    });
    turns.set(view.document, turn);
    return turn;
  }

  async function advance(view: LiveView, given: StoredRow | null): Promise<void> {
    if (given && given.seq <= view.seq) return;
    const rows = given && given.seq === view.seq + 1 ? [given] : await readLog(database, view.name, view.epoch, view.seq);
    for (const row of rows) {
      if (view.replaced || view.document.isDestroyed) return;
      if (row.seq < view.seq || (row.seq === view.seq && row.head === view.head)) continue;
      if (row.seq !== view.seq + 1 || nextHead(view.head, row.update) !== row.head) return replace(view);
      if (row.judge) verdicts.forget(view.document);
      await verdicts.settle(view.document);
      apply(view, row);
    }
  }

  function apply(view: LiveView, row: StoredRow): void {
    if (view.document.isDestroyed) return;
    Y.applyUpdate(view.document, row.update, origin);
    view.seq = row.seq;
    view.head = row.head;
    view.marks[row.seq] = markOf(row.head);
    view.document.broadcastStateless(describe(view));
  }

  function describe(view: LiveView): string {
    const lag = projector.lag();
    return JSON.stringify({ kind: 'position', seq: view.seq, head: view.head, asOf: deps.now() - lag, lag } satisfies z.infer<typeof positionMessage>);
  }

  let late = false;
  /** V7: whoever shows a view as live must hear when it is not, though no row comes. */
  function tellLateness(): void {
    if (late === projector.lag() >= LIVE_LAG_MS) return;
    late = !late;
    for (const view of views.values()) view.document.broadcastStateless(describe(view));
  }

  async function poll(): Promise<void> {
    tellLateness();
    const open = [...views.values()];
    const states = new Map((await readViews(database, [...new Set(open.map((view) => view.name))])).map((state) => [state.name, state]));
    for (const view of open) {
      const state = states.get(view.name);
      const moved = !state || state.epoch !== view.epoch || state.seq < view.seq || (state.seq === view.seq && state.head !== view.head);
      // A row of ours may have been applied since we asked; a view that only looks behind is asked again under its turn.
      if (moved) enqueueProof(view);
      else if (state.seq > view.seq) void enqueue(view, null);
    }
  }

  /** In its turn, so that nothing moves meanwhile: is the row this view stands at still the record's? */
  function enqueueProof(view: LiveView): void {
    const prove = async (): Promise<void> => {
      const rows = await readLog(database, view.name, view.epoch, view.seq);
      if (rows[0]?.seq !== view.seq || rows[0].head !== view.head) replace(view);
    };
    turns.set(view.document, (turns.get(view.document) ?? Promise.resolve()).then(prove).catch(() => undefined));
  }

  function hear(row: LogRow): void {
    for (const view of views.values()) {
      if (view.name !== row.view) continue;
      if (view.epoch === row.epoch) void enqueue(view, row);
      else enqueueProof(view);
    }
  }
  const unlistenRows = [projector.onRow(hear), deps.notes.onRow(hear)];
  const unlistenHints = database.listen(ROW_CHANNEL, (payload) => {
    for (const moved of payload.split(' ')) {
      const cut = moved.lastIndexOf(',');
      const [name, seq] = [moved.slice(0, cut), Number(moved.slice(cut + 1))];
      for (const view of views.values()) if (view.name === name && view.seq < seq) void enqueue(view, null);
    }
  });
  const timer = setInterval(() => void poll().catch(() => undefined), deps.pollMs);
  timer.unref();

  return {
    async load(document, name, epoch) {
      const copy = { doc: document, seq: 0, head: ZERO_HEAD };
      const rows = await readLog(database, name, epoch, 0);
      if (!follow(copy, rows) || copy.seq === 0) throw new ViewRefused(CLOSE.otherEpoch);
      const marks = [markOf(ZERO_HEAD), ...rows.map((row) => markOf(row.head))];
      const view: LiveView = { name, epoch, document, seq: copy.seq, head: copy.head, marks, replaced: false };
      views.set(document, view);
      document.on('destroy', () => {
        views.delete(document);
        turns.delete(document);
      });
      // What was committed while we read was told to nobody here.
      void enqueue(view, null);
    },
    of: (document) => views.get(document) ?? null,
    async requireVerdict(connection) {
      if (views.get(connection.document)?.replaced !== false) throw new ViewRefused(CLOSE.otherEpoch);
      const verdict = await verdicts.of(connection);
      if (verdict !== 'may') throw new ViewRefused(verdict === 'mayNot' ? CLOSE.notYours : tryAgain);
    },
    async requireHistory({ document }, at) {
      const view = views.get(document);
      if (view && view.seq < at.seq) await enqueue(view, null);
      if (view?.replaced !== false || view.marks[at.seq] !== markOf(at.head)) throw new ViewRefused(CLOSE.otherEpoch);
    },
    sendPosition(connection) {
      const view = views.get(connection.document);
      if (view) connection.sendStateless(describe(view));
    },
    async close() {
      clearInterval(timer);
      for (const unlisten of unlistenRows) unlisten();
      await (await unlistenHints.catch(() => undefined))?.();
      await Promise.all(turns.values());
    },
  };
}
