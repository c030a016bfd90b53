import type { Locator, Page } from '@playwright/test';
import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell, waitUntilWhole } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';
import { readPdf } from '../support/read-pdf.ts';

/** In the week of that provider that has it: this one, or one beside it. The demo's appointments stand so many days from today, whatever day that is. */
async function findBlock(page: Page, provider: string, name: RegExp, other: 'Earlier' | 'Later'): Promise<Locator> {
  await page.getByRole('radio', { name: 'Week' }).check({ force: true });
  await page.getByRole('main').getByRole('combobox', { name: 'Provider' }).selectOption({ label: provider });
  const region = page.getByRole('region', { name: 'Appointments' });
  await expect(region.getByRole('heading')).toHaveCount(7);
  const block = region.getByRole('button', { name });
  if (!(await block.isVisible())) await page.getByRole('button', { name: other, exact: true }).click();
  await expect(block).toBeVisible();
  return block;
}

test('[C14] [B34] the desk puts back what it noted by mistake, moves an appointment by dragging, and prints its day as a list', async ({ portal }) => {
  test.setTimeout(180_000);
  const tomas = await portal.person('tomas', 'desk');
  await signInStaff(tomas, portal.server, 'tomas');
  const desk = tomas.browser.page;
  await waitForShell(desk);
  await waitUntilWhole(desk);
  await desk.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Appointments' }).click();
  await desk.getByRole('combobox', { name: 'Place' }).selectOption({ label: 'Riverside Main' });

  const omar = await findBlock(desk, 'Grace Wanjiru', /Omar .*Did not come/, 'Earlier');
  await omar.click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Put back …' }).click();
  const undoing = desk.getByRole('dialog', { name: 'They came after all, or still may' });
  await undoing.getByRole('button', { name: 'Put it back' }).click();
  await expect(undoing.getByText('Say why: it is kept with the change.')).toBeVisible();
  await undoing.getByLabel('Why').fill('He sat in the other waiting room');
  await inspectScreen(desk, 'staff-desk-undo');
  await undoing.getByRole('button', { name: 'Put it back' }).click();
  await expect(undoing).toHaveCount(0);
  await expect(desk.getByRole('region', { name: 'Appointments' }).getByRole('button', { name: /Omar .*Booked$/ })).toBeVisible({ timeout: 60_000 });

  await desk.getByRole('button', { name: 'Today' }).click();
  const kofi = await findBlock(desk, 'Dr Mei Tanaka', /Kofi .*Booked$/, 'Later');
  const column = kofi.locator('xpath=ancestor::*[@data-column]');
  const [from, day] = [await kofi.boundingBox(), await column.boundingBox()];
  if (!from || !day) throw new Error('The appointment is not on the screen');
  // Dropped where noon is drawn: nothing of the demo stands there, whatever day of the week it begins on.
  const [, hour = '', minute = ''] = /(\d\d):(\d\d)/.exec(await kofi.innerText()) ?? [];
  const hours = await column.evaluate((element) => Number(getComputedStyle(element).getPropertyValue('--hours')));
  const down = (12 - Number(hour) - Number(minute) / 60) * (day.height / hours);
  await kofi.dragTo(column, { sourcePosition: { x: 8, y: 4 }, targetPosition: { x: 40, y: from.y - day.y + down + 4 } });
  const moving = desk.getByRole('dialog', { name: /^Move the appointment of Kofi/ });
  await expect(moving.getByText('Free as far as this device knows.')).toBeVisible();
  const act = moving.getByRole('button', { name: /^Move to / });
  await expect(act).toHaveText(/, 12:00pm$/);
  const [, to = ''] = /^Move to (.+), [^,]+$/.exec((await act.textContent())?.trim() ?? '') ?? [];
  await inspectScreen(desk, 'staff-desk-dragged');
  await act.click();
  await expect(desk.getByRole('region', { name: 'Appointments' }).getByRole('button', { name: /12:00 Kofi .*Booked$/ })).toBeVisible({ timeout: 60_000 });

  // On paper: that day as a list, whose it is and when it was printed; nothing to press.
  await desk.getByRole('radio', { name: 'Day' }).check({ force: true });
  await desk.getByRole('combobox', { name: 'Day' }).selectOption({ label: to });
  await desk.getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'Everybody' });
  await expect(desk.getByRole('region', { name: 'Appointments' }).getByRole('button', { name: /12:00 Kofi/ })).toBeVisible();
  const file = test.info().outputPath('day.pdf');
  await desk.pdf({ path: file, format: 'A4' });
  const paper = readPdf(file).join(' ');
  expect(paper).toMatch(new RegExp(`Riverside Main, ${to}.*, printed `));
  expect(paper).toMatch(/Dr Mei Tanaka.*12:00 Kofi/);
  expect(paper).not.toMatch(/Overview|Put back|Everybody|Print\b/);
});
