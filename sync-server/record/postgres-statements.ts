import type { Writable } from 'node:stream';
import type pg from 'pg';
import type { SQL } from 'drizzle-orm';
import { renderStatement } from './render-statement.ts';

interface Answered<Row> { readonly rows: Row[] }

/** Runs templates on a pool or on one of its connections. */
export type Ask = <Row extends object>(asked: pg.Pool | pg.PoolClient, statement: SQL) => Promise<Row[]>;

/** Texts that Postgres keeps parsed and planned per connection. More, or longer ones, are made on the fly and not worth it. */
const NAMED = 400;
const NAMED_LENGTH = 4000;

/**
 * Statements by name, so that Postgres parses and plans each text once a connection; one that has no parameters goes as
 * plain text, because a migration may hold several.
 */
export function createAsk(): Ask {
  const names = new Map<string, string>();
  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known !== undefined || names.size >= NAMED || text.length > NAMED_LENGTH) return known;
    const name = `s${names.size}`;
    names.set(text, name);
    return name;
  }
  return async <Row extends object>(asked: pg.Pool | pg.PoolClient, statement: SQL) => {
    const { text, values } = renderStatement(statement);
    if ('release' in asked) sendTogether(asked);
    if (values.length > 0) {
      const name = nameOf(text);
      return (await asked.query<Row & pg.QueryResultRow>({ text, values: [...values], ...(name === undefined ? {} : { name }) })).rows;
    }
    // The types do not say so: several statements give an array of results.
    const results = (await asked.query<Row & pg.QueryResultRow>(text)) as Answered<Row> | Answered<Row>[];
    return (Array.isArray(results) ? results.at(-1)?.rows : results.rows) ?? [];
  };
}

/**
 * What is asked on a connection in the same turn of the event loop leaves in one write: on loopback and on a LAN the
 * writes cost more than what is in them. `pg` answers pipelined statements in order.
 */
export function sendTogether(client: pg.PoolClient): void {
  // Not in the types: the socket of the connection, corked like `pg` itself corks it around one statement.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
