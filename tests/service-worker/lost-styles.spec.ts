import { builtPart } from '../support/built-part.ts';
import { expect, test } from '../support/portal-test.ts';

test('[C55] a part whose stylesheet was lost with the line gets its looks once the line is back', async ({ portal }) => {
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await page.goto('/staff/');
  await expect(page.getByLabel('User name')).toBeVisible();
  // The other app's: no worker of this one has it on the device.
  const [href = ''] = builtPart('patient/messages/thread-page.tsx').styles;
  expect(href).not.toBe('');
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

test('[C55] a step of the sign-in that was lost with the line comes once the line is back', async ({ portal }) => {
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  // The very first visit: no worker keeps anything yet.
  await page.addInitScript(() => { delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker; });
  const lost: string[] = [];
  let isBack = false;
  await page.route(`**${builtPart('shared/session/code-form.tsx').script}`, (route) => {
    if (isBack) return route.continue();
    lost.push(route.request().url());
    return route.abort();
  });
  await page.goto('/staff/');
  await page.getByLabel('User name').fill('grace');
  await page.getByLabel('Password', { exact: true }).fill('Outpost-Demo-1');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => lost.length).toBeGreaterThan(1);
  isBack = true;
  await expect(page.getByLabel('Code', { exact: true })).toBeVisible({ timeout: 20_000 });
});
