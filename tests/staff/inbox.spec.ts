import {
  bubbleOf, inboxRow, openThread, openTray, sendMessage, setUrgency, syncChip, waitForShell, waitUntilLive,
} from '../support/portal-acts.ts';
import { fatma, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test, type Person } from '../support/portal-test.ts';

/** The chip when the line is cut: what is typed is still kept. */
const offline = /^(Offline|Cannot reach)/;

async function cut(person: Person): Promise<void> {
  person.line.cut();
  await expect(syncChip(person.browser.page)).toHaveAccessibleName(offline, { timeout: 30_000 });
}

test('[B1] [C19] the inbox by keyboard alone: walk, open, write, assign, undo; letters stay letters in fields', async ({ portal }) => {
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await waitUntilLive(page);
  const rows = page.getByRole('list', { name: 'Messages of patients' }).getByRole('link');
  await rows.first().focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(inboxRow(page, 'Joseph Ekai')).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: /^Joseph Ekai/, level: 2 });
  await expect(heading).toBeFocused();
  // j in the conversation opens the next one and takes the reader along.
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: /^Fatma Hassan/, level: 2 })).toBeFocused();
  await page.keyboard.press('k');
  await expect(heading).toBeFocused();

  await page.keyboard.press('a');
  await expect(page.getByRole('button', { name: 'Who answers: You' })).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByRole('button', { name: 'Who answers: Unassigned' })).toBeVisible();

  await page.keyboard.press('r');
  const field = page.getByLabel('Reply to Joseph');
  await expect(field).toBeFocused();
  await page.keyboard.type('joke a era u');
  await expect(field).toHaveValue('joke a era u');
  await expect(heading).toBeVisible();
  // The draft waits in its thread, whatever is looked at meanwhile.
  await openThread(page, 'Halima Abdi');
  await expect(page.getByLabel('Reply to Halima')).toHaveValue('');
  await openThread(page, 'Joseph Ekai');
  await expect(page.getByLabel('Reply to Joseph')).toHaveValue('joke a era u');

  // A menu, whole by keyboard, and back where one was.
  const urgency = page.getByRole('button', { name: 'Urgency: Today' });
  await urgency.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Today' })).toBeFocused();
  await page.keyboard.press('u');
  await expect(page.getByRole('menuitemradio', { name: 'Urgent' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(urgency).toBeFocused();

  // Switched off, the letters do nothing and nothing speaks of them.
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: /^Single-letter keys/ }).uncheck();
  await page.getByRole('link', { name: /^Messages/ }).click();
  await rows.first().focus();
  await page.keyboard.press('j');
  await expect(rows.first()).toBeFocused();
  await expect(page.getByText('next, previous')).toBeHidden();
});

test('[B1] [R9] in a dead spot: dashed until the clinic has it, undone to the letter, started again on a deep link', async ({ portal }) => {
  const grace = await portal.person('grace', 'desk');
  await signInStaff(grace, portal.server, 'grace');
  let { page } = grace.browser;
  await waitUntilLive(page);
  await waitForShell(page);
  await openThread(page, 'Fatma Hassan');
  await cut(grace);

  await expect(page.getByText('Replies will send when you are connected.')).toBeVisible();
  await page.getByLabel('Reply to Fatma').fill('Sit for a minute before you stand.');
  await page.getByRole('button', { name: 'Save reply' }).click();
  const bubble = bubbleOf(page, 'Sit for a minute before you stand.');
  await expect(bubble).toContainText('Saved on this device');
  await expect(inboxRow(page, 'Fatma Hassan')).toContainText('Reply saved here');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByText('Closed. Saved on this device.').last()).toBeVisible();
  await expect(syncChip(page)).toHaveAccessibleName(/2 saved on this device/);

  // Taking the reply back takes the close with it: nobody is told that their own undo "was not accepted".
  await bubble.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByLabel('Reply to Fatma')).toHaveValue('Sit for a minute before you stand.');
  await expect(page.getByRole('button', { name: 'Close', exact: true })).toBeVisible();
  await expect(syncChip(page)).toHaveAccessibleName(/^(Offline\. You|Cannot reach)/);
  await expect(syncChip(page)).not.toHaveAccessibleName(/saved on this device/);
  // However often it was tried in vain, that is one line.
  await syncChip(page).click();
  const inVain = page.getByRole('listitem').filter({ hasText: 'Clinic did not answer' });
  await expect(inVain).toContainText(/\d+ times/, { timeout: 30_000 });
  await expect(inVain).toHaveCount(1);
  await page.keyboard.press('Escape');
  const deepLink = page.url();

  await grace.browser.closeWindow();
  page = await grace.browser.startAgain();
  await page.goto(deepLink);
  await expect(page.getByRole('heading', { name: /^Fatma Hassan/, level: 2 })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('Reply to Fatma')).toHaveValue('Sit for a minute before you stand.');
  await page.getByRole('button', { name: 'Save reply' }).click();
  grace.line.open();
  await expect(bubbleOf(page, 'Sit for a minute before you stand.')).toContainText('Not on Fatma’s phone yet', { timeout: 40_000 });
  // Nor is it left behind for whoever reads the page with their ears.
  await expect(page.getByText(/Cannot reach/)).toHaveCount(0, { timeout: 15_000 });
});

test('[B2] [R5] [C53] a close that the patient overtook comes back with the reason and a way on', async ({ portal }) => {
  const grace = await portal.person('grace', 'desk');
  const patient = await portal.person('fatma', 'phone');
  const { page } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await waitUntilLive(page);
  await openThread(page, 'Fatma Hassan');
  await cut(grace);
  await signInPatient(patient, portal.server, fatma);
  await patient.browser.page.getByRole('link', { name: /^Messages/ }).click();
  await patient.browser.page.getByRole('link', { name: /Dizzy since the new tablets/ }).click();
  await sendMessage(patient.browser.page, 'I fell this morning.');
  await expect(bubbleOf(patient.browser.page, 'I fell this morning.')).toContainText(/Received/, { timeout: 30_000 });

  await page.getByRole('button', { name: 'Close', exact: true }).click();
  grace.line.open();
  const refused = page.getByRole('button', { name: /^1 item not accepted/ });
  await expect(refused).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('button', { name: 'Close', exact: true })).toBeVisible();
  await refused.click();
  const tray = page.getByRole('dialog', { name: 'Needs you' });
  await expect(tray.getByRole('heading', { name: 'Close: Fatma Hassan' })).toBeVisible();
  await expect(tray).toContainText('The patient has written again since you read this. Read the new message, then close.');
  await tray.getByRole('link', { name: 'Open' }).click();
  await expect(bubbleOf(page, 'I fell this morning.')).toBeVisible();
  // Once it has been on the screen, its author hears that it was read.
  await expect(bubbleOf(patient.browser.page, 'I fell this morning.')).toContainText(/Read by/, { timeout: 30_000 });

  await refused.click();
  await tray.getByRole('button', { name: 'Dismiss' }).click();
  await expect(tray.getByText('Nothing needs you')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(inboxRow(page, 'Fatma Hassan')).toBeHidden();
  await page.getByText('Closed', { exact: true }).click();
  await expect(inboxRow(page, 'Fatma Hassan')).toBeVisible();
});

test('[B1] [R6] two set the urgency at once: both screens agree, the loser is told who and when, in thread and tray', async ({ portal }) => {
  const grace = await portal.person('grace', 'desk');
  const tomas = await portal.person('tomas', 'desk');
  for (const [person, username] of [[grace, 'grace'], [tomas, 'tomas']] as const) {
    await signInStaff(person, portal.server, username);
    await waitUntilLive(person.browser.page);
    await openThread(person.browser.page, 'Joseph Ekai');
    await cut(person);
  }
  await setUrgency(grace.browser.page, 'Urgent');
  await expect(inboxRow(grace.browser.page, 'Joseph Ekai')).toContainText('Urgent, saved here');
  await setUrgency(tomas.browser.page, 'Routine');
  grace.line.open();
  await expect(syncChip(grace.browser.page)).toHaveAccessibleName(/^Up to date/, { timeout: 40_000 });
  tomas.line.open();
  for (const { browser: { page } } of [grace, tomas]) await expect(page.getByRole('button', { name: 'Urgency: Routine' })).toBeVisible({ timeout: 40_000 });
  const { page } = grace.browser;
  await expect(page.getByText(/^Tomás Rivera set Routine (at|yesterday)/)).toBeVisible({ timeout: 30_000 });
  const tray = await openTray(page);
  await expect(tray).toContainText('Decided by others');
  await expect(tray).toContainText(/Joseph Ekai: Tomás Rivera set Routine/);
  await tray.getByRole('button', { name: 'Dismiss' }).click();
  await expect(tray.getByText('Nothing needs you')).toBeVisible();
});

test('[C20] whoever may not read messages has no such tab, and a link there says why', async ({ portal }) => {
  const samuel = await portal.person('samuel', 'desk');
  const { page } = samuel.browser;
  await signInStaff(samuel, portal.server, 'samuel');
  await page.goto('/staff/');
  await expect(page.getByRole('heading', { name: 'Patients', level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: /^Messages/ })).toHaveCount(0);
  await page.goto('/portal/messages');
  await expect(page.getByText('Your account does not include the right to read messages.')).toBeVisible();
});
