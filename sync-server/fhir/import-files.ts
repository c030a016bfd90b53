import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as z from 'zod';
import type { Database } from '../record/database.ts';
import type { Seal } from '../identity/seal.ts';
import { chooseClinic } from './choose-clinic.ts';
import { emptyReport, fileReport, type FileReport } from './file-report.ts';
import { importBundle } from './import-bundle.ts';
import { importOptions, ImportRefusal, type ImportOptions } from './import-options.ts';
import type { ImportTarget } from './import-step.ts';

export interface ImportDeps {
  readonly database: Database;
  readonly seal: Seal;
  readonly now?: () => number;
  readonly faultPoint?: ImportTarget['faultPoint'];
}

/** What an import tells while it runs, line by line, wherever it runs. */
export const importLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clinic'), name: z.string(), suffix: z.string(), founded: z.boolean(), withoutStaff: z.boolean() }),
  z.object({ kind: z.literal('file'), done: z.number(), of: z.number(), report: fileReport }),
  /** Nothing was imported, and why. */
  z.object({ kind: z.literal('refused'), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
  z.object({ kind: z.literal('end') }),
]);
export type ImportLine = z.infer<typeof importLine>;

/** A bundle is read whole, so that a broken one changes nothing; this is what memory is kept for. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Imports one file after another: memory holds one of them at a time, however many there are. */
export async function importFiles(deps: ImportDeps, options: ImportOptions, tell: (line: ImportLine) => Promise<void> | void): Promise<void> {
  try {
    const clinic = await chooseClinic(deps.database, options);
    await tell({ kind: 'clinic', name: clinic.name, suffix: clinic.suffix, founded: clinic.founded, withoutStaff: clinic.withoutStaff });
    const target: ImportTarget = {
      database: deps.database, seal: deps.seal, clinic: clinic.id, now: deps.now ?? Date.now, faultPoint: deps.faultPoint ?? (() => undefined),
    };
    const files = placesFirst(options.files);
    for (const [index, file] of files.entries()) {
      await tell({ kind: 'file', done: index + 1, of: files.length, report: await importFile(target, file) });
    }
    await tell({ kind: 'end' });
  } catch (refusal) {
    if (!(refusal instanceof ImportRefusal)) throw refusal;
    await tell({ kind: 'refused', code: refusal.code, message: refusal.message });
  }
}

async function importFile(target: ImportTarget, path: string): Promise<FileReport> {
  const file = basename(path);
  const unreadable = (message: string): FileReport => ({ ...emptyReport(file), broken: { code: 'file.unreadable', path: '$', message } });
  let text: string;
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) return unreadable(`is ${Math.ceil(size / 1024 / 1024)} MB; import takes files up to ${MAX_FILE_BYTES / 1024 / 1024} MB. Split it into several Bundles`);
    text = await readFile(path, 'utf8');
  } catch (cause) {
    return unreadable(whyUnread(cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'));
  }
  return importBundle(target, file, text);
}

function whyUnread(code: string): string {
  if (code === 'ENOENT') return 'does not exist: check the path';
  if (code === 'EISDIR') return 'is a folder: name the files in it, like folder/*.json';
  return `cannot be read (${code}): check its permissions`;
}

/** Newer Synthea refers from patients to hospitals and practitioners in files of their own: those go first. */
function placesFirst(files: readonly string[]): string[] {
  const rank = (file: string): number => [/^hospital/i, /^practitioner/i].findIndex((name) => name.test(basename(file)));
  const order = (file: string): number => (rank(file) === -1 ? 2 : rank(file));
  return files.toSorted((a, b) => order(a) - order(b));
}

/** The running server's end of `npm run import`: register it as the control command "import". */
export function createImportCommand(deps: ImportDeps): (body: unknown, tell: (line: object) => Promise<void>) => Promise<void> {
  return async (body, tell) => importFiles(deps, importOptions.parse(body), tell);
}
