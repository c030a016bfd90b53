import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { screenshotDir } from '../playwright.config.ts';
import { syncChip } from '../support/portal-acts.ts';
import { fatma, signInPatient } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

const rows = (page: Page) => page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');

test('[C85] [C54] a patient ends one sign-in elsewhere, then all others, and none without a line', async ({ portal }) => {
  const here = await portal.person('here', 'phone');
  const lost = await portal.person('lost', 'phone');
  const third = await portal.person('third', 'phone', 'dark');
  for (const person of [lost, third, here]) await signInPatient(person, portal.server, fatma);
  const { page } = here.browser;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^More/ }).click();
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).filter({ hasText: 'This sign-in' })).toHaveCount(1);
  await rows(page).first().scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(screenshotDir, 'patient-more-sessions.png'), fullPage: true });

  // Without a line nothing is promised: the reason stands where the act is, and the list stays.
  here.line.cut();
  await expect(syncChip(page)).toHaveAccessibleName(/Offline|Cannot reach/, { timeout: 30_000 });
  await rows(page).last().getByRole('button').click();
  const sheet = page.getByRole('dialog', { name: /^End the sign-in on / });
  await expect(sheet).toContainText('Ending a sign-in needs a connection.');
  await expect(sheet.getByRole('button', { name: 'End it' })).toHaveAttribute('aria-disabled', 'true');
  await page.screenshot({ path: join(screenshotDir, 'patient-more-end-offline.png') });
  here.line.open();
  await expect(sheet.getByRole('button', { name: 'End it' })).not.toHaveAttribute('aria-disabled', { timeout: 40_000 });

  await page.screenshot({ path: join(screenshotDir, 'patient-more-end.png') });
  await sheet.getByRole('button', { name: 'End it' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByText(/^The sign-in on .* has ended\.$/).first()).toBeVisible();
  // The newest first, this one above all: the last row was the first that signed in.
  await expect(syncChip(lost.browser.page)).toHaveAccessibleName(/Sign in/, { timeout: 15_000 });
  await expect(syncChip(third.browser.page)).toHaveAccessibleName(/Up to date/);

  await page.getByRole('button', { name: 'End all others' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('This sign-in');
  await expect(page.getByRole('button', { name: 'End all others' })).toHaveCount(0);
  await expect(syncChip(third.browser.page)).toHaveAccessibleName(/Sign in/, { timeout: 15_000 });
  await expect(syncChip(page)).toHaveAccessibleName(/Up to date/);
});
