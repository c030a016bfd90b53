import * as z from 'zod';

/** What became of one file. Crosses the channel between `npm run import` and a running server, so it has a shape. */
const count = z.number().int().nonnegative();
export const typeCounts = z.object({ added: count, updated: count, unchanged: count, kept: count, refused: count });
export type TypeCounts = z.infer<typeof typeCounts>;

export const refusedEntry = z.object({
  entry: count,
  type: z.string(),
  reason: z.enum(['otherPerson', 'severalMatches', 'patientUnknown', 'noName']),
});
export type RefusedEntry = z.infer<typeof refusedEntry>;

/** Kept as it came, and shown in no list: what stands there does not fit FHIR R4. */
export const unreadEntry = z.object({ entry: count, type: z.string(), path: z.string(), message: z.string() });
export type UnreadEntry = z.infer<typeof unreadEntry>;
/** Told one by one; the rest are counted. */
const UNREAD_TOLD = 50;

export const fileReport = z.object({
  file: z.string(),
  broken: z.nullable(z.object({
    code: z.enum(['file.unreadable', 'file.notJson', 'file.notBundle', 'file.bundleType', 'file.notReadable']),
    entry: z.number().optional(), resourceType: z.string().optional(), path: z.string(), message: z.string(),
  })),
  entries: count,
  types: z.record(z.string(), typeCounts),
  refused: z.array(refusedEntry),
  unread: z.array(unreadEntry),
  unreadCount: count,
  /** Patients of this file whose phone is missing or not valid and international: imported, but not to be let in yet. */
  phoneNotFit: count,
  /** Patients with the national id of another patient here: kept apart, for a person to look at. */
  sameNationalId: count,
});
export type FileReport = z.infer<typeof fileReport>;

export function emptyReport(file: string): FileReport {
  return { file, broken: null, entries: 0, types: {}, refused: [], unread: [], unreadCount: 0, phoneNotFit: 0, sameNationalId: 0 };
}

export function countsOf(report: FileReport, type: string): TypeCounts {
  const counts = report.types[type] ?? { added: 0, updated: 0, unchanged: 0, kept: 0, refused: 0 };
  report.types[type] = counts;
  return counts;
}

export function refuseEntry(report: FileReport, refused: RefusedEntry): void {
  report.refused.push(refused);
  countsOf(report, refused.type).refused += 1;
}

export function tellUnread(report: FileReport, unread: UnreadEntry): void {
  report.unreadCount += 1;
  if (report.unread.length < UNREAD_TOLD) report.unread.push(unread);
}
