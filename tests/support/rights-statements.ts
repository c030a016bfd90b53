import type { SQL } from 'drizzle-orm';
import type { Database, Queries, Tx } from '../../sync-server/record/database.ts';
import { renderStatement } from '../../sync-server/record/render-statement.ts';

/** Listens in on what a running server asks its record. */
export interface StatementRecorder {
  /** Texts of the statements asked while `work` ran, without their values; the server's own rounds are left out. */
  during(work: () => Promise<unknown>): Promise<string[]>;
}

/** What runs by the clock: the projector's and the outbox's rounds, sessions that ended. Asked by nobody, so nobody's answer. */
const rounds = [
  /^\s*with due as \(/, /from session where ended_at >=/, /from view v left join touch/, /delete from touch t where not exists/, /from view where name = any/,
  /^\s*update session set ended_at = \S+ ended_why = 'idle'/, /^\s*update proxy_grant set revoked_at = ends_at\s/, /^\s*delete from (attempt where at|passkey_challenge where expires_at|sign_in where expires_at) </,
];

export function recordStatements(database: Database): StatementRecorder {
  let heard: string[] | null = null;
  const hear = (statement: SQL): void => {
    const { text } = renderStatement(statement);
    if (!rounds.some((round) => round.test(text))) heard?.push(text.replace(/\s+/g, ' ').trim());
  };
  const listening = <Q extends Queries>(queries: Q): Q => {
    const { query } = queries;
    return Object.assign(queries, { query: (statement: SQL) => { hear(statement); return query(statement); } });
  };
  const { transaction } = database;
  listening(database);
  Object.assign(database, { transaction: <T>(work: (tx: Tx) => Promise<T>) => transaction((tx) => work(listening(tx))) });
  return {
    async during(work) {
      heard = [];
      await work();
      const found = heard;
      heard = null;
      return found;
    },
  };
}
