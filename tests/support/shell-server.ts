import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** Serves one build of the apps the way the sync server does, and nothing else: what the worker keeps is seen by itself. */
export interface ShellServer {
  readonly url: string;
  /** Paths asked for since the start, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

function fileFor(path: string): string {
  if (path.startsWith('/assets/') || extname(path) !== '') return path;
  return path.startsWith('/staff') ? '/staff/index.html' : '/patient/index.html';
}

export async function startShellServer(clientDir: string): Promise<ShellServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://local').pathname;
    asked.push(path);
    if (path.startsWith('/api/')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ answers: asked.length }));
      return;
    }
    const file = fileFor(path);
    readFile(join(clientDir, file)).then(
      (body) => response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The shell server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
