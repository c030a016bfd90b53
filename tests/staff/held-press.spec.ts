import type { Page } from '@playwright/test';
import { inboxRow, openThread, waitUntilLive } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

/** What is drawn anew under a finger, a focus or a typed word: each of them stays with what it was meant for. */

const palette = (page: Page) => page.getByRole('combobox', { name: 'Commands and people' });

test('[B1] [C53] a press, the focus and typed words outlast what changes meanwhile: counts, menus, dialogs that leave, pages that come', async ({ portal }) => {
  test.setTimeout(180_000);
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await waitUntilLive(page);
  await openThread(page, 'Joseph Ekai');

  // A menu that stays open: where one was, also when what was chosen comes back as chosen.
  await page.getByRole('button', { name: /^Tags/ }).click();
  const tag = page.getByRole('menuitemcheckbox').first();
  await tag.click();
  await expect(tag).toBeChecked();
  await expect(tag).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);

  // A colleague's act changes the counts while one is walking over them, and while a finger lies on a link.
  const all = page.getByRole('radio', { name: /^All/ });
  await all.focus();
  const before = await all.locator('xpath=..').innerText();
  await assignToMe(page);
  await expect(page.getByRole('button', { name: 'Who answers: You' })).toBeVisible();
  await expect(all).toBeFocused();
  const patients = page.getByRole('link', { name: 'Patients', exact: true });
  const messages = page.getByRole('link', { name: /^Messages/ });
  const counted = await messages.innerText();
  await patients.hover();
  await page.mouse.down();
  await page.getByRole('button', { name: 'Close', exact: true }).evaluate((button) => (button as HTMLElement).click());
  await expect(messages).not.toHaveText(counted, { useInnerText: true });
  expect(await all.locator('xpath=..').innerText()).not.toBe(before);
  await page.mouse.up();
  await expect(page).toHaveURL(/\/staff\/patients/);

  // Letters typed while the address takes over what was typed before.
  const field = page.getByRole('searchbox').first();
  await field.fill('hal');
  await page.waitForURL(/q=hal$/);
  const kept = await field.evaluate((element) => new Promise<string>((resolve) => {
    const input = element as HTMLInputElement;
    const type = (words: string): void => {
      input.value = words;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    const wait = window.setTimeout.bind(window);
    Object.assign(window, { setTimeout: (work: () => void, ms?: number) => wait(() => {
      work();
      if (ms !== 400) return;
      Object.assign(window, { setTimeout: wait });
      type('halima ab');
      wait(() => resolve(input.value));
    }, ms) });
    type('halima a');
  }));
  expect(kept).toBe('halima ab');
  await page.waitForURL(/q=halima\+ab$/);

  // The key for the palette while another one still goes.
  await messages.click();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeFocused();
  await page.keyboard.type('held');
  await page.evaluate(() => {
    document.querySelector('dialog[open]')?.dispatchEvent(new Event('cancel', { cancelable: true }));
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }));
  });
  await expect(palette(page)).toHaveValue('');
  await expect(palette(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // The key for a reply to somebody else: not into the box that is still open.
  await openThread(page, 'Fatma Hassan');
  await expect(page.getByLabel('Reply to Fatma')).toBeVisible();
  const into = await inboxRow(page, 'Halima Abdi').evaluate((row) => {
    (row as HTMLElement).focus();
    row.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', bubbles: true, cancelable: true }));
    return document.activeElement?.tagName;
  });
  expect(into).not.toBe('TEXTAREA');
  await expect(page.getByLabel('Reply to Halima')).toBeFocused();
  // Nor its list of canned replies.
  await inboxRow(page, 'Fatma Hassan').focus();
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Reply to Fatma')).toBeFocused();
});

async function assignToMe(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Assign to me' }).first().evaluate((button) => (button as HTMLElement).click());
}
