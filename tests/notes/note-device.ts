import { createNotes, type Notes } from '../../client/shared/sync/notes/create-notes.ts';
import type { OpenNote } from '../../client/shared/sync/notes/open-note.ts';
import { parseNoteName } from '../../schema/notes.ts';
import type { AccountDatabase } from '../../client/shared/local/account-database.ts';
import { until } from '../views/raw-socket.ts';
import { newDisk, openDevice, openDisk, type Device, type Disk } from '../views/device.ts';
import type { Person } from '../views/small-record.ts';

/** A colleague's tab: the real client code of notes, on a disk and a line that can be cut. */
export class NoteDevice {
  readonly device: Device;
  readonly notes: Notes;
  readonly local: AccountDatabase;
  readonly disk: Disk;
  /** False: nothing reaches the clinic and nothing comes back. */
  line: { up: boolean };
  readonly failures: unknown[] = [];

  constructor(url: string, person: Person, options: { readonly disk?: Disk; readonly line?: { up: boolean }; readonly sockets?: boolean } = {}) {
    this.disk = options.disk ?? newDisk();
    this.line = options.line ?? { up: true };
    this.local = openDisk(this.disk, person.account);
    const fetch: typeof globalThis.fetch = (input, init) => (this.line.up ? globalThis.fetch(input, init) : Promise.reject(new TypeError('the line is cut')));
    this.device = openDevice(url, person, { disk: this.disk, local: this.local, fetch, sockets: options.sockets ?? true });
    this.notes = createNotes({
      account: person.account, database: this.local, views: this.device.views, origin: url, now: () => Date.now(), alone: (_name, work) => work(),
      fetch: (input, init) => fetch(input, { ...init, headers: { ...init?.headers, cookie: person.cookie } }),
      onAnswer: () => undefined, failed: (error) => this.failures.push(error),
    });
  }

  async open(name: string): Promise<OpenNote> {
    const note = this.notes.open(name, parseNoteName(name)?.thread ?? '');
    if (!note) throw new Error(`${name} is no note`);
    await until(() => note.doc() !== null);
    return note;
  }

  /** Requests in the tray, as the store has them. */
  async tray(): Promise<{ type: string; refusal: string; body: unknown }[]> {
    const rows = await this.local.requests.toArray();
    return rows.filter(({ state }) => state === 'refused').map(({ type, refusal, body }) => ({ type, refusal: refusal?.code ?? '', body: body as unknown }));
  }

  /** The tab is closed as a browser closes one that crashed: what is on the disk is left. */
  async close(): Promise<void> {
    await this.notes.close();
    await this.device.close();
  }
}

export const type = (note: OpenNote, at: number, words: string): void => note.doc()?.of('text').edit(at, 0, words);
