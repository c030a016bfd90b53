import { type BrokenFile, formatPath } from './broken-file.ts';

/** Text and position access of the JSON proposal Node 24 ships and TypeScript's library does not describe yet. */
interface SourceContext { readonly source?: string }
declare global {
  interface JSON {
    rawJSON(text: string): unknown;
    isRawJSON(value: unknown): boolean;
  }
}

/**
 * JSON as FHIR means it: a decimal keeps the digits it was written with ("1.50" is not 1.5), so that a kept resource
 * is stored verbatim. Numbers JavaScript would write differently come back as `JSON.rawJSON` objects.
 */
export function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly broken: BrokenFile } {
  try {
    const value: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text, keepDigits as (key: string, value: unknown) => unknown);
    const bad = findUnstorable(value, []);
    if (bad) return { ok: false, broken: bad };
    return { ok: true, value };
  } catch (cause) {
    return { ok: false, broken: { code: 'file.notJson', path: '$', message: describeSyntaxError(cause, text) } };
  }
}

function keepDigits(_key: string, value: unknown, context: SourceContext): unknown {
  if (typeof value !== 'number' || context.source === undefined || String(value) === context.source) return value;
  return JSON.rawJSON(context.source);
}

/** Postgres stores neither the NUL character nor half a surrogate pair; FHIR allows neither in a string. */
function findUnstorable(value: unknown, path: PropertyKey[]): BrokenFile | null {
  if (typeof value === 'string') return isStorable(value) ? null : unstorable(path);
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return null;
  const children: [PropertyKey, unknown][] = Array.isArray(value) ? value.map((item: unknown, i) => [i, item]) : Object.entries(value);
  for (const [key, child] of children) {
    const here = [...path, key];
    if (typeof key === 'string' && !isStorable(key)) return unstorable(path);
    const bad = findUnstorable(child, here);
    if (bad) return bad;
  }
  return null;
}

function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

function unstorable(path: readonly PropertyKey[]): BrokenFile {
  const entry = path[0] === 'entry' && typeof path[1] === 'number' ? { entry: path[1] } : {};
  return { code: 'file.notReadable', ...entry, path: formatPath(path), message: 'contains a character that no FHIR text may contain (NUL or half a surrogate pair)' };
}

/** V8 quotes the text around the fault, which may be a patient's: only the place is passed on. */
function describeSyntaxError(cause: unknown, text: string): string {
  if (cause instanceof RangeError) return 'is nested deeper than any FHIR resource';
  if (!(cause instanceof SyntaxError)) throw cause;
  if (text.trim() === '') return 'is empty';
  if (mayGoOn(text)) return 'is not JSON: it ends before it is complete';
  // V8 does not always say where. The longest beginning that could still go on ends there.
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  const before = text.slice(0, good).split('\n');
  return `is not JSON: unexpected character in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Nothing is wrong with it but that it ends. */
function mayGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const position = /position (\d+)/.exec(cause.message)?.[1];
    return /Unexpected end|Unterminated/.test(cause.message) || Number(position) === beginning.length;
  }
}
