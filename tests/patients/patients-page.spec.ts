import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { screenshotDir } from '../playwright.config.ts';
import { bundleText, patientEntry } from '../fhir/build-bundle.ts';
import { findAxeFaults } from '../support/axe.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

/** The Patients pages in a real browser on the real server: from an imported patient nobody can let in to a letter in hand. */

/** A second press within half a second counts as the first one's echo, and nobody types faster: pressed until it is heard. */
async function pressAgain(press: () => Promise<void>, then: Locator): Promise<void> {
  await expect(async () => {
    if (!(await then.isVisible())) await press();
    await expect(then).toBeVisible({ timeout: 2000 });
  }).toPass();
}
/** Of this page: until it has come, another page's stands there. */
const search = (page: Page) => page.getByRole('searchbox', { name: 'Name, birth date, number, phone or id' });
const shot = (page: Page, name: string) => page.screenshot({ path: join(screenshotDir, `patients-${name}.png`) });

test('[C67][C93][C95] an imported patient is found, corrected, let in, and given a one-time password once', async ({ portal }) => {
  const file = join(portal.server.directory, 'one.json');
  writeFileSync(file, bundleText([patientEntry({ given: 'Zahra', family: 'Ødegård', birthDate: '1984-03-16', phone: '555-866-2259', record: 'Z-1' })]));
  expect(await portal.server.import('--demo', '--clinic', 'riverside', file)).toMatch(/1 patient without a valid international phone/);

  const tomas = await portal.person('tomas', 'desk');
  const { page } = tomas.browser;
  await signInStaff(tomas, portal.server, 'tomas');
  await page.getByRole('link', { name: 'Patients' }).click();
  await search(page).fill('odegrad zah');
  await page.getByRole('link', { name: /Zahra Ødegård/ }).click();
  await expect(page.getByText('The phone number on the record has no country code')).toBeVisible();
  await expect(page.getByText('There is no e-mail address on the record')).toBeVisible();
  const activate = page.getByRole('button', { name: 'Activate portal access for Zahra' });
  await expect(activate).toHaveAttribute('aria-disabled', 'true');
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'refused');

  await page.getByRole('button', { name: 'Change phone' }).click();
  await page.getByLabel('New phone number').fill('0712 345');
  await page.getByRole('button', { name: 'Save for Zahra' }).click();
  await expect(page.getByText('Write a whole number that exists')).toBeVisible();
  await expect(page.getByLabel('New phone number')).toHaveValue('0712 345');
  await page.getByLabel('New phone number').fill('0712 345 678');
  await pressAgain(() => page.getByLabel('New phone number').press('Enter', { timeout: 1000 }), page.getByText('+254712345678'));
  await page.getByRole('button', { name: 'Change e-mail' }).click();
  await page.getByLabel('New e-mail address').fill('zahra@example.org');
  await page.getByRole('button', { name: 'Save for Zahra' }).click();
  await expect(activate).not.toHaveAttribute('aria-disabled', 'true');
  await activate.click();
  await expect(page.getByText('Zahra can sign in since today')).toBeVisible();
  await expect(page.getByText('In the way:')).toHaveCount(0);

  await page.getByRole('button', { name: 'Make a one-time password' }).click();
  await page.getByRole('button', { name: 'Make it for Zahra' }).click();
  const password = page.getByRole('dialog').locator('output');
  await expect(password).toHaveText(/^\w+-\w+-\w+-\d\d$/);
  const words = (await password.textContent()) ?? '';
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'one-time-password');
  await page.keyboard.press('Escape');
  await expect(password).toBeVisible();

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as PDF' }).click()]);
  expect(download.suggestedFilename()).toBe('portal-access-Z-1.pdf');
  expect(readFileSync(await download.path()).subarray(0, 5).toString()).toBe('%PDF-');
  await page.evaluate(() => { window.print = () => undefined; });
  await page.getByRole('button', { name: 'Print the letter' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('[data-letter]')).toBeVisible();
  await expect(page.locator('[data-letter]')).toContainText(words);
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Close, I have handed it over' }).click();
  await expect(password).toHaveCount(0);
  expect(await page.content()).not.toContain(words);

  const { messages } = await portal.server.outbox();
  const subjects = messages.filter(({ to }) => to === 'zahra@example.org').map(({ subject }) => subject ?? '');
  expect(subjects).toHaveLength(2);
  expect(subjects[0]).toMatch(/password/);
  expect(subjects[1]).toMatch(/access/);
  expect(JSON.stringify(messages)).not.toContain(words);
});

test('[D1] without a connection: what is here is searched and said so, a correction waits dashed, access needs the line', async ({ portal }) => {
  const tomas = await portal.person('tomas', 'desk');
  const { page } = tomas.browser;
  await signInStaff(tomas, portal.server, 'tomas');
  await page.goto('/staff/patients?q=halima');
  await page.getByRole('link', { name: /Halima Abdi/ }).click();
  await expect(page.getByText('+254711000102')).toBeVisible();
  tomas.line.cut();
  await search(page).fill('hali');
  await expect(page.getByText('Only the patients on this device are searched')).toBeVisible();
  await expect(page.getByRole('link', { name: /Halima Abdi/ })).toBeVisible();

  await page.getByRole('button', { name: 'Change phone' }).click();
  await page.getByLabel('New phone number').fill('+1 (413) 582-2000');
  await page.getByRole('button', { name: 'Save for Halima' }).click();
  await expect(page.getByText('+14135822000')).toBeVisible();
  await expect(page.getByText(/^Saved on this device, /)).toBeVisible();
  await expect(page.getByText('A one-time password is made by the clinic’s system')).toBeVisible();
  await page.getByRole('button', { name: 'Shut portal access' }).click();
  await page.getByRole('button', { name: 'Shut access of Halima' }).click();
  await expect(page.getByText('Write in a few words why.')).toBeVisible();
  await page.getByLabel('Why').fill('Her phone was stolen');
  await pressAgain(() => page.getByRole('button', { name: 'Shut access of Halima' }).click({ timeout: 1000 }), page.getByText('Until then they can still sign in'));
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'offline');

  tomas.line.open();
  await expect(page.getByRole('main').getByText('Portal access of Halima is shut.')).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText(/^Changed \d/)).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'narrow');
});

test('[R8] a nurse sees why she may not, and an address of nobody says so', async ({ portal }) => {
  const grace = await portal.person('grace', 'phone', 'dark');
  const { page } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await page.goto('/staff/patients?q=halima');
  await page.getByRole('link', { name: /Halima Abdi/ }).click();
  await expect(page.getByRole('button', { name: 'Change phone' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText(/Your account does not include the right to/).first()).toBeVisible();
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'nurse');
  await page.goto(`/staff/patients/${'A'.repeat(22)}`);
  await expect(page.getByText('There is no such patient at your clinic')).toBeVisible();

  // Five places at the foot of a phone; the fifth opens the others.
  const bar = page.getByRole('navigation', { name: 'Areas' });
  const more = bar.getByRole('button', { name: 'More' });
  await expect(bar.getByRole('link')).toHaveCount(4);
  await more.click();
  await expect(bar.getByRole('link', { name: 'Appointments' })).toBeVisible();
  expect(await findAxeFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(bar.getByRole('link', { name: 'Appointments' })).toBeHidden();
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await bar.getByRole('link', { name: 'Settings' }).click();
  await expect(page).toHaveURL(/\/staff\/settings$/);
});
