import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { build } from 'vite';
import solid from 'vite-plugin-solid';
import { flattenLayersInBuild } from '../../client/shared/ui/flatten-layers.ts';
import { clinicRoutes } from '../../sync-server/clinics/routes.ts';
import { createHttpApp } from '../../sync-server/http/create-http-app.ts';
import { createMetrics } from '../../sync-server/http/metrics.ts';
import { createOrigins } from '../../sync-server/http/origins.ts';
import { createLog } from '../../sync-server/log.ts';
import type { World } from './world.ts';

const outDir = resolve(import.meta.dirname, '../../.build/identity-page');
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Built with the apps' own settings, so that what is seen is what ships. */
export async function buildPage(): Promise<void> {
  await build({
    root: join(import.meta.dirname, 'page'),
    base: '/',
    configFile: false,
    logLevel: 'error',
    cacheDir: resolve(outDir, '../identity-page-cache'),
    plugins: [solid(), flattenLayersInBuild()],
    css: { transformer: 'lightningcss' },
    build: { outDir, emptyOutDir: true, target: ['chrome87', 'safari15', 'ios15'], cssMinify: 'lightningcss', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
}

/** The page behind the server's own headers, Origin check and routes of identity. */
export async function servePage(world: World): Promise<{ readonly url: string; stop(): Promise<void> }> {
  let app: { fetch: Hono['fetch'] } = new Hono();
  const server = createAdaptorServer({ fetch: (request, env) => app.fetch(request, env) });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const files = new Hono().get('*', (c) => {
    const path = new URL(c.req.url).pathname;
    const file = extname(path) === '' ? '/index.html' : path;
    return c.body(readFileSync(join(outDir, file)), 200, { 'Content-Type': types[extname(file)] ?? 'text/plain' });
  });
  app = createHttpApp({
    origins: createOrigins(null, port), metrics: createMetrics(), log: createLog('error'),
    routes: [new Hono().route('/api/identity', world.identity.routes), clinicRoutes({ database: world.database }), files],
  });
  return {
    url: `http://localhost:${port}`,
    stop: () => new Promise((done) => {
      server.close(() => done());
      if ('closeAllConnections' in server) server.closeAllConnections();
    }),
  };
}
