import type { Page } from '@playwright/test';
import { fatma, signInPatient } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

/** The device's store of requests is busy until it is let go: whoever saves waits, as on a slow or full phone. */
async function holdStore(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((one) => one.name ?? '').find((one) => one.startsWith('outpost-')) ?? '';
    const database = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => resolve(asked.result);
    });
    const held = globalThis as unknown as { isHeld: boolean; letGo: Promise<void> };
    held.isHeld = true;
    const store = database.transaction('requests', 'readwrite').objectStore('requests');
    held.letGo = new Promise((resolve) => {
      const again = (): void => {
        if (held.isHeld) store.count().onsuccess = again;
        else {
          database.close();
          resolve();
        }
      };
      again();
    });
  });
  return () => page.evaluate(async () => {
    const held = globalThis as unknown as { isHeld: boolean; letGo: Promise<void> };
    held.isHeld = false;
    await held.letGo;
  });
}

test('[R5] a first message: words typed while the device still saves it are not lost, they stand in the new conversation', async ({ portal }) => {
  const phone = await portal.person('fatma', 'phone');
  const { page } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await page.getByRole('button', { name: 'Write to the clinic' }).click();
  await page.getByRole('radio').first().check();
  await page.getByLabel('What is it about?').fill('The new tablets');
  const text = page.getByLabel('Your message');
  await text.fill('They make me dizzy.');
  const letGo = await holdStore(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await text.pressSequentially(' And I sleep badly.');
  await letGo();
  await expect(page).toHaveURL(/\/messages\/[\w-]{22}$/);
  await expect(page.getByText('They make me dizzy.', { exact: true })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveValue('And I sleep badly.');
});
