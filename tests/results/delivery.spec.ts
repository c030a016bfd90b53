import { inspectScreen } from '../support/inspect-screen.ts';
import { syncChip, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { fatma, joseph, ngaire, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';
import { readPdf } from '../support/read-pdf.ts';

// A result from the laboratory's word to the patient's phone: nothing before somebody decides, and then just what was decided. --

const RESULTS = '/staff/portal/results';

test('[B1] [C14] [C15] [C16] [C17] [C18] [V7] [C6] [B5] [B34] a coordinator releases results offline, with words; the patient reads one once the clinic has it, and offline after that, and saves it as a PDF; what nobody opened is taken back', async ({ portal }) => {
  test.setTimeout(300_000);
  const tomas = await portal.person('tomas', 'desk');
  const patient = await portal.person('fatma', 'phone');
  await signInStaff(tomas, portal.server, 'tomas');
  await signInPatient(patient, portal.server, fatma);
  const [staff, phone] = [tomas.browser.page, patient.browser.page];
  await waitUntilLive(phone);
  await waitForShell(phone);
  await phone.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Results' }).click();
  await phone.getByText('No results yet').waitFor();
  await inspectScreen(phone, 'patient-results-none');

  const other = await portal.person('joseph', 'phone');
  await signInPatient(other, portal.server, joseph);

  await waitForShell(staff);
  await waitUntilWhole(staff);
  await staff.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Results' }).click();
  // By keys alone, as in the inbox.
  const rows = staff.getByRole('list', { name: 'Results that wait for a decision' }).getByRole('link');
  await rows.first().focus();
  await staff.keyboard.press('j');
  await expect(rows.nth(1)).toBeFocused();
  await staff.keyboard.press('k');
  await expect(rows.first()).toBeFocused();
  await staff.keyboard.press('Enter');
  await expect(staff.locator('main h2').first()).toBeFocused();
  await staff.getByRole('link', { name: /Fatma Hassan/ }).click();
  await expect(staff.getByRole('row', { name: /Potassium 3\.4.mmol\/L 3\.5–5\.1.mmol\/L Low/ })).toBeVisible();
  await inspectScreen(staff, 'staff-result-open');

  tomas.line.cut();
  const words = staff.getByLabel('Words for Fatma');
  await words.fill('Your potassium is a little low. Eat bananas and beans; we test again in two weeks.');
  // What was sent as normal, together, and not after all.
  await staff.getByRole('button', { name: 'Release 2 sent as normal' }).click();
  const together = staff.getByRole('dialog', { name: 'Release 2 results?' });
  await expect(together.getByRole('listitem')).toHaveText([/Blood salts|Thyroid/, /Blood salts|Thyroid/]);
  await inspectScreen(staff, 'staff-results-together');
  await together.getByRole('button', { name: 'Release them' }).click();
  await expect(staff.getByRole('link', { name: /(Blood salts|Thyroid).*Not released yet/ })).toHaveCount(2);
  await staff.getByRole('button', { name: 'Undo all' }).click();
  await expect(staff.getByRole('button', { name: 'Release 2 sent as normal' })).toBeVisible();

  const release = async (): Promise<void> => {
    await staff.getByRole('button', { name: 'Release to Fatma' }).click();
    await staff.getByRole('dialog', { name: 'Release a marked result?' }).getByRole('button', { name: 'Release' }).click();
  };
  await release();
  await expect(staff.getByRole('main').getByText('Not released yet').last()).toBeVisible();
  await expect(staff.getByRole('dialog')).toHaveCount(0);
  await staff.getByRole('button', { name: /^Undo/ }).focus();
  await staff.keyboard.press('u');
  await expect(words, 'what was typed comes back').toHaveValue(/bananas and beans/);
  await release();
  await inspectScreen(staff, 'staff-result-leaving');
  await expect(phone.getByText('No results yet')).toBeVisible();
  await staff.getByRole('link', { name: /Joseph Ekai.*Wound swab/ }).click();
  await staff.getByRole('button', { name: 'Release to Joseph' }).click();
  await expect(staff.getByRole('heading', { name: 'Wound swab' })).toBeVisible();
  await expect(staff.getByRole('main').getByRole('button', { name: /^Undo/ })).toBeVisible();
  tomas.line.open();
  // 30 s on the device first.
  await expect(staff.getByText('This result does not wait any more')).toBeVisible({ timeout: 90_000 });

  await staff.getByText('Released', { exact: false }).first().click();
  // It is on his phone with the home open, and he is told of nothing but the home.
  await expect(staff.getByRole('link', { name: /Joseph Ekai.*On Joseph’s phone/ })).toBeVisible({ timeout: 30_000 });
  await other.browser.page.goto(`${other.browser.page.url()}/results`);
  await other.browser.page.getByRole('link', { name: /Wound swab/ }).waitFor();
  await staff.getByRole('link', { name: /Joseph Ekai/ }).click();
  await expect(staff.getByText(/Released by Tomás Rivera/)).toBeVisible();
  await expect(staff.getByRole('main').getByText(/On Joseph’s phone/).first()).toBeVisible();
  const asked = staff.getByRole('dialog', { name: 'Take this result back?' });
  await staff.getByRole('button', { name: 'Take it back' }).click();
  await asked.getByRole('button', { name: 'Take it back' }).click();
  await expect(asked.getByText('Say why, so that your colleagues know.')).toBeVisible();
  await inspectScreen(staff, 'staff-result-take-back');
  await asked.getByLabel('Why').fill('Another Joseph’s wound');
  await asked.getByRole('button', { name: 'Take it back' }).click();
  await expect(other.browser.page.getByText('No results yet'), 'the device loses it').toBeVisible();
  await staff.getByText('Held', { exact: false }).first().click();
  await staff.getByRole('link', { name: /Joseph Ekai.*Taken back/ }).click();
  await expect(staff.getByText(/Tomás Rivera took this back .*: Another Joseph’s wound/)).toBeVisible();

  // Opened while the coordinator is away: the clinic refuses, and says who has read it.
  await staff.getByText('Released', { exact: false }).first().click();
  await staff.getByRole('link', { name: /Fatma Hassan/ }).click();
  await staff.getByRole('main').getByRole('button', { name: 'Take it back' }).waitFor();
  await expect(staff.getByRole('link', { name: /Fatma Hassan.*On Fatma’s phone/ })).toBeVisible();
  tomas.line.cut();
  const told = patient.browser.context.waitForEvent('response', (answer) => answer.url().endsWith('/api/requests') && answer.ok());
  await phone.getByRole('link', { name: /Kidney function/ }).click();
  await expect(phone.getByRole('blockquote')).toHaveText(/a little low/);
  await told;
  await staff.getByRole('main').getByRole('button', { name: 'Take it back' }).click();
  await asked.getByLabel('Why').fill('Meant for another Fatma');
  await asked.getByRole('button', { name: 'Take it back' }).click();
  await expect(staff.getByText('Not taken back yet')).toBeVisible();
  tomas.line.open();
  await expect(staff.getByText('What was read cannot be taken back. Speak with Fatma.')).toBeVisible({ timeout: 30_000 });
  await expect(syncChip(staff)).toContainText('1 item not accepted', { timeout: 30_000 });
  await syncChip(staff).click();
  const tray = staff.getByRole('dialog', { name: 'Needs you' });
  await expect(tray.getByText(/Fatma Hassan opened this .*What was read cannot be taken back/)).toBeVisible();
  await expect(tray.getByText('Meant for another Fatma')).toBeVisible();
  await expect(phone.getByRole('blockquote')).toHaveText(/a little low/);
  await expect(phone.getByRole('img', { name: 'Potassium: 3.4. The range that was sent goes from 3.5 to 5.1.' })).toBeVisible();
  await expect(phone.getByText('The laboratory marked it: Low.')).toBeVisible();
  await inspectScreen(phone, 'patient-result');
  const { messages } = await portal.server.outbox();
  const letters = messages.filter(({ channel, to }) => channel === 'email' && to === 'fatma.hassan@example.org').map(({ text }) => text).join('\n');
  expect(letters).toContain('There is something new for you at Riverside Clinic.');
  expect(letters).not.toMatch(/Kidney|potassium|result/i);

  await phone.getByText('It can be made without a connection.').waitFor();
  patient.line.cut();
  await phone.reload();
  await phone.getByText('The laboratory marked it: Low.').waitFor();
  // On paper, with no line.
  const [file] = await Promise.all([phone.waitForEvent('download'), phone.getByRole('button', { name: 'Save as PDF' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^result-\d{4}-\d{2}-\d{2}\.pdf$/);
  const pages = readPdf(await file.path());
  expect(pages).toHaveLength(1);
  for (const words of ['Riverside Clinic', 'Kidney function', 'Fatma Hassan', 'Potassium', '3.4 mmol/L', 'Low', 'Your potassium is a little low.', 'as of', 'Page 1 of 1']) expect(pages[0]).toContain(words);
  await phone.getByRole('button', { name: 'Ask about this' }).click();
  await expect(phone.getByLabel('What is it about?')).toHaveValue('About: Kidney function');
});

test('[C18] [C5] [C6] a hold keeps it away and says why; a clinician decides on their own orders; a nurse has no part in it', async ({ portal }) => {
  test.setTimeout(240_000);
  const mei = await portal.person('mei', 'desk');
  await signInStaff(mei, portal.server, 'mei');
  const other = mei.browser.page;
  await waitUntilWhole(other);
  await other.goto(RESULTS);
  await other.getByRole('link', { name: /Fatma Hassan/ }).click();
  await expect(other.getByText('You did not order this.')).toBeVisible();
  await expect(other.getByRole('button', { name: 'Release to Fatma' })).toHaveCount(0);

  const daniel = await portal.person('daniel', 'desk');
  await signInStaff(daniel, portal.server, 'daniel');
  const { page } = daniel.browser;
  await waitUntilWhole(page);
  await page.goto(RESULTS);
  await page.getByRole('link', { name: /Fatma Hassan/ }).click();
  await page.getByRole('button', { name: 'Hold with a reason' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hold this result' });
  await dialog.getByRole('button', { name: 'Hold', exact: true }).click();
  await expect(dialog.getByText('Say why, so that your colleagues know.')).toBeVisible();
  await dialog.getByLabel('Why').fill('I call her this afternoon');
  await inspectScreen(page, 'staff-result-hold');
  await dialog.getByRole('button', { name: 'Hold', exact: true }).click();
  await expect(page.getByText(/Dr Daniel Otieno holds this until .*: I call her this afternoon/)).toBeVisible();
  await expect(other.getByText(/Dr Daniel Otieno holds this/), 'colleagues see it live').toBeVisible();
  await page.getByRole('button', { name: 'End the hold' }).click();
  await page.getByRole('dialog', { name: 'End the hold' }).getByRole('button', { name: 'End the hold' }).click();
  await expect(page.getByRole('button', { name: 'Release to Fatma' })).toBeVisible();

  const grace = await portal.person('grace', 'desk');
  await signInStaff(grace, portal.server, 'grace');
  await syncChip(grace.browser.page).waitFor();
  await expect(grace.browser.page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Results' })).toHaveCount(0);
  await grace.browser.page.goto(RESULTS);
  await expect(grace.browser.page.getByRole('heading', { name: 'No access' })).toBeVisible();
});

test('[C14] [C15] [B32] by keys alone: what was sent as normal leaves together after its 30 seconds, and the patient has it; the focus is never lost, and old results stand apart', async ({ portal }) => {
  test.setTimeout(240_000);
  const tomas = await portal.person('tomas', 'desk');
  await signInStaff(tomas, portal.server, 'tomas');
  const { page } = tomas.browser;
  const { keyboard } = page;
  await waitUntilWhole(page);
  await page.goto(RESULTS);
  await page.getByRole('button', { name: 'Release 2 sent as normal' }).focus();
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Release 2 results?' });
  await expect(dialog.getByRole('heading')).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: 'Release them' })).toBeFocused();
  await keyboard.press('Enter');
  const undo = page.getByRole('button', { name: 'Undo all' });
  await expect(undo).toBeFocused();

  const phone = await portal.person('ngaire', 'phone');
  await signInPatient(phone, portal.server, ngaire);
  await waitUntilLive(phone.browser.page);
  await waitForShell(phone.browser.page);
  await phone.browser.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Results' }).click();
  await expect(undo).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole('list', { name: 'Results that wait for a decision' }).getByRole('link').first(), 'where the undo was').toBeFocused();
  await phone.browser.page.getByRole('link', { name: /Blood salts/ }).waitFor();

  // What makes a PDF is not on a device that never opened a result with a line; it says so, and makes one once there is a line.
  phone.line.cut();
  await phone.browser.page.getByRole('link', { name: /Blood salts/ }).click();
  await expect(phone.browser.page.getByText('The first time needs a connection.')).toBeVisible();
  const paper = phone.browser.page.getByRole('button', { name: 'Save as PDF' });
  await paper.click();
  await expect(phone.browser.page.getByText('What makes a PDF is not on this device yet.')).toBeVisible();
  phone.line.open();
  await waitUntilLive(phone.browser.page);
  const [file] = await Promise.all([phone.browser.page.waitForEvent('download'), paper.click()]);
  expect(readPdf(await file.path())[0]).toContain('Blood salts');

  await page.getByRole('radio', { name: /^Awaiting/ }).focus();
  await keyboard.press('ArrowLeft');
  const old = page.getByRole('list', { name: 'Old results that nobody has decided on' }).getByRole('link', { name: /Priya Raman/ });
  await old.focus();
  await keyboard.press('Enter');
  await expect(page.locator('main h2').first()).toBeFocused();
  await expect(page.getByRole('row', { name: /TSH 3\.2.mU\/L/ })).toBeVisible();
  await inspectScreen(page, 'staff-results-history');
  await page.getByRole('button', { name: 'Release to Priya' }).focus();
  // Marked as normal: nobody asks twice.
  await keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('button', { name: /^Undo/ })).toBeFocused();
  await keyboard.press('u');
  await expect(page.getByRole('button', { name: 'Release to Priya' })).toBeVisible();
});
