import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type ShellServer, startShellServer } from '../support/shell-server.ts';

const built = realpathSync(resolve(import.meta.dirname, '../../.build/client'));
let clientDir = '';
let server: ShellServer;

test.beforeEach(async () => {
  clientDir = mkdtempSync(join(tmpdir(), 'outpost-shell-'));
  cpSync(built, clientDir, { recursive: true });
  server = await startShellServer(clientDir);
});
test.afterEach(async () => {
  await server.stop();
  rmSync(clientDir, { recursive: true, force: true });
});

/** A next build: another page, hence another revision in the worker's list. */
function publishBuild(name: string): void {
  for (const app of ['staff', 'patient']) {
    const page = join(clientDir, app, 'index.html');
    writeFileSync(page, readFileSync(page, 'utf8').replace(/<html( data-build="\w+")?/, `<html data-build="${name}"`));
  }
  const worker = join(clientDir, 'sw.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/"revision":"\w+"/g, `"revision":"${name}"`));
}

async function install(page: Page, app: 'staff' | 'patient'): Promise<void> {
  await page.evaluate(async (name) => {
    await navigator.serviceWorker.register(`/sw.js?app=${name}`, { scope: name === 'staff' ? '/staff/' : '/c/' });
    await navigator.serviceWorker.ready;
  }, app);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

function keptPaths(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((request) => new URL(request.url).pathname).sort();
  });
}

function scriptOf(app: string): string {
  return /src="(\/assets\/[^"]+)"/.exec(readFileSync(join(built, app, 'index.html'), 'utf8'))?.[1] ?? 'none';
}

const buildOf = (page: Page) => page.locator('html').getAttribute('data-build');

for (const { app, home, deep, other } of [
  { app: 'staff', home: '/staff/', deep: '/staff/portal/messages/abc?sort=age', other: 'patient' },
  { app: 'patient', home: '/c/lakeside/', deep: '/c/lakeside/messages/abc', other: 'staff' },
] as const) {
  test(`the ${app} app opens any deep link without a network, and holds nothing of the ${other} app`, async ({ page }) => {
    await page.goto(server.url + home);
    await install(page, app);
    const kept = await keptPaths(page);
    expect(kept).toContain(`/${app}/index.html`);
    expect(kept.filter((path) => path.endsWith('.ttf')), 'letters of PDFs are for whoever asks').toEqual([]);
    expect(kept).toContain(scriptOf(app));
    expect(kept).not.toContain(`/${other}/index.html`);
    expect(kept).not.toContain(scriptOf(other));
    expect(server.asked).not.toContain(scriptOf(other));

    await server.stop();
    const response = await page.goto(server.url + deep);
    expect(response?.status()).toBe(200);
    expect(await page.locator('script[type=module]').getAttribute('src')).toBe(scriptOf(app));
    expect(await page.evaluate(async (script) => (await fetch(script)).status, scriptOf(app))).toBe(200);
  });
}

test('the clinic’s data always comes from the clinic: neither answered from the device nor kept on it', async ({ page }) => {
  await page.goto(`${server.url}/staff/`);
  await install(page, 'staff');
  const ask = () => page.evaluate(async () => (await fetch('/api/views')).text());
  expect(await ask()).not.toBe(await ask());
  expect((await keptPaths(page)).filter((path) => path.startsWith('/api'))).toEqual([]);
  await server.stop();
  await expect(page.evaluate(() => fetch('/api/views').then(() => 'answered', () => 'no network'))).resolves.toBe('no network');
});

test('an update waits until the page asks for it; an older tab keeps its files until it is gone', async ({ context, page }) => {
  publishBuild('one');
  await page.goto(`${server.url}/staff/`);
  await install(page, 'staff');
  const oldFiles = await keptPaths(page);
  expect(await buildOf(page)).toBe('one');

  publishBuild('two');
  // As a real build would: the script has a new name, the old one is no longer served.
  const [oldScript, newScript] = [scriptOf('staff'), '/assets/next-build.js'];
  for (const file of ['sw.js', 'staff/index.html']) {
    const path = join(clientDir, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(oldScript.slice(1), newScript.slice(1)));
  }
  cpSync(join(clientDir, oldScript), join(clientDir, newScript));
  rmSync(join(clientDir, oldScript));

  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null, undefined, { timeout: 15_000 });
  await page.reload();
  expect(await buildOf(page), 'nobody asked yet').toBe('one');

  const older = await context.newPage();
  await older.goto(`${server.url}/staff/portal`);
  // Chromium lets a worker that is asked while a page still loads through it wait, without an end.
  await older.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    (await navigator.serviceWorker.ready).waiting?.postMessage({ type: 'SKIP_WAITING' });
    await changed;
  });
  await page.reload();
  expect(await buildOf(page)).toBe('two');
  const lazyPart = older.evaluate(async (script) => (await fetch(script)).status, oldScript);
  expect(await lazyPart, 'the older tab still loads its own files').toBe(200);

  await older.close();
  await page.goto('about:blank');
  await page.goto(`${server.url}/staff/`);
  await expect.poll(() => keptPaths(page)).not.toContain(oldScript);
  expect(await keptPaths(page)).toHaveLength(oldFiles.length);
});
