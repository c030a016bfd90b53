import type * as z from 'zod/mini';

/** Entries of a section by its noun's shape. One that does not fit is left out here; screens count it through `useView`. */
export function readEntries<T>(raw: Readonly<Record<string, unknown>> | undefined, shape: z.ZodMiniType<T>): Map<string, T> {
  const entries = new Map<string, T>();
  for (const [id, value] of Object.entries(raw ?? {})) {
    const parsed = shape.safeParse(value);
    if (parsed.success) entries.set(id, parsed.data);
  }
  return entries;
}
