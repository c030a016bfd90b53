import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseBuildManifest } from '../../.ci/app-files.ts';
import { expect, test } from '../support/portal-test.ts';

const built = parseBuildManifest(readFileSync(resolve(import.meta.dirname, '../../.build/client/.vite/manifest.json'), 'utf8'));

test('[C55] a part whose stylesheet was lost with the line gets its looks once the line is back', async ({ portal }) => {
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await page.goto('/staff/');
  await expect(page.getByLabel('User name')).toBeVisible();
  // The other app's: no worker of this one has it on the device.
  const href = `/${built['patient/messages/thread-page.tsx']?.css?.[0] ?? ''}`;
  expect(href).toMatch(/^\/assets\/.+\.css$/);
  grace.line.cut();
  const lost = await page.evaluate((address) => new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.crossOrigin = '';
    link.href = address;
    link.addEventListener('error', () => resolve('lost'));
    link.addEventListener('load', () => resolve('loaded'));
    document.head.append(link);
  }), href);
  expect(lost).toBe('lost');
  grace.line.open();
  const rules = (): Promise<number> => page.evaluate((address) => {
    const sheet = [...document.styleSheets].find((one) => one.href?.endsWith(address));
    try {
      return sheet?.cssRules.length ?? 0;
    } catch {
      return 0;
    }
  }, href);
  await expect.poll(rules, { timeout: 20_000 }).toBeGreaterThan(0);
});
