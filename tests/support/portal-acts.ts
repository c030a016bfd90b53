import { expect, type Locator, type Page } from '@playwright/test';

// What people do on the screens, found as they find it: by role, label and words. ------------------------------------

/** A message on the screen, by its words: the bubble with what stands under it. */
export function bubbleOf(page: Page, words: string): Locator {
  return page.getByRole('article').filter({ hasText: words });
}

/** The chip or strip that says how it stands with the clinic. */
export function syncChip(page: Page): Locator {
  return page.getByRole('button', { name: /^(Up to date|Offline|Sending|Getting updates|Slow|Cannot reach|Sign in|This device is|\d+ items? not accepted)/ }).first();
}

/** The screen shows what the clinic has now, over an open line. */
export async function waitUntilLive(page: Page): Promise<void> {
  await page.getByText('live', { exact: true }).first().waitFor({ timeout: 30_000 });
}

/** Everything this device should hold has come, and the chip says so. */
export async function waitUntilWhole(page: Page): Promise<void> {
  await expect(syncChip(page)).toContainText('Up to date', { timeout: 30_000 });
}

/** The app itself is on the device: from here on it opens without a network. */
export async function waitForShell(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

// Patients -----------------------------------------------------------------------------------------------------------

export interface NewMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** From the home or the list of messages to a thread of its own. */
export async function startThread(page: Page, message: NewMessage): Promise<void> {
  await page.getByRole('button', { name: 'Write to the clinic' }).click();
  await page.getByRole('radio', { name: message.to }).check();
  await page.getByLabel('What is it about?').fill(message.subject);
  await page.getByLabel('Your message').fill(message.text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await bubbleOf(page, message.text).waitFor();
}

/** In an open thread. */
export async function sendMessage(page: Page, text: string): Promise<void> {
  await page.getByLabel('Write a message').fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await bubbleOf(page, text).waitFor();
}

/** From the home: the thread with that subject. */
export async function openOwnThread(page: Page, subject: string): Promise<void> {
  await page.getByRole('link', { name: 'Messages' }).click();
  await page.getByRole('link', { name: subject }).click();
  await page.getByLabel('Write a message').waitFor();
}

// Staff --------------------------------------------------------------------------------------------------------------

/** A row of the inbox by its patient. */
export function inboxRow(page: Page, name: string): Locator {
  return page.getByRole('list', { name: 'Messages of patients' }).getByRole('link', { name });
}

/** What every row of the inbox says, top to bottom. */
export function readInbox(page: Page): Promise<string[]> {
  return page.getByRole('list', { name: 'Messages of patients' }).getByRole('link').allInnerTexts();
}

export async function openThread(page: Page, name: string): Promise<void> {
  await inboxRow(page, name).click();
  await page.getByRole('heading', { name: new RegExp(`^${name}`), level: 2 }).waitFor();
}

export async function setUrgency(page: Page, level: 'Urgent' | 'Today' | 'Routine'): Promise<void> {
  await page.getByRole('button', { name: /^Urgency: / }).click();
  await page.getByRole('menuitemradio', { name: level }).click();
  await expect(page.getByRole('button', { name: `Urgency: ${level}` })).toBeVisible();
}

export async function switchTag(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: /^Tags/ }).click();
  await page.getByRole('menuitemcheckbox', { name: label }).click();
  await page.keyboard.press('Escape');
}

export async function reply(page: Page, text: string): Promise<void> {
  await page.getByLabel(/^Reply to /).fill(text);
  await page.getByRole('button', { name: /^(Send|Save reply)$/ }).click();
  await bubbleOf(page, text).waitFor();
}

/** Through the chip and the sheet to what was not accepted and what others decided. */
export async function openTray(page: Page): Promise<Locator> {
  await syncChip(page).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: /^See( why)?$/ }).click();
  const tray = page.getByRole('dialog', { name: 'Needs you' });
  await tray.waitFor();
  return tray;
}
