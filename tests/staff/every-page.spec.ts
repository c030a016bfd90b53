import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { staffRoutes } from '../../client/staff/routes.tsx';
import { screenshotDir } from '../playwright.config.ts';
import { findAxeFaults } from '../support/axe.ts';
import { openThread, syncChip, waitUntilLive } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

const sizes = [[1280, 800], [1024, 768], [600, 900], [360, 740], [320, 640]] as const;

/** Every address of the route table, with and without what may follow: ids are Fatma's own. */
function addresses(patient: string, thread: string): string[] {
  const filled = staffRoutes.flatMap(({ path }) => {
    const full = path.replace(/:patient\??/, patient).replace(':thread?', thread);
    return [full, path.replace(/\/:[a-z]+\?/g, '').replace(':patient', patient), path.replace(/:patient\??/, patient).replace('/:thread?', '')];
  });
  return [...new Set([...filled, '/staff/portal/messages?show=closed', '/staff/portal/messages?show=mine', '/staff/nowhere'])];
}

async function judge(page: Page, where: string): Promise<void> {
  await fits(page, where);
  // On a phone an open item has the screen; the page's own heading is then for ears alone.
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  expect(await findAxeFaults(page), where).toEqual([]);
}

async function fits(page: Page, where: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over, `${where} runs over`).toBeLessThanOrEqual(0);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`every page of the staff app, ${scheme}: axe finds nothing, nothing runs over, 1280 to 320`, async ({ portal }) => {
    test.setTimeout(300_000);
    const tomas = await portal.person('tomas', 'desk', scheme);
    const { page } = tomas.browser;
    await signInStaff(tomas, portal.server, 'tomas');
    await waitUntilLive(page);
    await openThread(page, 'Fatma Hassan');
    const [, patient = '', thread = ''] = /messages\/([^/]+)\/([^/?]+)/.exec(page.url()) ?? [];
    for (const address of addresses(patient, thread)) {
      await page.goto(address);
      await syncChip(page).waitFor();
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Getting your clinic ready');
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        // Between the widest and the narrowest the same parts stand in other places.
        await (width === 1280 || width === 320 ? judge : fits)(page, `${address} ${width}`);
        const name = `staff${address.replace(patient, 'patient').replace(thread, 'thread').replace(/[^a-z]+/gi, '-')}-${width}-${scheme}.png`;
        if (width === 1280 || width === 360) await page.screenshot({ path: join(screenshotDir, name) });
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    }
  });
}

test('the sheet, the tray and the list of keys, light and dark: axe finds nothing', async ({ portal }) => {
  const tomas = await portal.person('tomas', 'desk');
  const { page } = tomas.browser;
  await signInStaff(tomas, portal.server, 'tomas');
  await waitUntilLive(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await syncChip(page).click();
    await page.getByRole('dialog').waitFor();
    await judge(page, `sheet ${colorScheme}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('list', { name: 'Messages of patients' }).getByRole('link').first().focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await judge(page, `keys ${colorScheme}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});
