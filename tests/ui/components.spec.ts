import { expect, type Page, test } from '@playwright/test';
import { findAxeFaults } from '../support/axe.ts';
import { buildPage, servePage } from './build-page.ts';

let server: Awaited<ReturnType<typeof servePage>>;
let complaints: string[];

test.beforeAll(async () => {
  await buildPage();
  server = await servePage();
});
test.afterAll(() => server.stop());
test.use({ locale: 'en-GB', viewport: { width: 360, height: 740 } });

async function open(page: Page, query = ''): Promise<void> {
  complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${server.url}/${query}`);
  await page.locator('main').waitFor();
}
test.afterEach(() => expect(complaints, 'errors, and what the content security policy forbade').toEqual([]));

/** Time passes only where a test lets it. */
async function stopClock(page: Page): Promise<void> {
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1_000);
}
const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

for (const app of ['patient', 'staff'])
  for (const theme of ['light', 'dark'] as const)
    for (const width of [320, 1280])
      test(`[C53] ${app} components, ${theme}, ${width} wide: axe finds nothing, nothing runs over`, async ({ page }) => {
        await page.setViewportSize({ width, height: app === 'patient' ? 4000 : 800 });
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await open(page, `?app=${app}`);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        expect(await findAxeFaults(page)).toEqual([]);
        await page.getByRole('button', { name: app === 'staff' ? /not accepted/ : /Up to date/ }).first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await page.waitForTimeout(200);
        expect(await findAxeFaults(page)).toEqual([]);
      });

for (const [name, prepare] of Object.entries({
  'right to left': async (page: Page) => open(page, '?language=ar'),
  'forced colours': async (page: Page) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await open(page);
  },
  'text at 200 %': async (page: Page) => {
    await open(page);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  },
}))
  test(`${name}: everything stays on the page`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 12_000 });
    await prepare(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await findAxeFaults(page)).toEqual([]);
  });

test('a sheet takes the focus to its question and gives it back; Escape and a press beside it close it', async ({ page }) => {
  await open(page);
  const opener = page.getByRole('button', { name: /Up to date/ });
  const sheet = page.getByRole('dialog', { name: 'Offline' });
  await opener.click();
  await expect(page.getByRole('heading', { name: 'Offline' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(sheet.getByRole('button', { name: 'Edit' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(opener).toBeFocused();
  await opener.click();
  await page.mouse.click(180, 10);
  await expect(sheet).toHaveCount(0);
  await opener.click();
  await sheet.getByRole('button', { name: 'Try now' }).click();
  await expect(sheet).toHaveCount(0);
});

test('a locked sheet stays, however often Escape is pressed', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Release' }).click();
  const sheet = page.getByRole('dialog', { name: 'Releasing' });
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('Escape');
  await page.mouse.click(180, 10);
  await expect(sheet).toBeVisible();
  await sheet.getByRole('button', { name: 'Done' }).click();
  await expect(sheet).toHaveCount(0);
});

test('[R2] a double tap presses once; an act that cannot run says why', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Pressed 0' }).dblclick();
  await expect(page.getByRole('button', { name: 'Pressed 1' })).toBeVisible();
  const join = page.getByRole('button', { name: 'Join the visit' });
  await expect(join).toHaveAccessibleDescription('Joining needs a connection.');
  await join.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Pressed 1' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Joining needs a connection.' })).toHaveCount(1);
});

test('[C79] a field says what to do, in words, tied to itself', async ({ page }) => {
  await open(page);
  const phone = page.getByRole('textbox', { name: 'Phone number' });
  await expect(phone).toHaveAccessibleDescription('With the country code Error: Write it with its country code');
  await expect(phone).toHaveAttribute('aria-invalid', 'true');
});

test('[C78] a password can be seen by whoever types it', async ({ page }) => {
  await open(page);
  const field = page.getByRole('textbox', { name: 'Password' });
  await field.fill('Marigold 7');
  await expect(field).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(field).toHaveAttribute('type', 'text');
  await expect(page.getByRole('button', { name: 'Hide password' })).toBeVisible();
});

test('a text area grows with its words up to its limit, then scrolls', async ({ page }) => {
  await open(page);
  const area = page.getByRole('textbox', { name: 'What is it about?' });
  const height = async (): Promise<number> => (await area.boundingBox())?.height ?? 0;
  const empty = await height();
  await area.fill('one\ntwo\nthree\nfour');
  const four = await height();
  expect(four).toBeGreaterThan(empty + 20);
  await area.fill(Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n'));
  expect(await height()).toBeLessThan(four + 60);
  await area.fill('');
  expect(await height()).toBe(empty);
});

test('a snackbar goes after ten seconds, but never from under a finger or the focus', async ({ page }) => {
  await stopClock(page);
  await open(page);
  await page.getByRole('button', { name: 'Close it' }).click();
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.focus();
  await page.clock.runFor(60_000);
  await expect(undo).toBeVisible();
  await page.getByRole('button', { name: 'Close it' }).focus();
  await page.clock.runFor(9_900);
  await expect(undo).toBeVisible();
  await page.clock.runFor(200);
  await expect(undo).toHaveCount(0);
});

test('a snackbar lies above what stands at the foot of a phone, and covers none of it', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  // A composer with a long text: higher than any bar.
  await page.locator('[data-foot]').last().evaluate((foot: HTMLElement) => { foot.style.paddingBlockStart = '90px'; });
  await page.getByRole('button', { name: 'Close it' }).click();
  const shown = page.getByRole('region').filter({ has: page.getByRole('button', { name: 'Undo' }) });
  const room = async (): Promise<number> => {
    const [snackbar, foot] = [await shown.boundingBox(), await page.locator('[data-foot]').last().boundingBox()];
    return snackbar && foot ? foot.y - (snackbar.y + snackbar.height) : NaN;
  };
  await expect.poll(room).toBeGreaterThanOrEqual(8);
  expect(await room()).toBeLessThan(24);
});

test('nothing is drawn for a wait under 300 ms; after 8 s it says so and offers a way on', async ({ page }) => {
  await stopClock(page);
  await open(page);
  const status = page.getByRole('status').filter({ hasText: 'Slow connection. This may take a while.' });
  await page.clock.runFor(250);
  await expect(page.locator('[data-of="list"][data-shown]')).toHaveCount(0);
  await page.clock.runFor(100);
  await expect(page.locator('[data-of="list"][data-shown]')).toHaveCount(1);
  await expect(status).toHaveCount(0);
  await page.clock.runFor(8_000);
  await expect(status).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Read what is here' })).toBeVisible();
});

test('segments and tabs move with the arrow keys; Ctrl and Enter send, Enter alone does not', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, '?app=staff');
  await page.getByRole('radio', { name: 'All 9' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Mine 3' })).toBeChecked();
  await page.getByRole('tab', { name: 'Summary' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'Visits' })).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Visits' })).toHaveText('Panel visits');
  const reply = page.getByRole('textbox', { name: 'Reply to Fatma' });
  await reply.fill('Sit down first.');
  await reply.press('Enter');
  await expect(page.getByText('Sent 0')).toBeAttached();
  await reply.press('Control+Enter');
  await expect(page.getByText('Sent 1')).toBeAttached();
});

test('[C24] a clinic paints its colour through CSSOM, and nothing but a colour', async ({ page }) => {
  const paint = (): Promise<string> => page.getByRole('button', { name: /Pressed/ }).evaluate((it) => getComputedStyle(it).backgroundColor);
  await open(page, '?brand=%230072CE');
  expect(await paint()).toBe('rgb(0, 114, 206)');
  await open(page, `?brand=${encodeURIComponent('red;background:url(//evil)')}`);
  expect(await paint()).toBe('rgb(15, 106, 87)');
});

test('[C86] the band, the avatar and the system bar wear one person’s colour', async ({ page }) => {
  await open(page);
  const colour = 'rgb(17, 99, 132)';
  for (const bar of await page.locator('meta[name="theme-color"]').all()) await expect(bar).toHaveAttribute('content', colour);
  expect(await page.locator('meta[name="theme-color"]').count(), 'one for each theme').toBe(2);
  await expect(page.locator('header [data-person]').first()).toHaveCSS('background-color', colour);
});
