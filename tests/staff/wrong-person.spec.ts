import type { Page } from '@playwright/test';
import { inspectScreen } from '../support/inspect-screen.ts';
import { bubbleOf, inboxRow, openThread, reply, waitUntilLive } from '../support/portal-acts.ts';
import { fatma, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

const wrong = 'Your potassium is high, Joseph. Come today.';
const read = 'Your foot looks better on the photo, Joseph.';

/** Stored by the clinic, the five seconds over. */
async function sendReply(page: Page, text: string): Promise<void> {
  await reply(page, text);
  await expect(bubbleOf(page, text).getByRole('button', { name: 'Wrong person?' })).toBeVisible({ timeout: 30_000 });
}

test('[B41] the wrong person: an unread reply is withdrawn, a read one is reported and listed, a child’s messages are moved to the child', async ({ portal }) => {
  test.setTimeout(240_000);
  const grace = await portal.person('grace', 'desk');
  const phone = await portal.person('fatma', 'phone');
  const { page } = grace.browser;
  const hers = phone.browser.page;
  await signInStaff(grace, portal.server, 'grace');
  await signInPatient(phone, portal.server, fatma);
  await waitUntilLive(page);
  await openThread(page, 'Fatma Hassan');
  await sendReply(page, wrong);
  await hers.getByRole('link', { name: /Messages$/ }).click();
  await expect(hers.getByText(wrong)).toBeVisible({ timeout: 30_000 });

  await bubbleOf(page, wrong).getByRole('button', { name: 'Wrong person?' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw this reply?' });
  await dialog.getByRole('button', { name: 'Withdraw reply' }).click();
  await expect(dialog.getByText('Write in a few words what happened.').first()).toBeVisible();
  await dialog.getByLabel('What happened').fill('Meant for Joseph Ekai');
  await inspectScreen(page, 'staff-withdraw-reply');
  await dialog.getByRole('button', { name: 'Withdraw reply' }).click();
  await expect(page.getByText(/^Withdrawn by Grace Wanjiru/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Meant for Joseph Ekai')).toBeVisible();
  await expect(hers.getByText('A reply was withdrawn by the clinic')).toBeVisible({ timeout: 30_000 });
  await hers.getByRole('link', { name: /Dizzy since the new tablets/ }).click();
  await expect(hers.getByText(/^A reply was withdrawn by the clinic/)).toBeVisible();
  expect(await keptWords(hers, 'potassium'), 'on the phone').toBe(false);
  await inspectScreen(hers, 'patient-withdrawn-reply');

  await sendReply(page, read);
  await expect(bubbleOf(hers, read)).toBeVisible({ timeout: 30_000 });
  await expect(bubbleOf(page, read)).toContainText(/opened/, { timeout: 30_000 });
  await bubbleOf(page, read).getByRole('button', { name: 'Wrong person?' }).click();
  const report = page.getByRole('dialog', { name: 'Report this as a disclosure?' });
  await expect(report).toContainText(/Fatma Hassan opened this reply/);
  await report.getByLabel('What happened').fill('Joseph’s photo, answered in Fatma’s messages');
  await report.getByRole('button', { name: 'Report disclosure' }).click();
  await expect(page.getByText(/^Reported as a disclosure by Grace Wanjiru/)).toBeVisible({ timeout: 30_000 });
  await expect(bubbleOf(hers, read)).toBeVisible();

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Move to another patient' }).click();
  const move = page.getByRole('dialog', { name: 'Move these messages to another patient?' });
  await move.getByLabel('Name, birth date or number').fill('amina');
  await move.getByRole('radio', { name: /^Amina Hassan/ }).check();
  await move.getByLabel('What happened').fill('Fatma writes about Amina');
  await inspectScreen(page, 'staff-move-messages');
  await move.getByRole('button', { name: 'Move to Amina Hassan' }).click();
  await expect(page.getByRole('heading', { name: /^Amina Hassan/, level: 2 })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Grace Wanjiru moved this here from Fatma Hassan .*: Fatma writes about Amina$/)).toBeVisible();
  await expect(inboxRow(page, 'Fatma Hassan')).toHaveCount(0);
  await expect(inboxRow(page, 'Amina Hassan').filter({ hasText: 'Dizzy' })).toContainText('Amina Hassan, 4');
  await inspectScreen(page, 'staff-moved-messages');
  await expect(bubbleOf(hers, read)).toHaveCount(0, { timeout: 30_000 });

  const ruth = await portal.person('ruth', 'desk');
  await signInStaff(ruth, portal.server, 'ruth');
  await ruth.browser.page.getByRole('link', { name: 'Disclosures' }).click();
  const listed = ruth.browser.page.getByRole('article').filter({ hasText: 'A reply in messages of Fatma Hassan' });
  await expect(listed).toContainText('Joseph’s photo, answered in Fatma’s messages');
  await expect(listed).toContainText(/Fatma Hassan: on a device .*, opened /);
  expect(await ruth.browser.page.content()).not.toContain('better on the photo');
  await inspectScreen(ruth.browser.page, 'staff-disclosures');
});

/** In what the page keeps on this device. */
function keptWords(page: Page, words: string): Promise<boolean> {
  return page.evaluate(async (word) => {
    const bytesHold = (value: unknown): boolean => {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value).includes(word);
      if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value).includes(word);
      if (typeof value === 'string') return value.includes(word);
      return typeof value === 'object' && value !== null && Object.values(value).some(bytesHold);
    };
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('not opened'));
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result as unknown[]);
          reading.onerror = () => reject(new Error('not read'));
        });
        if (rows.some(bytesHold)) return true;
      }
      database.close();
    }
    return false;
  }, words);
}
