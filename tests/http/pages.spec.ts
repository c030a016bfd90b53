import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findAxeFaults } from '../support/axe.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';

/** The pages the server writes itself; the apps have tests of their own. */

let server: ServerProcess;
let directory = '';
test.beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'outpost-pages-'));
  server = await createServerProcess({ env: { DATA_DIR: join(directory, 'data') }, logFile: join(directory, 'server.log') });
  await server.start();
});
test.afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

for (const path of ['/', '/dev/outbox', '/nowhere', '/c/nowhere/']) {
  for (const width of [320, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${path} has nothing for axe to find and fits ${width} px, ${colorScheme}`, async ({ browser }) => {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => {
          if (message.text().includes('Content Security Policy')) complaints.push(message.text());
        });
        await page.goto(`${server.url}${path}`);
        expect(await findAxeFaults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(complaints).toEqual([]);
        await context.close();
      });
    }
  }
}
