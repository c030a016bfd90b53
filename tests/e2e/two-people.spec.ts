import type { Page } from '@playwright/test';
import { bubbleOf, openOwnThread, openThread, sendMessage, syncChip, waitForShell, waitUntilLive } from '../support/portal-acts.ts';
import { fatma, joseph, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

const words = 'Fatma wrote this before she gave the phone away.';
/** What only Fatma may see on this phone: her name, her subjects, her words, her child. */
const hers = /Fatma|Hassan|Dizzy|tablets|Amina|gave the phone away/;

test('[C54] [R5] [R11] two people, one phone: told what is unsent, nothing of the first to be seen, her words delivered by the second, still as hers', async ({ portal }) => {
  test.setTimeout(120_000);
  const phone = await portal.person('phone', 'phone');
  const { page, context } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await waitForShell(page);
  await openOwnThread(page, 'Dizzy since the new tablets');
  await waitUntilLive(page);
  phone.line.cut();
  await sendMessage(page, words);
  await bubbleOf(page, words).getByText('Saved on this device').waitFor();
  await page.goto('/c/riverside/');
  await page.getByRole('link', { name: /^More/ }).click();
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await expect(page.getByRole('dialog')).toContainText('1 thing you wrote has not reached the clinic yet. It stays on this device and is sent when there is a connection.');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();

  // The line is back for everything but requests: they shall go out only once Joseph is in.
  await context.route('**/api/requests', (route) => route.abort());
  phone.line.open();
  await signInPatient(phone, portal.server, joseph);
  await page.getByRole('link', { name: 'Foot wound smells' }).waitFor();
  // But for the copy of what waits: it stands beside her own store until the clinic has it.
  expect(hers.exec(await readCaches(page, ['outpost-spares']))?.[0], 'in kept files').toBeUndefined();
  await context.unroute('**/api/requests');

  const nurse = await portal.person('grace', 'desk');
  await signInStaff(nurse, portal.server, 'grace');
  await openThread(nurse.browser.page, 'Fatma Hassan');
  const received = bubbleOf(nurse.browser.page, words);
  await expect(received).toBeVisible({ timeout: 40_000 });
  await expect(received.getByText('Fatma', { exact: true }), 'whose words they are').toBeVisible();

  await expect.poll(async () => hers.exec(await readCaches(page))?.[0], { message: 'in any kept file, once it is delivered' }).toBeUndefined();

  for (const open of [/^Home/, /^Messages/, /^More/]) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: open }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(hers.exec(await page.content())?.[0], `the page ${open.source}`).toBeUndefined();
  }
  await page.goto('/c/riverside/');
  await syncChip(page).click();
  await expect(page.getByRole('dialog')).toContainText('Nothing is waiting to be sent.');
  expect(hers.exec(await page.content())?.[0], 'the sync sheet').toBeUndefined();
});

test('[C85] [D6] an hour without a touch locks, without a line too; the password opens it there, place and draft are kept', async ({ portal }) => {
  test.setTimeout(120_000);
  const phone = await portal.person('phone', 'phone');
  const { page } = phone.browser;
  await page.clock.install();
  await signInPatient(phone, portal.server, fatma);
  await openOwnThread(page, 'Dizzy since the new tablets');
  await waitUntilLive(page);
  await waitForShell(page);
  await waitForVerifier(page);
  phone.line.cut();
  const place = page.url();
  await page.getByLabel('Write a message').fill('Half a sentence, then the door');

  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  await page.clock.fastForward('59:28');
  await expect(page.getByRole('dialog', { name: 'Are you still there?' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeHidden();
  await page.clock.fastForward('00:32');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await page.clock.resume();
  await expect(bubbleOf(page, 'I feel dizzy')).toBeHidden();

  await page.getByLabel('Password', { exact: true }).fill('Not-The-Right-1');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByText('That is not the password.')).toBeVisible();
  await page.clock.fastForward('00:05');
  await page.getByLabel('Password', { exact: true }).fill(fatma.password);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(bubbleOf(page, 'I feel dizzy')).toBeVisible();
  expect(page.url()).toBe(place);
  await expect(page.getByLabel('Write a message')).toHaveValue('Half a sentence, then the door');

  // A touch is another hour.
  await page.clock.fastForward('50:00');
  await page.getByLabel('Write a message').press('End');
  await page.clock.fastForward('50:00');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeHidden();
});

/** Every file a worker or a page kept, as text; the app's own, the same for everybody, left out. */
function readCaches(page: Page, but: readonly string[] = []): Promise<string> {
  return page.evaluate(async (left) => {
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      if (left.includes(name)) continue;
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (new URL(request.url).pathname.startsWith('/assets/')) continue;
        texts.push(request.url, (await (await cache.match(request))?.text()) ?? '');
      }
    }
    return texts.join('\n');
  }, but);
}

/** What opens this device without a network is made after the sign-in, slowly by purpose. */
async function waitForVerifier(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => new Promise<number>((resolve, reject) => {
    const opening = indexedDB.open('outpost');
    opening.onerror = () => reject(new Error('no device database'));
    opening.onsuccess = () => {
      const keys = opening.result.transaction('settings').objectStore('settings').getAllKeys();
      keys.onsuccess = () => {
        opening.result.close();
        resolve(keys.result.filter((key) => typeof key === 'string' && key.startsWith('unlock:')).length);
      };
    };
  })), { timeout: 20_000 }).toBe(1);
}
