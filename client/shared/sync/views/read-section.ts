import type * as z from 'zod/mini';

export interface ReadSection<T> {
  readonly fit: Record<string, T>;
  readonly unreadable: number;
}

/**
 * Parses entries by their shape, each only when it is another object than last time: a queue of thousands is parsed
 * once, and then row by row. An entry that does not fit is counted, never thrown away in silence.
 */
export function createEntryReader<T>(shape: z.ZodMiniType<T>): (entries: Readonly<Record<string, unknown>>) => ReadSection<T> {
  const parsed = new WeakMap<object, { readonly data: T } | null>();
  const unfit = null;

  function parse(raw: unknown): { readonly data: T } | null {
    const known = typeof raw === 'object' && raw !== null ? parsed.get(raw) : undefined;
    if (known !== undefined) return known;
    const result = shape.safeParse(raw);
    const entry = result.success ? { data: result.data } : unfit;
    if (typeof raw === 'object' && raw !== null) parsed.set(raw, entry);
    return entry;
  }

  return (entries) => {
    const fit: [string, T][] = [];
    let unreadable = 0;
    for (const [id, raw] of Object.entries(entries)) {
      const entry = parse(raw);
      if (entry) fit.push([id, entry.data]);
      else unreadable += 1;
    }
    return { fit: Object.fromEntries(fit), unreadable };
  };
}
