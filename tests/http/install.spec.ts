import type { CDPSession, Page } from '@playwright/test';
import { builtPart } from '../support/built-part.ts';
import { inspectScreen } from '../support/inspect-screen.ts';
import { openOwnThread, sendMessage, waitForShell } from '../support/portal-acts.ts';
import { fatma, signInPatient } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

interface WebManifest {
  readonly id: string;
  readonly name: string;
  readonly start_url: string;
  readonly scope: string;
  readonly theme_color: string;
  readonly short_name: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly type: string; readonly purpose: string }[];
}

/** What Chromium itself makes of the page: which app it would install, and what stands in the way. */
async function askChromium(page: Page): Promise<{ errors: string[]; manifest: WebManifest; appId: string | undefined }> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  const { data = '{}', errors } = await cdp.send('Page.getAppManifest');
  const { appId } = await cdp.send('Page.getAppId');
  await cdp.detach();
  return { errors: [...installabilityErrors.map(({ errorId }) => errorId), ...errors.map(({ message }) => message)], manifest: JSON.parse(data) as WebManifest, appId };
}

test('[B30] both apps are installable, each clinic as an app of its own with its name, colour and pictures', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  const { page } = phone.browser;
  const ids = new Set<string>();
  for (const { address, name, colour, short } of [
    { address: '/c/riverside/', name: 'Riverside Clinic', short: 'Riverside', colour: null },
    { address: '/c/hillcrest/for/nobody/messages', name: 'Hillcrest Family Practice', short: 'Hillcrest', colour: null },
    { address: '/staff/patients', name: 'Outpost', short: 'Outpost', colour: '#0F6A57' },
  ]) {
    await page.goto(address);
    await page.getByRole('heading').first().waitFor();
    await waitForShell(page);
    const base = address.startsWith('/staff') ? '/staff/' : `/${address.split('/').slice(1, 3).join('/')}/`;
    const { errors, manifest, appId } = await askChromium(page);
    expect([address, ...errors]).toEqual([address]);
    expect(manifest).toMatchObject({ id: base, start_url: base, scope: base, name, display: 'standalone' });
    expect(manifest.short_name).toContain(short.slice(0, 4));
    expect(manifest.short_name.length).toBeLessThanOrEqual(12);
    if (colour !== null) expect(manifest.theme_color).toBe(colour);
    ids.add(appId ?? 'none');
    expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable', '192x192 maskable']));
    const drawn = await page.evaluate((icons) => Promise.all(icons.map(async ({ src, sizes }) => {
      const picture = new Image();
      picture.src = src;
      await picture.decode();
      return sizes === 'any' || `${picture.naturalWidth}x${picture.naturalHeight}` === sizes;
    })), manifest.icons);
    expect(drawn).toEqual(manifest.icons.map(() => true));
    const apple = await page.locator('link[rel="apple-touch-icon"]').getAttribute('href');
    expect(apple).toBe(`${base}icons/apple-180.png`);
    expect((await page.request.get(apple ?? '')).headers()['content-type']).toBe('image/png');
  }
  expect(ids.size).toBe(3);
});

test('[B30] the page from the device names its own clinic\'s manifest without a network, too; an iPhone gets the clinic\'s short name', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  await signInPatient(phone, portal.server, fatma);
  await phone.browser.page.getByRole('link', { name: /^More/ }).waitFor();
  await waitForShell(phone.browser.page);
  phone.line.cut();
  await phone.browser.closeWindow();
  const page = await phone.browser.startAgain();
  await page.goto('/c/riverside/');
  await page.getByRole('link', { name: /^More/ }).waitFor();
  await expect(page.locator('link[rel="manifest"]')).toHaveAttribute('href', '/c/riverside/manifest.webmanifest');
  await expect(page.locator('meta[name="apple-mobile-web-app-title"]')).toHaveAttribute('content', /^Riverside/);
  expect(await page.evaluate(() => document.querySelectorAll('link[rel="manifest"]').length)).toBe(1);
});

/** Chromium may offer by itself, when it likes: only the test's own offers are heard. */
const keepOwnOffers = (page: Page): Promise<unknown> => page.addInitScript(() => addEventListener('beforeinstallprompt', (event) => {
  if (event.isTrusted) event.stopImmediatePropagation();
}));
/** The browser's own question, as Chromium would put it; what it did with ours is left on the page. */
async function offerToInstall(page: Page, outcome: 'accepted' | 'dismissed'): Promise<void> {
  await page.evaluate((answer) => {
    const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: () => { document.documentElement.dataset['asked'] = 'yes'; return Promise.resolve(); },
      userChoice: Promise.resolve({ outcome: answer }),
    });
    document.documentElement.dataset['heldBack'] = String(!dispatchEvent(event));
  }, outcome);
}
const offer = (page: Page) => page.getByRole('region', { name: 'Put this app on your home screen' });

test('[B30] the install is offered after something was sent, never while something waits, and not again after "Not now"', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  const { page } = phone.browser;
  await keepOwnOffers(page);
  await signInPatient(phone, portal.server, fatma);
  await waitForShell(page);
  const home = page.url();
  await offerToInstall(page, 'dismissed');
  await expect(page.locator('html')).toHaveAttribute('data-held-back', 'true');
  await page.getByText('Messages').first().waitFor();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('outpost.setting.install.firstUse'))).not.toBeNull();
  await expect(offer(page), 'nothing sent yet, first visit').toHaveCount(0);

  await openOwnThread(page, 'Dizzy since the new tablets');
  phone.line.cut();
  await sendMessage(page, 'Sent before I installed anything');
  await page.getByRole('link', { name: /Back/ }).first().click();
  await page.getByRole('link', { name: /^Home/ }).click();
  await page.getByRole('button', { name: 'Write to the clinic' }).waitFor();
  await expect(offer(page), 'something waits').toHaveCount(0);
  phone.line.open();
  await expect(offer(page)).toBeVisible({ timeout: 40_000 });
  await offer(page).scrollIntoViewIfNeeded();
  await inspectScreen(page, 'install-offer');
  await offer(page).getByRole('button', { name: 'Install' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-asked', 'yes');
  await expect(offer(page), 'the browser heard a no').toHaveCount(0);

  await page.goto(home);
  await offerToInstall(page, 'accepted');
  await page.getByRole('link', { name: /^More/ }).click();
  // Whoever looks for it finds it.
  await expect(offer(page).getByRole('button', { name: 'Install' })).toBeVisible();
  await page.getByRole('link', { name: /^Home/ }).click();
  await page.getByRole('button', { name: 'Write to the clinic' }).waitFor();
  // What would offer it is there, and does not.
  const { script } = builtPart('patient/home/later.tsx');
  await expect.poll(() => page.evaluate((part) => performance.getEntriesByType('resource').some(({ name }) => name.endsWith(part)), script)).toBe(true);
  await expect(offer(page)).toHaveCount(0);
});

test('[B30] an iPhone is told how in three steps, and its home-screen app why it asks to sign in once more', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  const { page } = phone.browser;
  await keepOwnOffers(page);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1' });
  });
  await signInPatient(phone, portal.server, fatma);
  await page.getByRole('link', { name: /^More/ }).click();
  await offer(page).getByRole('button', { name: 'Show me how' }).click();
  const sheet = page.getByRole('dialog', { name: 'Put this app on your home screen' });
  await expect(sheet.getByRole('listitem')).toHaveText([/^1\. Press Share\./, /^2\. .*Add to Home Screen/, /^3\. Press “Add”/]);
  await expect(sheet).toContainText('sign in once more');
  await inspectScreen(page, 'install-iphone');

  const app = await portal.person('app', 'phone');
  await keepOwnOffers(app.browser.page);
  await app.browser.page.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: true }));
  await app.browser.page.goto('/c/riverside/');
  await expect(app.browser.page.getByText('sign in once more')).toBeVisible();
  await inspectScreen(app.browser.page, 'install-once-more');
  await signInPatient(app, portal.server, fatma);
  await app.browser.page.getByRole('link', { name: /^More/ }).click();
  await expect(app.browser.page.getByText('Where you are signed in')).toBeVisible();
  await expect(offer(app.browser.page), 'it is installed').toHaveCount(0);
  await app.browser.page.getByRole('button', { name: /^Sign out/ }).click();
  await app.browser.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await app.browser.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expect(app.browser.page.getByText('sign in once more')).toHaveCount(0);
});
