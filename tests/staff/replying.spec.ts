import { inboxRow, openThread, waitUntilLive } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

test('[B16] a colleague’s screen says who is replying, in the list and over the box, and no longer once they stop or are cut off', async ({ portal }) => {
  test.setTimeout(120_000);
  const [grace, tomas] = [await portal.person('grace', 'desk'), await portal.person('tomas', 'desk')];
  for (const [person, username] of [[grace, 'grace'], [tomas, 'tomas']] as const) {
    await signInStaff(person, portal.server, username);
    await waitUntilLive(person.browser.page);
    await openThread(person.browser.page, 'Joseph Ekai');
  }
  const { page } = grace.browser;
  const field = tomas.browser.page.getByLabel('Reply to Joseph');
  const row = inboxRow(page, 'Joseph Ekai');
  await field.pressSequentially('Come');
  await expect(row).toContainText('Tomás is replying');
  await expect(page.getByRole('status').filter({ hasText: 'Tomás is replying' })).toBeVisible();
  await expect(inboxRow(tomas.browser.page, 'Joseph Ekai')).not.toContainText('is replying');
  await expect(row, 'he stopped').not.toContainText('is replying', { timeout: 10_000 });

  await field.pressSequentially(' today');
  await expect(row).toContainText('Tomás is replying');
  tomas.line.cut();
  await expect(row, 'he was cut off').not.toContainText('is replying', { timeout: 10_000 });
});
