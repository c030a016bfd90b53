import type { CDPSession, Page } from '@playwright/test';
import { SEND_TAG } from '../../client/shared/sync/background-send.ts';
import { bubbleOf, openOwnThread, openThread, sendMessage, waitForShell, waitUntilLive } from '../support/portal-acts.ts';
import { fatma, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test, type Person } from '../support/portal-test.ts';

const words = 'Written, and the app closed, before the bus left the village.';

test('[R1] [R9] [R11] with every page closed and the app locked the worker sends what waits, once, when the browser says that there is a network', async ({ portal }) => {
  test.setTimeout(120_000);
  const phone = await portal.person('fatma', 'phone');
  const { page } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await openOwnThread(page, 'Dizzy since the new tablets');
  await waitUntilLive(page);
  await waitForShell(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  phone.line.cut();
  await sendMessage(page, words);
  await bubbleOf(page, words).getByText('Saved on this device').waitFor();
  expect(await askedFor(page), 'what the page asked the browser for').toContain(SEND_TAG);
  const thread = page.url();
  await page.goto('/c/riverside/');
  await page.getByRole('link', { name: /^More/ }).click();
  await page.getByRole('button', { name: /^Lock/ }).click();
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await page.goto('about:blank');

  const workers = await watchWorkers(phone);
  phone.line.open();
  await workers.sync();

  const nurse = await portal.person('grace', 'desk');
  await signInStaff(nurse, portal.server, 'grace');
  await openThread(nurse.browser.page, 'Fatma Hassan');
  await expect(bubbleOf(nurse.browser.page, words)).toBeVisible({ timeout: 40_000 });
  await workers.sync();

  await page.goto(thread);
  await page.getByLabel('Password', { exact: true }).fill(fatma.password);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(bubbleOf(page, words)).toContainText('Read by clinic');
  await expect(bubbleOf(page, words)).toHaveCount(1);
  await expect(bubbleOf(nurse.browser.page, words)).toHaveCount(1);
});

/** The one-off syncs the page's worker is registered for. */
function askedFor(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready as ServiceWorkerRegistration & { sync: { getTags(): Promise<string[]> } };
    return registration.sync.getTags();
  });
}

/** What the browser does by itself when it believes the network is back: it starts the worker and says so. */
async function watchWorkers({ browser: { context, page }, line: { origin } }: Person): Promise<{ sync(): Promise<void> }> {
  const session: CDPSession = await context.newCDPSession(page);
  const known = new Map<string, string>();
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    for (const { registrationId, scopeURL } of registrations) known.set(scopeURL, registrationId);
  });
  await session.send('ServiceWorker.enable');
  await expect.poll(() => [...known.keys()]).toContain(`${origin}/c/`);
  return {
    sync: async () => {
      await session.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId: known.get(`${origin}/c/`) ?? '', tag: SEND_TAG, lastChance: false });
    },
  };
}
