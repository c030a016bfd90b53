import { sql } from 'drizzle-orm';
import { openDatabase } from '../../sync-server/record/database.ts';
import { inspectScreen } from '../support/inspect-screen.ts';
import { syncChip, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { fatma, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';
import { writeThreads } from '../support/write-threads.ts';

test.use({ record: 'postgres' });

test('[V6] years of conversations: the newest in the list, earlier ones page by page, offline what this device has; staff see theirs and their comments', async ({ portal }) => {
  test.setTimeout(240_000);
  const database = await openDatabase({ kind: 'postgres', url: portal.server.databaseUrl ?? '' });
  const [who] = await database.query<{ patient: string; clinic: string; account: string; staff: string; threads: number }>(sql`
    select p.id as patient, p.clinic_id as clinic, a.id as account, (select s.id from staff s where s.clinic_id = p.clinic_id limit 1) as staff,
           (select count(*) from thread t where t.patient_id = p.id)::int as threads
    from patient p join account a on a.patient_id = p.id where p.name = 'Fatma Hassan'`);
  if (!who) throw new Error('No Fatma in the demo');
  const ids = await writeThreads(database, {
    ...who, readers: [who.account], count: 112, messages: 6, comments: 112, since: Date.UTC(2024, 0, 1), subject: (i) => `Year-old question ${i}`,
  });
  const id = (i: number): string => ids[i] ?? '';

  const phone = await portal.person('fatma', 'phone');
  const { page } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await waitUntilWhole(page);
  await waitForShell(page);
  const row = (i: number) => page.getByRole('link', { name: new RegExp(`Year-old question ${i}\\b`) });
  const earlier = page.getByRole('button', { name: /^Earlier conversations/ });
  await page.getByRole('link', { name: 'Messages' }).click();
  await expect(row(111)).toBeVisible();
  await expect(row(40)).toHaveCount(0);
  await expect(earlier).toBeVisible();
  const shown = page.getByRole('link', { name: /Year-old question/ });
  const total = async (): Promise<number> => await shown.count() + Number(/\((\d+)\)/.exec(await earlier.textContent() ?? '')?.[1]);
  expect(await total(), 'the button says how many there are').toBe(112);
  await inspectScreen(page, 'patient-earlier-threads');
  const before = await shown.count();
  await earlier.click();
  await expect.poll(() => shown.count()).toBeGreaterThan(before);
  await expect(earlier).toBeVisible();
  await expect.poll(total).toBe(112);
  const oldest = Number(/question (\d+)/.exec(await shown.last().textContent() ?? '')?.[1]);
  await shown.last().click();
  await expect(page.getByText(`Words 6 of question ${oldest}.`)).toBeVisible();
  await expect(page.getByText(`Words 1 of question ${oldest}.`)).toBeAttached();
  await page.reload();
  await expect(page.getByText(`Words 6 of question ${oldest}.`)).toBeVisible();

  phone.line.cut();
  await page.reload();
  await expect(page.getByText(`Words 6 of question ${oldest}.`)).toBeVisible();
  await page.goto(page.url().replace(id(oldest), id(3)));
  await expect(page.getByText('Earlier conversations are not on this device')).toBeVisible();
  await inspectScreen(page, 'patient-earlier-thread-offline');
  phone.line.open();
  await expect(async () => {
    const again = page.getByRole('button', { name: 'Try again' });
    if (await again.isVisible()) await again.click();
    await expect(page.getByText('Words 6 of question 3.')).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await expect(syncChip(page)).toHaveCount(0, { timeout: 30_000 });
  // Written to, it is open again, and in the list.
  await page.getByLabel('Write a message').fill('It is back');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('It is back')).toBeVisible();
  await expect.poll(async () => (await database.query<{ state: string }>(sql`select state from thread where id = ${id(3)}`))[0]?.state).toBe('open');
  await page.getByRole('link', { name: /^Back/ }).click();
  await expect(row(3)).toBeVisible();

  const grace = await portal.person('grace', 'desk');
  await signInStaff(grace, portal.server, 'grace');
  const desk = grace.browser.page;
  await waitUntilLive(desk);
  await desk.goto(`${new URL(desk.url()).origin}/staff/portal/messages/${who.patient}/${id(7)}`);
  await expect(desk.getByText('Words 6 of question 7.')).toBeVisible({ timeout: 30_000 });
  await expect(desk.getByText('Comment 7: rings back')).toBeVisible();
  await expect(desk.getByRole('button', { name: `${112 + who.threads - 1} other subjects` })).toBeVisible();
  await desk.goto(`${new URL(desk.url()).origin}/staff/portal/messages/${who.patient}`);
  const theirs = desk.getByRole('link', { name: /Year-old question/ });
  await expect(desk.getByRole('button', { name: /^Earlier conversations/ })).toBeVisible({ timeout: 30_000 });
  const some = await theirs.count();
  await desk.getByRole('button', { name: /^Earlier conversations/ }).click();
  await expect.poll(() => theirs.count()).toBeGreaterThan(some);
  await inspectScreen(desk, 'staff-earlier-threads');
  await database.close();
});
