import type { Connection, Document } from '@hocuspocus/server';
import { CLOSE } from '../../schema/sync.ts';
import { closeEvent, tryAgain } from './view-refused.ts';

/** Reads the record: may who is behind this connection still read its view? */
export type JudgeConnection = (connection: Connection) => Promise<boolean>;

/** `unknown`: the record could not be asked. Nothing is sent, but a device is not told to drop what it holds. */
export type Verdict = 'may' | 'mayNot' | 'unknown';

/**
 * Who may hear an open view. A connection hears rows from the moment Hocuspocus has it, so it counts as not judged
 * until the record was read after that moment, whatever was judged when it was opened.
 */
export interface Verdicts {
  of(connection: Connection): Promise<Verdict>;
  /** A grant changed: all of this document's readers are as new. */
  forget(document: Document): void;
  /** Judges whoever is not; closes whoever may not. When it resolves, everybody connected at that instant may read. */
  settle(document: Document): Promise<void>;
}

export function createVerdicts(judge: JudgeConnection): Verdicts {
  const asked = new WeakMap<Connection, Promise<Verdict>>();
  const granted = new WeakSet<Connection>();

  async function ask(connection: Connection): Promise<Verdict> {
    try {
      return (await judge(connection)) ? 'may' : 'mayNot';
    } catch {
      return 'unknown';
    }
  }

  function of(connection: Connection): Promise<Verdict> {
    const known = asked.get(connection);
    if (known) return known;
    const verdict: Promise<Verdict> = ask(connection).then((found) => {
      // Forgotten while we asked: what was read may be from before the change.
      if (asked.get(connection) !== verdict) return of(connection);
      if (found === 'may') granted.add(connection);
      else connection.close(found === 'mayNot' ? closeEvent(CLOSE.notYours) : tryAgain);
      return found;
    });
    asked.set(connection, verdict);
    return verdict;
  }

  return {
    of,
    forget(document) {
      for (const connection of document.getConnections()) {
        asked.delete(connection);
        granted.delete(connection);
      }
    },
    async settle(document) {
      for (;;) {
        const open = document.getConnections().filter((connection) => !granted.has(connection));
        if (open.length === 0) return;
        await Promise.all(open.map(of));
      }
    },
  };
}
