import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { build } from 'vite';
import solid from 'vite-plugin-solid';

import { flattenLayersInBuild } from '../../client/shared/ui/flatten-layers.ts';

const outDir = resolve(import.meta.dirname, '../../.build/ui-page');
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:";

/** Built with the apps' own settings, so that what is seen is what ships. */
export async function buildPage(): Promise<void> {
  await build({
    root: join(import.meta.dirname, 'page'),
    configFile: false,
    logLevel: 'error',
    cacheDir: resolve(outDir, '../ui-page-cache'),
    plugins: [solid(), flattenLayersInBuild()],
    css: { transformer: 'lightningcss' },
    build: { outDir, emptyOutDir: true, target: ['chrome87', 'safari15', 'ios15'], cssMinify: 'lightningcss', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
}

export async function servePage(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://local').pathname;
    readFile(join(outDir, path === '/' ? 'index.html' : path)).then(
      (body) => response.writeHead(200, { 'content-type': types[path === '/' ? '.html' : extname(path)] ?? 'text/plain', 'content-security-policy': policy }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
