import * as Y from 'yjs';
import * as z from 'zod';
import { RawSocket } from '../views/raw-socket.ts';

const page = z.object({ epoch: z.string(), rows: z.array(z.object({ seq: z.number(), head: z.string(), update: z.string() })) });
const PING = 9;
const PONG = 10;

/** Opens a view as a screen does: its rows by HTTP, then a socket that carries what follows, and answers when it is asked whether it lives. */
export async function openScreen(url: string, reader: { readonly account: string; readonly cookie: string }, app: 'staff' | 'patient', view: string): Promise<RawSocket> {
  const answer = await fetch(`${url}/api/views/${view}`, { headers: { cookie: reader.cookie } });
  const { epoch, rows } = page.parse(await answer.json());
  const last = rows.at(-1);
  if (!last) throw new Error('A view without rows');
  const doc = new Y.Doc();
  for (const row of rows) Y.applyUpdate(doc, Buffer.from(row.update, 'base64'));
  const socket = await new RawSocket(url, { account: reader.account, cookie: reader.cookie, staff: null, app, session: '' }).opened();
  socket.ws.setMaxListeners(0);
  socket.ws.on('message', (data: Buffer) => {
    if (data.byteLength === 1 && data[0] === PING) socket.ws.send(Uint8Array.of(PONG));
  });
  const refused = await socket.openView(view, { epoch, seq: last.seq, head: last.head }, doc);
  if (refused !== null) throw new Error(`A screen was refused: ${refused}`);
  return socket;
}
