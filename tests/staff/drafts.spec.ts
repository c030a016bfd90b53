import { inboxRow, openThread, waitUntilLive } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

test('[B15] [R5] a draft outlives a reload, a second tab and a lock; discarding can be undone', async ({ portal }) => {
  test.setTimeout(120_000);
  const grace = await portal.person('grace', 'desk');
  const { page, context } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await waitUntilLive(page);
  await openThread(page, 'Joseph Ekai');
  const field = page.getByLabel('Reply to Joseph');
  await field.fill('Come at noon, Joseph.');
  await expect(inboxRow(page, 'Joseph Ekai')).toContainText('Draft');
  await expect(inboxRow(page, 'Fatma Hassan')).not.toContainText('Draft');
  await page.reload();
  await expect(field).toHaveValue('Come at noon, Joseph.');

  // A second tab has it, goes on with it, and the first one follows.
  const second = await context.newPage();
  await second.goto(page.url());
  const there = second.getByLabel('Reply to Joseph');
  await expect(there).toHaveValue('Come at noon, Joseph.');
  await there.fill('Come at noon, Joseph, or at four.');
  await expect(field).toHaveValue('Come at noon, Joseph, or at four.');
  await second.close();

  await page.getByRole('button', { name: 'Discard draft' }).click();
  await expect(field).toHaveValue('');
  await expect(inboxRow(page, 'Joseph Ekai')).not.toContainText('Draft');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(field).toHaveValue('Come at noon, Joseph, or at four.');
  await expect(inboxRow(page, 'Joseph Ekai')).toContainText('Draft');

  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByRole('textbox', { name: 'Password' }).fill('Outpost-Demo-1');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(field).toHaveValue('Come at noon, Joseph, or at four.');
});
