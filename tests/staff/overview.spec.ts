import { inspectScreen } from '../support/inspect-screen.ts';
import { openThread, reply, setUrgency, syncChip, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

test('[B46] the overview is where staff begin: what is overdue first, each row leads to the very item, and without a line it says how old it is', async ({ portal }) => {
  test.setTimeout(240_000);
  const tomas = await portal.person('tomas', 'desk');
  const { page } = tomas.browser;
  await signInStaff(tomas, portal.server, 'tomas');
  await waitForShell(page);
  await waitUntilWhole(page);
  // Urgent from now on, and unanswered for hours.
  await openThread(page, 'Ngaire Tamihana');
  await setUrgency(page, 'Urgent');
  await page.goto('/staff/');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await waitUntilLive(page);

  const messages = page.getByRole('region', { name: 'Messages' });
  const results = page.getByRole('region', { name: 'Results' });
  const overdue = page.getByRole('region', { name: 'Overdue' });
  // As many as the rail counts, and no others.
  const waiting = /^(\d+) waiting for an answer$/;
  const counted = waiting.exec((await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: /^Messages/ }).getByText(waiting).innerText()).trim())?.[1] ?? '?';
  await expect(messages.getByText(new RegExp(`^${counted} waits?, oldest: `))).toBeVisible();
  await expect(results.getByText(/^\d+ waits?, oldest: /)).toBeVisible();
  await expect(overdue.getByRole('link').first()).toContainText('Ngaire Tamihana');
  await expect(messages.getByRole('link', { name: /Ngaire Tamihana/ })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Held requests' })).toHaveCount(0);
  await inspectScreen(page, 'staff-overview');

  const joseph = page.getByRole('link', { name: /Foot wound smells/ });
  await joseph.click();
  await expect(page.getByRole('heading', { name: /^Joseph Ekai/, level: 2 })).toBeVisible();
  await page.goBack();
  await results.getByRole('link', { name: /Fatma Hassan/ }).first().click();
  await expect(page).toHaveTitle(/Fatma Hassan/);
  await page.goBack();

  tomas.line.cut();
  await page.reload();
  await expect(messages.getByText(new RegExp(`^${counted} waits?, oldest: `))).toBeVisible();
  await expect(messages.getByText(/^as of /)).toBeVisible();
  await joseph.click();
  await reply(page, 'Please come at ten, Joseph.');
  await page.goBack();
  await expect(joseph).toContainText('Yours, saved here');
  await inspectScreen(page, 'staff-overview-offline');

  tomas.line.open();
  await expect(syncChip(page)).toContainText('Up to date', { timeout: 60_000 });
  await expect(joseph).toHaveCount(0);
  const left = Number(counted) - 1;
  await expect(messages.getByText(new RegExp(`^${left} waits?, oldest: `))).toBeVisible();

  // Who answers no queue has no overview, and begins where they have something to do.
  const samuel = await portal.person('samuel', 'desk');
  await signInStaff(samuel, portal.server, 'samuel');
  await samuel.browser.page.goto('/staff/');
  await expect(samuel.browser.page.getByRole('heading', { name: 'Patients', level: 1 })).toBeVisible();
  await expect(samuel.browser.page.getByRole('link', { name: 'Overview' })).toHaveCount(0);
});
