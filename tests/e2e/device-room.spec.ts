import type { Page } from '@playwright/test';
import { bubbleOf, inboxRow, openOwnThread, openThread, sendMessage, syncChip, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { fatma, passPatientCode, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

const words = 'Is the blue tablet for the evening?';

/** What is kept outside the database of how much waits in it. */
const countKept = (page: Page): Promise<number> => page.evaluate(() => {
  const key = Object.keys(localStorage).find((one) => one.startsWith('outpost.setting.kept.'));
  return key === undefined ? -1 : (JSON.parse(localStorage.getItem(key) ?? '{}') as { unsent: number }).unsent;
});

test('[RELIABILITY] a browser that cleared what was kept: told on the sign-in page and at the start, how much was at risk, until it is read', async ({ portal }) => {
  test.setTimeout(120_000);
  const phone = await portal.person('phone', 'phone');
  const { page, context } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await waitForShell(page);
  await openOwnThread(page, 'Dizzy since the new tablets');
  await waitUntilLive(page);
  await expect.poll(() => countKept(page)).toBe(0);
  phone.line.cut();
  await sendMessage(page, words);
  await bubbleOf(page, words).getByText('Saved on this device').waitFor();
  await expect.poll(() => countKept(page)).toBe(1);

  // As a browser that needs room does it: the databases go, and the copies of what they held.
  await page.evaluate(() => caches.delete('outpost-spares'));
  await page.goto('about:blank');
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin: phone.line.origin, storageTypes: 'indexeddb' });
  await page.goto('/c/riverside/');
  const line = page.getByRole('status').filter({ hasText: 'This device lost what it kept.' });
  await expect(line).toContainText('1 thing you had written here since');
  await expect(line).toContainText('Sign in to see what arrived');

  phone.line.open();
  await page.reload();
  await passPatientCode(phone, portal.server, fatma);
  const told = page.getByRole('dialog', { name: 'This device lost what it kept' });
  await expect(told).toContainText('1 thing you had written here since');
  await expect(told).toContainText('write again what is missing');
  // Nobody has read it: a reload does not take it away.
  await page.reload();
  await told.getByRole('button', { name: 'I have read this' }).click();
  await expect(told).toHaveCount(0);
  await waitUntilWhole(page);
  await page.reload();
  await page.getByRole('link', { name: /Dizzy since the new tablets/ }).waitFor();
  await expect.poll(() => countKept(page)).toBe(0);
  await expect(told).toHaveCount(0);
});

test('[R1] [R9] [R11] killed as it wrote, Chromium clears the databases: what was saved is still here, arrives before anybody signs in, once', async ({ portal }) => {
  test.setTimeout(120_000);
  const phone = await portal.person('phone', 'phone');
  const { browser, line } = phone;
  await signInPatient(phone, portal.server, fatma);
  await openOwnThread(browser.page, 'Dizzy since the new tablets');
  await waitUntilLive(browser.page);
  await waitForShell(browser.page);
  const thread = browser.page.url();
  await browser.closeWindow();
  line.cut();
  let page = await browser.startAgain();
  await page.goto(thread);
  await browser.context.setOffline(true);
  await sendMessage(page, 'Taken back at once');
  await bubbleOf(page, 'Taken back at once').getByRole('button', { name: 'Delete' }).click();
  await expect(bubbleOf(page, 'Taken back at once')).toHaveCount(0);
  await browser.context.setOffline(false);
  await sendMessage(page, words);
  await bubbleOf(page, words).getByText('Saved on this device').waitFor();
  await browser.killHard();
  browser.clearDatabases();

  page = await browser.startAgain();
  await page.goto(thread);
  await expect(page.getByRole('status').filter({ hasText: 'This device lost what it kept.' })).toContainText('Nothing you had sent from here is lost');
  line.open();
  const nurse = await portal.person('grace', 'desk');
  await signInStaff(nurse, portal.server, 'grace');
  await openThread(nurse.browser.page, 'Fatma Hassan');
  await expect(bubbleOf(nurse.browser.page, words)).toHaveCount(1, { timeout: 40_000 });
  await expect(bubbleOf(nurse.browser.page, 'Taken back at once')).toHaveCount(0);

  await page.reload();
  await passPatientCode(phone, portal.server, fatma);
  const told = page.getByRole('dialog', { name: 'This device lost what it kept' });
  await expect(told).toContainText('Nothing you had sent from here is lost');
  await told.getByRole('button', { name: 'I have read this' }).click();
  await page.goto(thread);
  await expect(bubbleOf(page, words)).toContainText('Read by clinic');
  await expect(bubbleOf(page, words)).toHaveCount(1);
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('outpost-spares')).keys()).length)).toBe(0);
});

test('[B38] what there is no room for is marked in the lists, says what to do without a line, and comes when it is opened with one', async ({ portal }) => {
  test.setTimeout(120_000);
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await waitForShell(page);
  await waitUntilLive(page);
  await waitUntilWhole(page);
  await expect(page.getByText('Not on this device')).toHaveCount(0);
  await page.goto('/staff/settings');
  const room = page.getByRole('region', { name: 'What this device holds' });
  await expect(room).toContainText(/Messages\s*\d+/);
  await expect(room).toContainText('used of');
  // Less than one conversation takes: the demo clinic is small.
  await page.evaluate(() => localStorage.setItem('outpost.setting.holdBytes', '5000'));
  await page.goto('/staff/portal/messages');
  const joseph = inboxRow(page, 'Joseph Ekai');
  await expect(joseph).toContainText('Not on this device', { timeout: 20_000 });
  await page.goto('/staff/settings');
  await expect(room).toContainText('left at the clinic for want of room');

  grace.line.cut();
  await page.goto('/staff/portal/messages');
  await joseph.click();
  await expect(page.getByText('Connect once to get it.')).toBeVisible();
  grace.line.open();
  await openThread(page, 'Joseph Ekai');
  await expect(page.getByLabel('Reply to Joseph')).toBeVisible({ timeout: 40_000 });
  await expect(joseph).not.toContainText('Not on this device');
  // More room again: all of it comes back.
  await page.goto('/staff/settings');
  await room.getByRole('radio', { name: /All the clinic lists/ }).check();
  await expect(room.getByRole('status').filter({ hasText: /./ })).toBeVisible({ timeout: 20_000 });
  await page.goto('/staff/portal/messages');
  await waitUntilWhole(page);
  await expect(page.getByText('Not on this device')).toHaveCount(0);
});

test('[RELIABILITY] a full disk: what is written is not said to be kept and stays in its field, and the sync sheet says why', async ({ portal }) => {
  test.setTimeout(120_000);
  const phone = await portal.person('phone', 'phone');
  const { page } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await waitForShell(page);
  await openOwnThread(page, 'Dizzy since the new tablets');
  await waitUntilLive(page);
  const thread = page.url();
  // A browser remembers for half a minute how much room there was: a new start asks again.
  await phone.browser.closeWindow();
  const full = await phone.browser.startAgain();
  const cdp = await phone.browser.context.newCDPSession(full);
  const origin = phone.line.origin;
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await full.goto(thread);
  const field = full.getByLabel('Write a message');
  await field.fill(words);
  await full.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(full.getByText('This device is full, so this could not be kept.')).toBeVisible();
  await expect(field).toHaveValue(words);
  await expect(bubbleOf(full, words)).toHaveCount(0);
  await syncChip(full).click();
  await expect(full.getByRole('dialog')).toContainText('This device is full.');
});

test('[V8] a first sync on a slow line says how much has come, can be used meanwhile, and goes on after a cut', async ({ portal }) => {
  test.setTimeout(120_000);
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await waitForShell(page);
  await waitUntilWhole(page);
  // As on the day it began, but for the app itself, which comes while somebody types a code.
  await page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((one) => one.name ?? '').find((one) => one.startsWith('outpost-')) ?? '';
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('It does not open'));
    });
    const tables = ['views', 'viewRows', 'snapshots', 'pages'];
    const emptying = database.transaction(tables, 'readwrite');
    for (const table of tables) emptying.objectStore(table).clear();
    await new Promise((resolve) => { emptying.oncomplete = resolve; });
    database.close();
  });
  grace.line.set({ kind: 'slow', bytesPerSecond: 1_500, delayMs: 100 });
  await page.reload();
  const coming = page.getByRole('region', { name: 'Getting your records ready.' });
  await expect(coming).toContainText(/\d+\sKB of about \d+\sKB is here/, { timeout: 40_000 });
  await expect(inboxRow(page, 'Joseph Ekai')).toBeVisible();
  grace.line.cut();
  await expect(coming).toHaveCount(0, { timeout: 20_000 });
  grace.line.open();
  await waitUntilWhole(page);
  await expect(inboxRow(page, 'Joseph Ekai')).not.toContainText('Not on this device');
});
