import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { screenshotDir } from '../playwright.config.ts';
import { findAxeFaults } from './axe.ts';

const looks = [
  { name: '360-light', width: 360, height: 740, colorScheme: 'light' },
  { name: '360-dark', width: 360, height: 740, colorScheme: 'dark' },
  { name: '1280-dark', width: 1280, height: 800, colorScheme: 'dark' },
  { name: '1280-light', width: 1280, height: 800, colorScheme: 'light' },
] as const;

/**
 * What every screen must stand: axe finds nothing on a phone and on a laptop, in the light and in the dark; at 320 px it
 * does not run over. Leaves a picture of each in .build/screenshots, `<name>-<size>-<scheme>.png`. Content security policy and
 * consoles are watched by the portal fixture all the time.
 */
export async function inspectScreen(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await waitForContent(page);
  const faults: string[] = [];
  for (const { name: look, width, height, colorScheme } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(screenshotDir, `${name}-${look}.png`), animations: 'disabled' });
    // Bars that stay in sight cover what has scrolled under them; axe is shown the whole page at once.
    await page.setViewportSize({ width, height: 2400 });
    faults.push(...(await findAxeFaults(page)).map((fault) => `${name} ${look}: ${fault}`));
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const { over, what } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > clientWidth).slice(-3);
    return { over: scrollWidth - clientWidth, what: wide.map((one) => `${one.tagName} ${one.className.toString()} "${(one.textContent ?? '').slice(0, 40)}"`).join(', ') };
  });
  if (over > 0) faults.push(`${name} 320: runs over by ${over} px: ${what}`);
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light' });
  expect.soft(faults).toEqual([]);
}

/** Nothing is on its way any more: neither a part of the app nor what stands in for content. */
export async function waitForContent(page: Page): Promise<void> {
  await page.locator('main:visible, dialog[open]').first().waitFor();
  await expect(page.locator('[data-of][data-shown]:visible'), 'places of what is still to come').toHaveCount(0, { timeout: 15_000 });
}
