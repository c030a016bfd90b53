import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Hono, type Context } from 'hono';

interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer<ArrayBuffer>;
  readonly brotli: Buffer<ArrayBuffer> | null;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', json: 'application/json',
  svg: 'image/svg+xml', png: 'image/png', webp: 'image/webp', ico: 'image/x-icon', woff2: 'font/woff2', ttf: 'font/ttf', txt: 'text/plain; charset=utf-8',
};

export interface StaticFiles {
  readonly built: boolean;
  /** Answers a file of the build by its path ("staff/index.html"), or null when there is none. */
  answer(c: Context, path: string): Response | null;
}

/** The build as it is at start, held in memory: a few MB, read once. Brotli where the browser takes it. */
export function readStaticFiles(place: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  // A link to a build that is whole: a build that ends meanwhile moves the link, and this one is read to its end.
  const folder = existsSync(place) ? realpathSync(place) : place;
  for (const path of existsSync(folder) ? listFiles(folder) : []) {
    const name = relative(folder, path).split(sep).join('/');
    const type = types[name.slice(name.lastIndexOf('.') + 1)];
    if (type === undefined || name.startsWith('.vite/')) continue;
    const plain = readFileSync(path);
    const brotli = existsSync(`${path}.br`) ? readFileSync(`${path}.br`) : null;
    files.set(name, { type, plain, brotli, etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"` });
  }
  return {
    built: files.has('staff/index.html') && files.has('patient/index.html'),
    answer(c, path) {
      const file = files.get(path);
      return file ? answerFile(c, path, file) : null;
    },
  };
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function answerFile(c: Context, path: string, file: StaticFile): Response {
  // Names under assets/ carry their content's hash; all else is asked for again each time.
  c.header('Cache-Control', path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
  c.header('ETag', file.etag);
  c.header('Vary', 'Accept-Encoding');
  if (path === 'sw.js') c.header('Service-Worker-Allowed', '/');
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304);
  c.header('Content-Type', file.type);
  const takesBrotli = /\bbr\b/.test(c.req.header('accept-encoding') ?? '');
  if (file.brotli === null || !takesBrotli) return c.body(file.plain);
  c.header('Content-Encoding', 'br');
  return c.body(file.brotli);
}

/**
 * Files by their own path. The shells answer under /staff/ and /c/<clinic>/ (app-shells.ts); by their own path the workers
 * fetch them, to open any address of their app without a network.
 */
export function staticRoutes(files: StaticFiles): Hono {
  const routes = new Hono();
  for (const path of ['/assets/*', '/sw.js', '/favicon.svg', '/staff/index.html', '/patient/index.html']) {
    routes.get(path, async (c, next) => files.answer(c, c.req.path.slice(1)) ?? (await next()));
  }
  return routes;
}
