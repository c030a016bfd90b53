import type { Page } from '@playwright/test';
import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell, waitUntilWhole } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

// The front desk: what the queue confirmed stands in the day; marked without a line; moved by the keyboard alone. -----------------

/** "Confirm Thursday 26 November, 9:00am": of the open request. */
async function askedFor(page: Page): Promise<{ readonly day: string; readonly button: ReturnType<Page['getByRole']> }> {
  const button = page.getByRole('button', { name: /^Confirm / });
  await expect(button).toBeVisible();
  return { button, day: /^Confirm (.+), [^,]+$/.exec((await button.textContent())?.trim() ?? '')?.[1] ?? '' };
}

async function openDay(page: Page, day: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Appointments' }).click();
  await page.getByRole('combobox', { name: 'Place' }).selectOption({ label: 'Riverside Main' });
  await page.getByRole('combobox', { name: 'Day' }).selectOption({ label: day });
}

test('[C13] [C14] a confirmed request stands in the desk’s day; marked without a line; a second desk sees it; moved by keyboard onto a taken time it is refused with free ones', async ({ portal }) => {
  test.setTimeout(240_000);
  const tomas = await portal.person('tomas', 'desk');
  const grace = await portal.person('grace', 'desk');
  await signInStaff(tomas, portal.server, 'tomas');
  await signInStaff(grace, portal.server, 'grace');
  const [desk, other] = [tomas.browser.page, grace.browser.page];
  await waitForShell(desk);
  await waitUntilWhole(desk);

  await desk.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Bookings' }).click();
  await desk.getByRole('link', { name: /Rosa Quispe/ }).click();
  const { day } = await askedFor(desk);
  await openDay(desk, day);
  await desk.getByRole('button', { name: /^\^ .*Rosa Quispe,? ?Pending/ }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Answer under Bookings' }).click();
  await (await askedFor(desk)).button.click();
  await expect(desk.getByText('This request does not wait any more')).toBeVisible({ timeout: 60_000 });
  await openDay(desk, day);
  const block = (page: Page) => page.getByRole('region', { name: 'Appointments' }).getByRole('button', { name: /Rosa Quispe/ });
  await expect(block(desk)).toHaveAccessibleName(/Booked$/);
  await inspectScreen(desk, 'staff-desk-day');

  tomas.line.cut();
  await block(desk).click();
  await desk.getByRole('dialog').getByRole('checkbox', { name: /^Reminder done/ }).check();
  await inspectScreen(desk, 'staff-desk-panel-offline');
  await desk.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await expect(block(desk)).toHaveAccessibleName(/Booked, Reminder done, saved on this device$/);
  await waitUntilWhole(other);
  await openDay(other, day);
  await expect(block(other)).toHaveAccessibleName(/Booked$/);
  tomas.line.open();
  await expect(block(desk)).toHaveAccessibleName(/Booked, Reminder done$/, { timeout: 60_000 });
  await expect(block(other)).toHaveAccessibleName(/Booked, Reminder done$/, { timeout: 60_000 });

  // Ngaire holds a time of Dr Otieno, with whom Fatma is: there Fatma cannot go.
  await other.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Bookings' }).click();
  await other.getByRole('link', { name: /Ngaire/ }).click();
  const held = await askedFor(other);
  const label = (await held.button.textContent())?.trim() ?? '';
  const time = /, ([^,]+)$/.exec(label)?.[1] ?? '';
  const moving = await findFatma(other);
  await moving.press('Enter');
  await other.getByRole('dialog').getByRole('button', { name: 'Move …' }).press('Enter');
  const dialog = other.getByRole('dialog', { name: /^Move the appointment of Fatma/ });
  await dialog.getByRole('combobox', { name: 'Day' }).selectOption({ label: held.day });
  await expect(dialog.getByRole('button', { name: /^Move to / })).toContainText(held.day);
  await dialog.getByRole('combobox', { name: 'Time' }).focus();
  await chooseByArrows(other, time);
  await expect(dialog.getByText(/^Ngaire .* with this provider\.$/)).toBeVisible();
  await inspectScreen(other, 'staff-desk-move');
  await dialog.getByRole('button', { name: /^Move to / }).press('Enter');
  await expect(other.getByText('Not moved: Somebody else has this time.')).toBeVisible({ timeout: 60_000 });
  const instead = other.getByRole('button', { name: /^Move to / });
  await expect(instead).toHaveCount(3);
  await inspectScreen(other, 'staff-desk-refused');
  await instead.first().press('Enter');
  await other.getByRole('dialog').getByRole('button', { name: /^Move to / }).press('Enter');
  await expect(other.getByText('Not moved:')).toHaveCount(0);
});

/** In the week of Dr Otieno that has it: this one or the next. */
async function findFatma(page: Page): Promise<ReturnType<Page['getByRole']>> {
  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Appointments' }).click();
  await page.getByRole('combobox', { name: 'Place' }).selectOption({ label: 'Riverside Main' });
  await page.getByRole('radio', { name: 'Week' }).check({ force: true });
  await page.getByRole('main').getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'Dr Daniel Otieno' });
  const region = page.getByRole('region', { name: 'Appointments' });
  const fatma = region.getByRole('button', { name: /Fatma Hassan,? ?Booked/ });
  await expect(region.getByRole('heading')).toHaveCount(7);
  if (!(await fatma.isVisible())) await page.getByRole('button', { name: 'Later' }).click();
  await expect(fatma).toBeVisible();
  return fatma;
}

/** From where it stands, up or down to the time. */
async function chooseByArrows(page: Page, time: string): Promise<void> {
  const select = page.getByRole('dialog').getByRole('combobox', { name: 'Time' });
  const at = (words: string): Promise<number> => select.locator('option').evaluateAll((options, wanted) => options.findIndex((option) => option.textContent === wanted), words);
  const chosen = (): Promise<number> => select.evaluate((element) => (element as HTMLSelectElement).selectedIndex);
  const wanted = await at(time.replace(/^(\d):/, '0$1:').replace(/am$/, ''));
  expect(wanted).toBeGreaterThanOrEqual(0);
  for (let from = await chosen(); from !== wanted; from = await chosen()) await select.press(from < wanted ? 'ArrowDown' : 'ArrowUp');
}
