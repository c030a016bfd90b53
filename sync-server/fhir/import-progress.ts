import type { ImportLine } from './import-files.ts';
import { createSummary, describeBroken } from './import-summary.ts';

export interface ImportProgress {
  hear(line: ImportLine): void;
  /** The table and what is to be done, once it ended. `ok`: every file came in whole. */
  finish(): { readonly text: string; readonly ok: boolean };
}

const BAR = 28;

/** One bar that grows in place on a terminal; a line for every tenth of the way where there is none. */
export function createImportProgress(out: NodeJS.WriteStream): ImportProgress {
  const summary = createSummary();
  let clinic: Extract<ImportLine, { kind: 'clinic' }> | null = null;
  let stopped: string | null = null;
  let ended = false;
  let tenths = 0;
  let refused = 0;

  function draw(done: number, of: number, file: string): void {
    const share = done / of;
    if (out.isTTY) {
      const filled = Math.round(share * BAR);
      out.write(`\r${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${done} of ${of}  ${file.slice(0, 40)}\u001B[K${done === of ? '\n' : ''}`);
    } else if (Math.floor(share * 10) > tenths || done === of) {
      tenths = Math.floor(share * 10);
      out.write(`${done} of ${of} files\n`);
    }
  }

  return {
    hear(line) {
      if (line.kind === 'clinic') {
        clinic = line;
        out.write(`Into ${line.name} (${line.suffix})${line.founded ? ', a new clinic' : ''}\n`);
      } else if (line.kind === 'file') {
        summary.add(line.report);
        refused += line.report.refused.length + line.report.unreadCount;
        if (line.report.broken) out.write(`${out.isTTY ? '\r\u001B[K' : ''}${describeBroken(line.report.file, line.report.broken)}\n`);
        draw(line.done, line.of, line.report.file);
      } else if (line.kind === 'end') ended = true;
      else stopped = line.message;
    },
    finish() {
      if (stopped !== null) return { text: `Not imported: ${stopped}`, ok: false };
      const parts = [summary.print()];
      if (!ended) parts.push('The import stopped before its end. Run it once more: what is in already is found again.');
      if (clinic?.withoutStaff) {
        parts.push(`Nobody can sign in at ${clinic.name} yet. Make the first administrator:\n`
          + `  ${sameRecord(process.env)}npm run staff -- add --clinic ${clinic.suffix} --role administrator --username admin --name "Your Name"`);
      }
      return { text: parts.join('\n\n'), ok: ended && summary.broken.length === 0 && refused === 0 };
    },
  };
}

/** The next command must find this record too; copied as it stands it would open ./data. A database address may hold a password: never printed. */
function sameRecord(env: NodeJS.ProcessEnv): string {
  const dataDir = env['DATA_DIR'];
  if (dataDir === undefined || env['DATABASE_URL'] !== undefined) return '';
  return `DATA_DIR=${/^[\w./-]+$/.test(dataDir) ? dataDir : `'${dataDir.replace(/'/g, String.raw`'\''`)}'`} `;
}
