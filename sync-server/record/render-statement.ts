import { Param, SQL, StringChunk } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

export interface Rendered {
  readonly text: string;
  readonly values: readonly (string | boolean | Uint8Array | null)[];
}

const dialect = new PgDialect();

/** A template → text and values in the only forms both drivers treat alike. */
export function renderStatement(statement: SQL): Rendered {
  const plain: Plain = { text: '', values: [] };
  if (walk(statement, plain)) return { text: plain.text, values: plain.values.map(renderValue) };
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return { text, values: params.map(renderValue) };
}

interface Plain { text: string; readonly values: unknown[] }

/**
 * What templates of ours are made of, without the dialect's detours: every request renders half a dozen of them. False
 * when there is anything else in it; then the dialect renders the whole.
 */
function walk(statement: SQL, into: Plain): boolean {
  // Private in the types: set by `.inlineParams()`.
  if ((statement as unknown as { readonly shouldInlineParams: boolean }).shouldInlineParams) return false;
  for (const chunk of statement.queryChunks as readonly unknown[]) {
    if (chunk instanceof StringChunk) into.text += chunk.value.join('');
    else if (chunk instanceof SQL) {
      if (!walk(chunk, into)) return false;
    } else {
      const value: unknown = chunk instanceof Param ? chunk.value : chunk;
      if (!(chunk instanceof Param) && !isPlain(value)) return false;
      into.values.push(value);
      into.text += `$${into.values.length}`;
    }
  }
  return true;
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Uint8Array || value instanceof Date;
}

function renderValue(value: unknown): string | boolean | Uint8Array | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || value instanceof Uint8Array) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return renderArray(value);
  return JSON.stringify(value);
}

function renderArray(values: readonly unknown[]): string {
  const elements = values.map((value) => {
    if (Array.isArray(value)) return renderArray(value);
    const rendered = renderValue(value);
    if (rendered === null) return 'NULL';
    const text = rendered instanceof Uint8Array ? `\\x${Buffer.from(rendered).toString('hex')}` : String(rendered);
    return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${elements.join(',')}}`;
}
