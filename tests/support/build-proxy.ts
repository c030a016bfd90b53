import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** Stands before a server and can make its build look like the next one: other pages, hence another worker. */
export interface BuildProxy {
  readonly origin: string;
  publish(build: string): void;
  close(): Promise<void>;
}

const isShell = (path: string): boolean => path.startsWith('/sw.js') || path.endsWith('/index.html') || /^\/(c|staff)\/(?!.*(icon|manifest))/.test(path);

export async function startBuildProxy(port: number): Promise<BuildProxy> {
  let build = '';
  const sockets = new Set<Socket>();

  function pass(from: IncomingMessage, to: ServerResponse): void {
    const rewrites = build !== '' && isShell(from.url ?? '');
    const headers = { ...from.headers, ...(rewrites ? { 'accept-encoding': 'identity', 'if-none-match': '' } : {}) };
    const asked = request({ host: '127.0.0.1', port, path: from.url, method: from.method, headers }, (answer) => {
      if (!rewrites) {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
        return;
      }
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8').replace('<html ', `<html data-build="${build}" `).replace(/"?revision"?:"\w+"/g, `revision:"${build}"`);
        const { etag: _etag, 'content-length': _length, ...kept } = answer.headers;
        to.writeHead(answer.statusCode ?? 502, kept).end(text);
      });
    });
    asked.on('error', () => to.destroy());
    from.pipe(asked);
  }

  const server = createServer(pass);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (from: IncomingMessage, socket: Socket, head: Buffer) => {
    const onward = connect(port, '127.0.0.1', () => {
      const lines = from.rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${from.rawHeaders[at + 1] ?? ''}`] : []));
      onward.write(`${from.method ?? 'GET'} ${from.url ?? '/'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.once('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    publish: (next) => void (build = next),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}
