import type { BrokenFile } from './broken-file.ts';
import { clinicalTypes } from './clinical-shapes.ts';
import type { FileReport, RefusedEntry, TypeCounts } from './file-report.ts';

/** What an import prints when it ends: who and where first, then what a record shows, then what is only kept. */
const ownTypes: readonly string[] = ['Patient', 'Practitioner', 'Organization', 'Location', 'Encounter', ...clinicalTypes];

const reasons: Readonly<Record<RefusedEntry['reason'], string>> = {
  otherPerson: 'its number or id belongs to someone else here: family name and birth date differ. Check the number in the source',
  severalMatches: 'its numbers belong to several patients here. Merge or correct them first',
  patientUnknown: 'its patient is neither in the file nor in the record. Import the patient first',
  noName: 'the patient has no name',
};

/** Sums files up as they come: nothing of a file is held but its counts and its faults. */
export interface ImportSummary {
  add(report: FileReport): void;
  readonly broken: readonly { file: string; fault: BrokenFile }[];
  print(): string;
}

const MAX_LINES = 50;

export function createSummary(): ImportSummary {
  const totals = new Map<string, TypeCounts>();
  const broken: { file: string; fault: BrokenFile }[] = [];
  const refused: string[] = [];
  const unread: string[] = [];
  const sums = { files: 0, refused: 0, unread: 0, phones: 0, twins: 0 };
  return {
    broken,
    add(report) {
      sums.files += 1;
      sums.phones += report.phoneNotFit;
      sums.twins += report.sameNationalId;
      sums.refused += report.refused.length;
      sums.unread += report.unreadCount;
      for (const one of report.unread) if (unread.length < MAX_LINES) unread.push(`  ${report.file}, entry ${one.entry} (${one.type}), ${one.path}: ${one.message}`);
      if (report.broken) broken.push({ file: report.file, fault: report.broken });
      for (const [type, counts] of Object.entries(report.types)) addCounts(totals, type, counts);
      for (const one of report.refused) if (refused.length < MAX_LINES) refused.push(`  ${report.file}, entry ${one.entry} (${one.type}): ${reasons[one.reason]}`);
    },
    print() {
      const parts = [printTable(totals)];
      if (sums.phones > 0) parts.push(`${patients(sums.phones)} without a valid international phone: in the record, but not to be let into the portal until it is corrected (Patients, Contact).`);
      if (sums.twins > 0) parts.push(`${patients(sums.twins)} with the national id of another patient here: kept apart. Look whether they are one person.`);
      if (refused.length > 0) parts.push([`Refused:`, ...refused, ...(sums.refused > refused.length ? [`  … and ${sums.refused - refused.length} more`] : [])].join('\n'));
      if (sums.unread > 0) parts.push(['Not readable as FHIR R4. Kept as they came, in no list, and counted in the patient\'s record:', ...unread, ...(sums.unread > unread.length ? [`  … and ${sums.unread - unread.length} more`] : [])].join('\n'));
      if (broken.length > 0) parts.push(['Broken files; nothing of them was imported:', ...broken.map(({ file, fault }) => `  ${describeBroken(file, fault)}`)].join('\n'));
      parts.push(`${sums.files - broken.length} of ${sums.files} ${sums.files === 1 ? 'file' : 'files'} imported.`);
      return parts.join('\n\n');
    },
  };
}

export function describeBroken(file: string, fault: BrokenFile): string {
  const where = fault.entry === undefined ? '' : `, entry ${fault.entry}${fault.resourceType === undefined ? '' : ` (${fault.resourceType})`}`;
  // The whole file is its own place.
  return `${file}${where}${fault.path === '$' ? ' ' : `, ${fault.path}: `}${fault.message}.`;
}

function addCounts(totals: Map<string, TypeCounts>, type: string, counts: TypeCounts): void {
  const sum = totals.get(type) ?? { added: 0, updated: 0, unchanged: 0, kept: 0, refused: 0 };
  for (const key of ['added', 'updated', 'unchanged', 'kept', 'refused'] as const) sum[key] += counts[key];
  totals.set(type, sum);
}

function printTable(totals: ReadonlyMap<string, TypeCounts>): string {
  const others = [...totals.keys()].filter((type) => !ownTypes.includes(type)).sort();
  const rows = [...ownTypes.filter((type) => totals.has(type)), ...others].map((type) => {
    const counts = totals.get(type);
    return [type, counts?.added, counts?.updated, counts?.unchanged, counts?.kept, counts?.refused].map((cell) => (cell === 0 ? '–' : String(cell ?? '')));
  });
  const table = [['', 'came in', 'updated', 'already here', 'kept, not shown', 'refused'], ...rows];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()).join('\n');
}

function patients(count: number): string {
  return count === 1 ? '1 patient' : `${count} patients`;
}
