import { parseNoteName, parseReadable } from '../../schema/notes.ts';
import type { Position } from '../../schema/sync.ts';
import { HttpError } from '../http/http-error.ts';
import type { NoteGate } from '../notes/gate.ts';
import type { Database } from '../record/database.ts';
import { bytesOf } from './many-pages.ts';
import { auditOpening, judgeReader, type ReadActor } from './open-view.ts';
import { readPage } from './pages.ts';
import type { LogPage, Projector } from './projector-types.ts';

export interface RowReaderDeps {
  readonly database: Database;
  readonly projector: Projector;
  readonly notes: Pick<NoteGate, 'ensure'>;
  readonly readActor: ReadActor;
}

interface Asked {
  readonly since: Position | null;
  readonly maxBytes: number;
  readonly onScreen: boolean;
  /** Else a row longer than all that comes alone. */
  readonly mustFit?: boolean;
}

/**
 * Rows of one view for one account, judged and written down in the transaction that reads them. null: absent or not theirs, all
 * alike. 'full': `mustFit` and they do not; nothing was opened.
 */
export type ReadRows = (account: string, name: string, asked: Asked) => Promise<LogPage | null | 'full'>;

export function createRowReader({ database, projector, notes, readActor }: RowReaderDeps): ReadRows {
  return async (account, name, { since, maxBytes, onScreen, mustFit = false }) => {
    const view = parseReadable(name);
    const note = parseNoteName(name);
    // A view made on demand, or one whose log had a hole, is there at the second try.
    for (let tries = 0; tries < 3; tries += 1) {
      const page = await database.transaction(async (tx) => {
        const actor = await judgeReader(tx, readActor, account, view);
        if (!actor || !view) return 'refused';
        const found = await readPage(tx, name, since, maxBytes);
        if (found === null || found === 'broken') return found;
        if (mustFit && bytesOf(found.rows) > maxBytes) return 'full';
        // The right may have ended, and rows been committed after that, between the judging and the reading (V5).
        if (found.rows.length > 0 && !(await judgeReader(tx, readActor, account, view))) return 'refused';
        const opens = onScreen || since === null || since.seq === 0;
        if (opens || found.reset) await auditOpening(tx, actor, view, onScreen ? 'screen' : 'device');
        return found;
      });
      if (page === 'refused') return null;
      // A view is made anew from the record. A note is the record: what is damaged there is for people.
      if (page === 'broken' && note) throw new HttpError(500, 'note.damaged', 'The history of this note is damaged. Tell whoever runs the server.');
      if (page === 'broken') await projector.rebuild(name);
      else if (page === null && note) await notes.ensure(note);
      else if (page === null) await projector.ensure(name);
      else return page;
    }
    throw new HttpError(503, 'view.late', 'This view is being prepared. Ask again.');
  };
}
