import * as Y from 'yjs';
import { newId } from '../../schema/ids.ts';
import { SCHEMA_VERSION, viewPage, ZERO_HEAD } from '../../schema/sync.ts';
import { RawSocket } from '../views/raw-socket.ts';
import type { LivePerson } from './rights-people.ts';
import type { Asked, RightsServer } from './rights-server.ts';

/** Every byte one person was ever sent, in every form it can be read in. */
export interface Recorder {
  ask(asked: Asked): Promise<{ readonly status: number; readonly text: string }>;
  /** A view to its end, page by page; what its updates say is decoded too. */
  readView(name: string): Promise<void>;
  /** Gives what was answered; '' for somebody without a device. */
  request(type: string, body: object): Promise<string>;
  /** Opens these on one socket that stays open and goes on being recorded. */
  openViews(addresses: readonly { readonly name: string; readonly epoch: string }[]): Promise<void>;
  has(text: string): boolean;
  /** Why its sockets ended, if any did. */
  endings(): readonly string[];
  /** "kind.section" → what it said, over all views read. */
  readonly sections: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** A device opens no more on one. */
const VIEWS_PER_SOCKET = 16;

export function createRecorder(server: RightsServer, person: LivePerson): Recorder {
  const heard: Buffer[] = [];
  const sockets: RawSocket[] = [];
  const sections = new Map<string, string>();
  const looked = new Map<string, { readonly found: boolean; readonly heard: number; readonly received: readonly number[] }>();

  async function ask(asked: Asked): Promise<{ status: number; text: string }> {
    // As through a clinic's proxy: this machine's own pages are for nobody.
    const answer = await server.ask({ ...asked, cookie: person.cookie, headers: { 'x-forwarded-for': '10.0.0.7', ...asked.headers } });
    heard.push(Buffer.from(JSON.stringify(answer.headers)), answer.bytes, ...decodeRuns(answer.text));
    return answer;
  }

  async function openOnOne(addresses: readonly { readonly name: string; readonly epoch: string }[]): Promise<void> {
    const socket = await new RawSocket(server.url, { account: person.account, staff: null, app: person.app, cookie: person.cookie, session: '' }).opened();
    sockets.push(socket);
    // As a device does, or the server lets it go.
    socket.ws.on('message', (data: Buffer) => { if (data.length === 1) socket.send(Uint8Array.of(10)); });
    for (const { name, epoch } of addresses) {
      if (socket.closed) return;
      // A document of its own each time: the server is asked for all there is.
      await socket.openView(name, { epoch, seq: 0, head: ZERO_HEAD }, new Y.Doc());
    }
  }

  return {
    ask,
    sections,
    async readView(name) {
      const doc = new Y.Doc();
      for (let since = ''; ;) {
        const answer = await ask({ path: `/api/views/${name}?screen=1${since}` });
        if (answer.status !== 200) return;
        const page = viewPage.parse(JSON.parse(answer.text));
        for (const row of page.rows) Y.applyUpdate(doc, Buffer.from(row.update, 'base64'));
        const last = page.rows.at(-1);
        if (page.more && last) since = `&epoch=${page.epoch}&seq=${last.seq}&head=${last.head}`;
        else break;
      }
      for (const root of doc.share.keys()) {
        const said = JSON.stringify(doc.getMap(root).toJSON());
        const key = `${name.split('/')[0] ?? ''}.${root}`;
        sections.set(key, `${sections.get(key) ?? ''}${said}`);
        heard.push(Buffer.from(said));
      }
    },
    async request(type, body) {
      const signed = person.device?.request(type, body);
      if (!signed) return '';
      const requests = [{ bytes: signed.bytes, signature: signed.signature }];
      return (await ask({ method: 'POST', path: '/api/requests', body: { schemaVersion: SCHEMA_VERSION, sentAt: Date.now(), requests } })).text;
    },
    async openViews(addresses) {
      for (let from = 0; from < addresses.length; from += VIEWS_PER_SOCKET) await openOnOne(addresses.slice(from, from + VIEWS_PER_SOCKET));
    },
    has(text) {
      const wanted = Buffer.from(text);
      const before = looked.get(text) ?? { found: false, heard: 0, received: [] };
      if (before.found) return true;
      // What was looked through stays so: whoever waits for a string asks often, and the server shares this thread.
      const found = heard.slice(before.heard).some((bytes) => bytes.includes(wanted)) || sockets.some(({ received, closed }, i) =>
        received.slice(before.received[i] ?? 0).some((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(wanted)) || closed?.reason.includes(text) === true);
      looked.set(text, { found, heard: heard.length, received: sockets.map(({ received }) => received.length) });
      return found;
    },
    endings: () => sockets.flatMap(({ closed }) => (closed ? [`${closed.code} ${closed.reason}`] : [])),
    async close() {
      for (const socket of sockets) await socket.end();
    },
  };
}

/** What stands in base64, of either alphabet, twice over if need be. */
function decodeRuns(text: string, depth = 2): Buffer[] {
  if (depth === 0) return [];
  return [...text.matchAll(/[A-Za-z0-9+/_-]{16,}/g)].flatMap(([run]) => {
    const decoded = Buffer.from(run, 'base64');
    return [decoded, ...decodeRuns(decoded.toString('latin1'), depth - 1)];
  });
}

/** Calls of every route with whatever a stranger would try: ids of both clinics, shapes that fit and shapes that do not. */
export function curiousCalls(routes: RightsServer['app']['routes'], suffixes: readonly string[], ids: readonly string[]): Asked[] {
  const paths = [...new Set(routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`))];
  return paths.flatMap((route): Asked[] => {
    const [method = 'GET', pattern = ''] = route.split(' ');
    const filled = pattern.includes(':suffix') ? suffixes.map((suffix) => pattern.replace(':suffix', suffix)) : pattern.includes(':id') ? ids.map((id) => pattern.replace(':id', id)) : [pattern];
    const concrete = filled.map((path) => path.replace('*', newId()));
    if (method === 'GET') return concrete.flatMap((path) => ['application/json', 'text/html'].map((accept) => ({ path: pattern.startsWith('/api/identity/') ? `${path}?app=staff` : path, headers: { accept } })));
    // What ends a session would end the recording.
    if (/sign-out|sessions\/end|devices\/(wipe|remove)|one-time-password/.test(pattern)) return [];
    return concrete.flatMap((path) => ['[]', '{', '{"app":"staff"}', '{"app":"patient","code":"123456","password":"x"}'].map((body) => ({ method, path, body })));
  });
}
