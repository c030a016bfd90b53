import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../../sync-server/record/database.ts';
import { inspectScreen } from '../support/inspect-screen.ts';
import { openOwnThread, openThread, syncChip, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { fatma, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';
import { writeMessages } from '../support/write-messages.ts';

test.use({ record: 'postgres' });

const words = (seq: number): string => `Day ${seq} of the diary: ${'slept well, walked to the market, no dizziness. '.repeat(6)}`;
const day = (page: Page, seq: number) => page.getByText(new RegExp(`^Day ${seq} of the diary`));
const earlier = (page: Page) => page.getByRole('button', { name: /^Earlier messages/ });

/** Presses it and looks where what was at the top has gone. */
async function openEarlier(page: Page, seq: number): Promise<void> {
  await earlier(page).scrollIntoViewIfNeeded();
  const before = await day(page, seq).boundingBox();
  await earlier(page).click();
  await expect(day(page, seq - 1)).toBeAttached();
  expect(Math.abs(((await day(page, seq).boundingBox())?.y ?? 0) - (before?.y ?? 0)), 'what was read has moved').toBeLessThan(4);
}

test('[V6] a long thread: its end at once, what came earlier page by page, offline what this device has, in words what it has not', async ({ portal }) => {
  test.setTimeout(240_000);
  const database = await openDatabase({ kind: 'postgres', url: portal.server.databaseUrl ?? '' });
  const [thread] = await database.query<{ id: string; patient_id: string; clinic_id: string; last_seq: number; subject: string }>(sql`
    select t.id, t.patient_id, t.clinic_id, t.last_seq, t.subject from thread t join patient p on p.id = t.patient_id where p.name = 'Fatma Hassan' and t.subject like 'Dizzy%'`);
  if (!thread) throw new Error('No thread of the demo');
  await writeMessages(database, { clinic: thread.clinic_id, patient: thread.patient_id, thread: thread.id }, 500, words);
  const [window] = await database.query<{ seq: number }>(sql`select ${thread.last_seq}::bigint + 1 as seq`);
  const last = thread.last_seq + 500;

  const phone = await portal.person('fatma', 'phone');
  const { page } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await waitUntilWhole(page);
  await waitForShell(page);
  await openOwnThread(page, thread.subject);
  await expect(day(page, last)).toBeInViewport();
  await expect(earlier(page)).toBeAttached();
  const top = async (): Promise<number> => Number(/^Day (\d+)/.exec(await page.getByText(/^Day \d+ of the diary/).first().textContent() ?? '')?.[1]);
  const first = await top();
  expect(first).toBeGreaterThan(100);
  await openEarlier(page, first);
  await inspectScreen(page, 'patient-earlier-messages');
  const held = await top();

  phone.line.cut();
  await page.reload();
  await expect(day(page, last)).toBeInViewport();
  // The strip that says so takes room above all that is read, when it comes and when it goes.
  await expect(syncChip(page)).toHaveAccessibleName(/Offline|Cannot reach/, { timeout: 30_000 });
  await openEarlier(page, first);
  expect(await top()).toBe(held);
  await earlier(page).click();
  await expect(page.getByText('Earlier messages are not on this device')).toBeVisible();
  await inspectScreen(page, 'patient-earlier-messages-offline');
  phone.line.open();
  await expect(async () => {
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(day(page, held - 1)).toBeAttached({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await expect(syncChip(page)).toHaveCount(0, { timeout: 30_000 });
  for (let seq = await top(); await earlier(page).count() > 0; seq = await top()) {
    if (seq <= (window?.seq ?? 0)) {
      await earlier(page).click();
      break;
    }
    await openEarlier(page, seq);
  }
  await expect(earlier(page)).toHaveCount(0);
  await expect(page.getByText(/^Day \d+ of the diary/)).toHaveCount(500);

  const grace = await portal.person('grace', 'desk');
  await signInStaff(grace, portal.server, 'grace');
  await waitUntilLive(grace.browser.page);
  await openThread(grace.browser.page, 'Fatma Hassan');
  await expect(day(grace.browser.page, last)).toBeInViewport();
  await openEarlier(grace.browser.page, first);
  await inspectScreen(grace.browser.page, 'staff-earlier-messages');
  await database.close();
});
