import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

export interface Rendered {
  readonly text: string;
  readonly values: readonly (string | boolean | Uint8Array | null)[];
}

const dialect = new PgDialect();

/** A template → text and values in the only forms both drivers treat alike. */
export function renderStatement(statement: SQL): Rendered {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return { text, values: params.map(renderValue) };
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
