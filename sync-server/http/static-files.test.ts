import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { readStaticFiles, staticRoutes } from './static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'outpost-static-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const script = 'console.log("hello");'.repeat(50);
for (const sub of ['assets', 'staff', 'patient', '.vite']) mkdirSync(join(folder, sub));
writeFileSync(join(folder, 'assets/index-abc.js'), script);
writeFileSync(join(folder, 'assets/index-abc.js.br'), brotliCompressSync(script));
writeFileSync(join(folder, 'sw.js'), 'self.addEventListener("install", () => {});');
writeFileSync(join(folder, 'staff/index.html'), '<!doctype html>');
writeFileSync(join(folder, 'patient/index.html'), '<!doctype html>');
writeFileSync(join(folder, '.vite/manifest.json'), '{}');
const files = readStaticFiles(folder);
const app = staticRoutes(files);

it('gives brotli to whom takes it, plain to whom does not, the same bytes to both', async () => {
  const brotli = await app.request('/assets/index-abc.js', { headers: { 'accept-encoding': 'gzip, br' } });
  expect(brotli.headers.get('content-encoding')).toBe('br');
  expect(brotliDecompressSync(await brotli.arrayBuffer()).toString()).toBe(script);
  const plain = await app.request('/assets/index-abc.js', { headers: { 'accept-encoding': 'gzip' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.text()).toBe(script);
  expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

it('lets what is named by its content be kept for ever, and nothing else', async () => {
  expect((await app.request('/assets/index-abc.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const worker = await app.request('/sw.js');
  expect(worker.headers.get('cache-control')).toBe('no-cache');
  expect(worker.headers.get('service-worker-allowed')).toBe('/');
});

it('answers 304 to who has it', async () => {
  const etag = (await app.request('/sw.js')).headers.get('etag') ?? '';
  expect((await app.request('/sw.js', { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await app.request('/sw.js', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
});

it.each(['/assets/../sw.js.br', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/.vite/manifest.json', '/assets/none.js', '/.vite/manifest.json'])('has nothing at %s', async (path) => {
  const answer = await app.request(path);
  expect(answer.status).toBe(404);
});

it('knows whether there is a build', () => {
  expect(files.built).toBe(true);
  expect(readStaticFiles(join(folder, 'none')).built).toBe(false);
});
