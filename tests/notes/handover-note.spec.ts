import type { Locator, Page } from '@playwright/test';
import { findAxeFaults } from '../support/axe.ts';
import { openThread, syncChip, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import type { PortalServer } from '../support/portal-server.ts';
import { readAuthenticatorCode, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test, type Person } from '../support/portal-test.ts';

const NAME = 'Halima Abdi';
const noteOf = (page: Page): Locator => page.getByRole('textbox', { name: `Handover note about ${NAME}` });
const panelOf = (page: Page): Locator => page.locator('section').filter({ has: page.getByRole('heading', { name: 'Handover note' }) }).last();

async function openNote(person: Person): Promise<Locator> {
  const { page } = person.browser;
  await openThread(page, NAME);
  const note = noteOf(page);
  // Shown by itself once there are words in it.
  if (!(await note.isVisible())) await page.getByRole('button', { name: 'Handover note' }).click();
  await note.waitFor();
  return note;
}
/** Over what the device goes on showing, for words that wait to be sent. */
async function signInAgain({ browser: { page } }: Person, server: PortalServer): Promise<void> {
  await syncChip(page).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill('grace');
  await page.getByLabel('Password', { exact: true }).fill('Outpost-Demo-1');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Code', { exact: true }).fill(await readAuthenticatorCode(server, 'grace'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
}
const times = (text: string, words: string): number => text.split(words).length - 1;

test('[N2] [N4] [N5] two nurses write one handover note, live, then hours without a line, then through a SIGKILL: every word is there, once', async ({ portal }) => {
  test.setTimeout(180_000);
  const grace = await portal.person('grace', 'desk');
  const joyce = await portal.person('joyce', 'desk');
  await signInStaff(grace, portal.server, 'grace');
  await signInStaff(joyce, portal.server, 'joyce');
  // On her phone from here on.
  await joyce.browser.page.setViewportSize({ width: 360, height: 740 });
  const hers = await openNote(grace);
  const theirs = await openNote(joyce);
  await waitUntilLive(grace.browser.page);

  // Live, letter by letter, with names and carets.
  await hers.pressSequentially('Halima has had a headache since Monday.', { delay: 15 });
  await expect(theirs).toHaveValue('Halima has had a headache since Monday.');
  await theirs.focus();
  await joyce.browser.page.keyboard.press('Home');
  await theirs.pressSequentially('Today: ', { delay: 15 });
  await expect(hers).toHaveValue('Today: Halima has had a headache since Monday.');
  await expect(panelOf(grace.browser.page).getByRole('status')).toHaveText('Joyce Achieng is here');
  await expect(panelOf(grace.browser.page)).toContainText('Joyce Achieng wrote last');
  await expect(panelOf(joyce.browser.page)).toContainText('Received');
  // The caret of who typed before stays among the letters it was among.
  await hers.pressSequentially(' Pressure 150/95.', { delay: 10 });
  await expect(theirs).toHaveValue('Today: Halima has had a headache since Monday. Pressure 150/95.');
  await joyce.browser.page.keyboard.press('Control+z');
  await expect(hers).toHaveValue('Halima has had a headache since Monday. Pressure 150/95.');
  await joyce.browser.page.keyboard.press('Control+Shift+z');
  await expect(hers).toHaveValue('Today: Halima has had a headache since Monday. Pressure 150/95.');
  await grace.browser.page.screenshot({ path: '.build/screenshots/handover-live-1280.png' });
  await joyce.browser.page.screenshot({ path: '.build/screenshots/handover-live-360.png' });
  for (const { page } of [grace.browser, joyce.browser]) {
    expect(await findAxeFaults(page, 'section:has(textarea[aria-describedby])')).toEqual([]);
  }

  // Both cut off; both write.
  for (const person of [grace, joyce]) {
    await waitUntilWhole(person.browser.page);
    await waitForShell(person.browser.page);
  }
  for (const { line } of [grace, joyce]) line.cut();
  await hers.press('Control+End');
  await hers.pressSequentially(' Called her at noon.');
  await theirs.press('Control+Home');
  await theirs.pressSequentially('URGENT. ');
  for (const page of [grace.browser.page, joyce.browser.page]) await expect(panelOf(page)).toContainText('Saved on this device', { timeout: 30_000 });
  await grace.browser.page.screenshot({ path: '.build/screenshots/handover-offline-1280.png' });
  await joyce.browser.page.screenshot({ path: '.build/screenshots/handover-offline-360.png' });

  // One browser dies with words that were never sent; with it goes who was signed in.
  const address = grace.browser.page.url();
  await grace.browser.killHard();
  const again = await grace.browser.startAgain();
  await again.goto(address);
  await expect(noteOf(again)).toHaveValue('Today: Halima has had a headache since Monday. Pressure 150/95. Called her at noon.');
  await expect(panelOf(again)).toContainText('Saved on this device');

  for (const { line } of [grace, joyce]) line.open();
  await expect(syncChip(again)).toContainText('Sign in to send 1 item', { timeout: 30_000 });
  await signInAgain(grace, portal.server);
  await again.goto(address);
  const whole = 'URGENT. Today: Halima has had a headache since Monday. Pressure 150/95. Called her at noon.';
  await expect(noteOf(again)).toHaveValue(whole, { timeout: 60_000 });
  await expect(theirs).toHaveValue(whole, { timeout: 60_000 });
  for (const page of [again, joyce.browser.page]) {
    await expect(panelOf(page)).toContainText('Received', { timeout: 30_000 });
    const text = await noteOf(page).inputValue();
    for (const words of ['URGENT.', 'Called her at noon.', 'Today:']) expect(times(text, words)).toBe(1);
  }

  // Closed: read-only for both, and the words stand; open again, the next part begins.
  await again.getByRole('button', { name: 'Close', exact: true }).first().click();
  await expect(panelOf(joyce.browser.page).locator('summary')).toHaveText('Earlier handover note', { timeout: 30_000 });
  await expect(noteOf(joyce.browser.page)).toHaveCount(0);
  await panelOf(joyce.browser.page).locator('summary').click();
  await expect(panelOf(joyce.browser.page)).toContainText(whole);
  await joyce.browser.page.screenshot({ path: '.build/screenshots/handover-signed-360.png' });
});

test('[N4] [R5] words that are not taken stay: in the tray, with why, to be copied or tried again', async ({ portal }) => {
  const grace = await portal.person('grace', 'desk');
  const joyce = await portal.person('joyce', 'desk');
  await signInStaff(grace, portal.server, 'grace');
  await signInStaff(joyce, portal.server, 'joyce');
  const [hers, theirs] = [await openNote(grace), await openNote(joyce)];
  await hers.pressSequentially('Seen by me.');
  await expect(theirs).toHaveValue('Seen by me.');
  await waitUntilWhole(joyce.browser.page);
  joyce.line.cut();
  await theirs.press('Control+End');
  await theirs.pressSequentially(' Her sister will call back.');
  await expect(panelOf(joyce.browser.page)).toContainText('Saved on this device', { timeout: 30_000 });
  // Closed meanwhile by who did not know.
  await grace.browser.page.getByRole('button', { name: 'Close', exact: true }).first().click();
  await expect(panelOf(grace.browser.page).locator('summary')).toHaveText('Earlier handover note', { timeout: 30_000 });
  joyce.line.open();
  const { page } = joyce.browser;
  await page.getByRole('button', { name: /^1 item not accepted/ }).first().click({ timeout: 60_000 });
  const tray = page.getByRole('dialog', { name: 'Needs you' });
  await expect(tray).toContainText('Her sister will call back.');
  await expect(tray).toContainText('The conversation was closed, and its handover note with it.');
  await page.screenshot({ path: '.build/screenshots/handover-tray-1280.png' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByRole('button', { name: 'Close', exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: /^1 item not accepted/ }).first().click();
  await tray.getByRole('button', { name: 'Try again' }).click();
  await expect(noteOf(grace.browser.page)).toHaveValue('Her sister will call back.', { timeout: 30_000 });
});
