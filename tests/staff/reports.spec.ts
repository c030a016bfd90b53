import { readFileSync } from 'node:fs';
import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell, waitUntilWhole } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

/** Columns of a row of a file whose cells are numbers or quoted words. */
const cellsOf = (line: string): string[] => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)|([^,]*)(?:,|$)/g)].map(([, words, number]) => (words ?? number ?? '').replaceAll('""', '"'));

test('[B33] figures of a time: each as a plot, a table and a file; the last ones stay readable without a line; not for everybody', async ({ portal }) => {
  test.setTimeout(240_000);
  const tomas = await portal.person('tomas', 'desk');
  const { page } = tomas.browser;
  await signInStaff(tomas, portal.server, 'tomas');
  await waitForShell(page);
  await waitUntilWhole(page);
  await page.getByRole('link', { name: 'Reports' }).click();
  const messages = page.getByRole('region', { name: 'Messages', exact: true });
  await expect(messages.getByRole('img')).toBeVisible();
  for (const name of ['Requests for an appointment', 'Results', 'Appointments']) await expect(page.getByRole('region', { name, exact: true }).getByRole('row')).toHaveCount(32);
  await expect(messages.getByRole('row')).toHaveCount(32);
  await inspectScreen(page, 'staff-reports');

  await page.getByLabel('Period').selectOption({ label: 'Last 7 days' });
  await expect(messages.getByRole('row')).toHaveCount(9);
  const shown = await messages.getByRole('row').nth(1).getByRole('cell').allInnerTexts();
  expect(Number(shown[0])).toBeGreaterThan(3);
  const [download] = await Promise.all([page.waitForEvent('download'), messages.getByRole('button', { name: 'Save as CSV' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^messages-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text.startsWith('\ufeff"Day","Place","Questions","Waiting","Closed","Answered","Half answered within (minutes)"')).toBe(true);
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(9);
  const total = cellsOf(lines[8] ?? '');
  expect(total.slice(0, 6)).toEqual(['Whole period', 'Whole clinic', ...shown.slice(0, 4)]);
  const sum = lines.slice(1, 8).reduce((all, line) => all + Number(cellsOf(line)[2]), 0);
  expect(sum).toBe(Number(shown[0]));

  await page.getByLabel('Period').selectOption({ label: 'Other days' });
  await page.getByLabel('First day').fill('2026-03-02');
  await page.getByLabel('Last day').fill('2026-03-01');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('Choose a last day that is not before the first.')).toBeVisible();
  await expect(page.getByLabel('First day')).toHaveValue('2026-03-02');
  await page.getByLabel('Period').selectOption({ label: 'Last 7 days' });
  await expect(messages.getByRole('row')).toHaveCount(9);

  tomas.line.cut();
  await page.reload();
  await expect(page.getByText('No connection.')).toBeVisible({ timeout: 30_000 });
  expect(await messages.getByRole('row').nth(1).getByRole('cell').allInnerTexts()).toEqual(shown);
  await inspectScreen(page, 'staff-reports-offline');
  await page.getByLabel('Period').selectOption({ label: 'Last 365 days' });
  await expect(page.getByText('These are figures of another choice.')).toBeVisible({ timeout: 30_000 });

  const grace = await portal.person('grace', 'desk');
  await signInStaff(grace, portal.server, 'grace');
  await grace.browser.page.goto('/staff/portal/reports');
  await expect(grace.browser.page.getByText('Your account does not include the right to see portal reports.')).toBeVisible();
});
