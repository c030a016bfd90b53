import type { Page } from '@playwright/test';
import { findAxeFaults } from '../support/axe.ts';
import { inboxRow, openThread, waitUntilLive } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

const palette = (page: Page) => page.getByRole('combobox', { name: 'Commands and people' });

async function command(page: Page, words: string): Promise<void> {
  // The one before is gone: until then the key is not for a second one.
  await expect(palette(page)).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeFocused();
  await page.keyboard.type(words);
}

test('[B32] the palette: acts, places, people, and why one cannot be done; own keys, refused where taken; the count on the icon', async ({ portal }) => {
  test.setTimeout(120_000);
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await page.addInitScript(() => {
    const said: number[] = [];
    Object.assign(globalThis, { badge: said });
    Object.defineProperty(navigator, 'setAppBadge', { value: async (count: number) => { said.push(count); }, configurable: true });
  });
  const badge = () => page.evaluate(() => (globalThis as unknown as { badge: number[] }).badge.at(-1));
  await signInStaff(grace, portal.server, 'grace');
  await waitUntilLive(page);
  await expect.poll(badge).toBeGreaterThan(0);

  // Without a thread its acts say what is missing, and do nothing.
  await command(page, 'assign to me');
  const assign = page.getByRole('option', { name: /^Assign to me/ });
  await expect(assign).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Open a message first.');
  expect(await findAxeFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(palette(page)).toHaveCount(0);

  await openThread(page, 'Joseph Ekai');
  await page.getByLabel('Reply to Joseph').focus();
  await command(page, 'assign to me');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Who answers: You' })).toBeVisible();
  await expect(page.getByLabel('Reply to Joseph')).toBeFocused();
  await command(page, 'held');
  await expect(page.getByRole('option', { name: /Go to Held requests/ })).toContainText('does not include the right');
  await page.keyboard.press('Escape');
  await command(page, 'fatma hassan message');
  await expect(page.getByRole('option').first()).toHaveAccessibleName(/^Fatma Hassan/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Fatma Hassan/, level: 2 })).toBeVisible();

  // Opened again before the browser has told of the first one's end: that news is not of the second.
  await command(page, 'held');
  await page.evaluate(() => {
    const { close } = HTMLDialogElement.prototype;
    HTMLDialogElement.prototype.close = function closeAndOpenNext() {
      HTMLDialogElement.prototype.close = close;
      this.addEventListener('close', () => requestAnimationFrame(() => document.body.setAttribute('data-told', '')));
      close.call(this);
      queueMicrotask(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true })));
    };
  });
  await page.keyboard.press('Escape');
  await expect(page.locator('body[data-told]')).toBeVisible();
  await expect(palette(page)).toBeFocused();
  await page.keyboard.press('Escape');

  await command(page, 'go to settings');
  await page.keyboard.press('Enter');

  await page.getByText('Choose your own keys').click();
  const next = page.getByLabel('Next', { exact: true });
  await next.focus();
  await page.keyboard.press('e');
  await expect(page.getByText('e is the key for “Close”. Choose another, or change that one first.')).toBeVisible();
  await expect(next).toHaveValue('j');
  await page.keyboard.press('n');
  await expect(next).toHaveValue('n');
  await page.reload();
  await page.getByRole('link', { name: /^Messages/ }).click();
  const rows = page.getByRole('list', { name: 'Messages of patients' }).getByRole('link');
  await rows.first().focus();
  await page.keyboard.press('j');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('n');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' }).getByRole('listitem').first()).toHaveText(/^nk/);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Back to the standard keys' }).click();
  await expect(page.getByRole('button', { name: 'Back to the standard keys' })).toHaveCount(0);
  await page.getByRole('link', { name: /^Messages/ }).click();
  await expect(inboxRow(page, 'Joseph Ekai')).toBeVisible();

  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect.poll(badge).toBe(0);
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toHaveCount(0);
});
