import * as Y from 'yjs';
import { viewPage, type Position } from '../../schema/sync.ts';
import type { Person } from '../views/small-record.ts';

/** A device that writes a note, bytes by bytes: what our client does, without its store. */
export class NoteClient {
  doc = new Y.Doc();
  base: Position | null = null;
  readonly url: string;
  readonly person: Person;
  readonly name: string;
  /** Local updates nobody has acknowledged. */
  pending: Uint8Array[] = [];

  constructor(url: string, person: Person, name: string) {
    this.url = url;
    this.person = person;
    this.name = name;
    this.listen();
  }

  private listen(): void {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') this.pending.push(update);
    });
  }

  get text(): string {
    return this.doc.getText('text').toJSON();
  }

  insert(at: number, words: string): void {
    this.doc.getText('text').insert(at, words);
  }

  /** All rows there are, as a device that opens the note. The answer's status. */
  async read(): Promise<number> {
    for (;;) {
      const at = this.base;
      const query = new URLSearchParams({ account: this.person.account, ...(at ? { epoch: at.epoch, seq: String(at.seq), head: at.head } : {}) });
      const response = await fetch(`${this.url}/api/views/${this.name}?${query.toString()}`, { headers: { cookie: this.person.cookie } });
      if (response.status !== 200) return response.status;
      const page = viewPage.parse(await response.json());
      for (const row of page.rows) {
        Y.applyUpdate(this.doc, Buffer.from(row.update, 'base64'), 'remote');
        this.base = { epoch: page.epoch, seq: row.seq, head: row.head };
      }
      if (!page.more) return 200;
    }
  }

  async post(update: Uint8Array, base: Position | null = this.base): Promise<{ status: number; code: string; seq: number }> {
    const query = new URLSearchParams({ account: this.person.account, ...(base ? { epoch: base.epoch, seq: String(base.seq), head: base.head } : {}) });
    const response = await fetch(`${this.url}/api/notes/${this.name}?${query.toString()}`, {
      method: 'POST', headers: { origin: this.url, cookie: this.person.cookie, 'content-type': 'application/octet-stream' }, body: Buffer.from(update),
    });
    const body = await response.json() as { code?: string; seq?: number };
    return { status: response.status, code: body.code ?? '', seq: body.seq ?? 0 };
  }

  /** Sends what waits, in order; stops at the first that is not taken and says how it was answered. */
  async send(): Promise<number> {
    while (this.pending[0]) {
      const { status } = await this.post(this.pending[0]);
      if (status !== 200) return status;
      this.pending.shift();
    }
    return 200;
  }

  /** N4, as a device does it: what was not taken is taken out of the note, and the note begins anew under another id. */
  async reopen(): Promise<void> {
    this.pending = [];
    this.doc = new Y.Doc();
    this.base = null;
    this.listen();
    await this.read();
  }
}

/** An update as a client with that Yjs id would write it over what the doc holds. */
export function forge(over: Y.Doc, clientId: number, change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(over));
  const before = Y.encodeStateVector(doc);
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  change(doc);
  return updates.length > 0 ? Y.mergeUpdates(updates) : Y.encodeStateAsUpdate(doc, before);
}
