import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * LISTEN on a connection of its own, opened with the first listener and reopened for ever when it breaks. What was
 * notified meanwhile is lost: hints are never relied upon.
 */
export interface Hints {
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const RETRY_MS = [100, 500, 1000, 2000];

export function listenOnPostgres(config: pg.ClientConfig): Hints {
  const heard = new EventEmitter().setMaxListeners(0);
  const ended = new AbortController();
  let client: pg.Client | null = null;
  let opening: Promise<void> | null = null;
  let asked: Promise<unknown> = Promise.resolve();

  /** One statement after the other. A connection that breaks right now listens to everything again when it is back. */
  function ask(text: string): Promise<unknown> {
    asked = asked.then(() => client?.query(text)).catch(() => undefined);
    return asked;
  }

  async function open(): Promise<void> {
    const fresh = new pg.Client(config);
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ channel, payload }) => heard.emit(channel, payload ?? ''));
    try {
      await fresh.connect();
      for (const channel of heard.eventNames()) await fresh.query(`listen ${pg.escapeIdentifier(String(channel))}`);
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
    if (ended.signal.aborted) return fresh.end();
    fresh.once('end', () => {
      client = null;
      if (!ended.signal.aborted) opening = reopen();
    });
    client = fresh;
  }

  async function reopen(): Promise<void> {
    for (let attempt = 0; !ended.signal.aborted; attempt += 1) {
      try {
        await sleep(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)], undefined, { signal: ended.signal });
        return await open();
      } catch {
        // Still away, or closing: the loop's condition tells.
      }
    }
  }

  return {
    async listen(channel, hear) {
      const first = heard.listenerCount(channel) === 0;
      heard.on(channel, hear);
      opening ??= open().catch(() => reopen());
      await opening;
      if (first) await ask(`listen ${pg.escapeIdentifier(channel)}`);
      return async () => {
        heard.off(channel, hear);
        if (heard.listenerCount(channel) === 0) await ask(`unlisten ${pg.escapeIdentifier(channel)}`);
      };
    },
    async close() {
      ended.abort();
      await opening?.catch(() => undefined);
      await client?.end().catch(() => undefined);
    },
  };
}
