import { sql } from 'drizzle-orm';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { writeTouches } from '../../sync-server/record/touch.ts';
import { viewName } from '../../schema/view-names.ts';
import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell, waitUntilWhole } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

// A clinic's side of a video visit where no LiveKit is set up: it stands on the board, somebody waits, a coordinator sends a word, its
// clinician holds it by phone. ---------------------------------------------------------------------------------------------------

test.use({ record: 'postgres' });

/** Rosa's visit is now, and she has checked in: what her phone would say, and the clock. */
async function letRosaWait(database: Database): Promise<void> {
  const [visit] = await database.query<{ consult: string; clinic: string; patient: string }>(sql`
    select k.id as consult, k.clinic_id as clinic, k.patient_id as patient from consult k join patient p on p.id = k.patient_id where p.name = 'Rosa Quispe' and k.state = 'scheduled'`);
  if (!visit) throw new Error('Rosa has no video visit');
  await database.transaction(async (tx) => {
    await tx.query(sql`update appointment set starts_at = now() + interval '2 minutes', ends_at = now() + interval '22 minutes', state = 'arrived' where id = (select appointment_id from consult where id = ${visit.consult})`);
    await tx.query(sql`update consult set state = 'waiting', waiting_since = now(), presence_at = now() + interval '1 hour', devices = '{"camera":"none","microphone":"ok"}'::jsonb where id = ${visit.consult}`);
    await writeTouches(tx, [{ view: viewName.live(visit.clinic), section: 'consults', entry: visit.consult }, { view: viewName.person(visit.patient), section: 'consults', entry: visit.consult }]);
  });
}

test('[C37] [C39] [C40] [C42] [C43] a visit on the board, a patient who waits, a word to her; started by its clinician alone, by phone where there is no video, and ended', async ({ portal }) => {
  test.setTimeout(300_000);
  const database = await openDatabase({ kind: 'postgres', url: portal.server.databaseUrl ?? '' });
  const mei = await portal.person('mei', 'desk');
  const samuel = await portal.person('samuel', 'desk');
  await signInStaff(mei, portal.server, 'mei');
  await signInStaff(samuel, portal.server, 'samuel');
  const [clinician, coordinator] = [mei.browser.page, samuel.browser.page];
  await waitForShell(clinician);
  await clinician.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Bookings' }).click();
  await clinician.getByRole('link', { name: /Rosa Quispe/ }).click();
  await clinician.getByRole('button', { name: /^Confirm / }).click();
  await expect(clinician.getByText('This request does not wait any more')).toBeVisible({ timeout: 60_000 });

  await waitForShell(coordinator);
  await waitUntilWhole(coordinator);
  await coordinator.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Live' }).click();
  await coordinator.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: /Waiting Room/ }).click();
  await expect(coordinator.getByText('Nobody is waiting')).toBeVisible();
  await letRosaWait(database);
  const rosa = coordinator.getByRole('list', { name: 'Patients who wait' }).getByRole('listitem').filter({ hasText: 'Rosa Quispe' });
  await expect(rosa).toContainText('no camera, microphone works', { timeout: 30_000 });
  await expect(coordinator.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: /1 patient waits/ })).toBeVisible();
  await expect(rosa).toContainText('Your role plans visits and does not conduct them.');
  await inspectScreen(coordinator, 'staff-live-waiting');

  samuel.line.cut();
  await rosa.getByRole('button', { name: 'Word to the patient' }).click();
  const word = coordinator.getByRole('dialog', { name: 'Word to Rosa' });
  await word.getByRole('button', { name: '10 more minutes.' }).click();
  await inspectScreen(coordinator, 'staff-live-word');
  await word.getByRole('button', { name: 'Show it to Rosa' }).click();
  await expect(rosa).toContainText('“10 more minutes.” (Samuel Kiprono');
  samuel.line.open();

  await clinician.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Live' }).click();
  await clinician.getByRole('region', { name: 'Waiting now' }).getByRole('link', { name: /Rosa Quispe/ }).click();
  await expect(clinician.getByText('“10 more minutes.” (Samuel Kiprono', { exact: false })).toBeVisible({ timeout: 60_000 });
  await inspectScreen(clinician, 'staff-live-board');
  await clinician.getByRole('button', { name: 'Visit Rosa by phone' }).click({ timeout: 60_000 });
  await expect(clinician.getByRole('button', { name: 'End visit' })).toBeVisible({ timeout: 60_000 });
  await expect(clinician.getByRole('tab', { name: 'Summary' })).toBeVisible({ timeout: 30_000 });
  await inspectScreen(clinician, 'staff-live-room');

  mei.line.cut();
  await clinician.getByRole('button', { name: 'End visit' }).press('Enter');
  await clinician.getByRole('dialog', { name: 'End the visit with Rosa?' }).getByRole('button', { name: 'End the visit' }).press('Enter');
  await expect(clinician.getByText('The visit has ended', { exact: false })).toBeVisible();
  mei.line.open();
  await expect(coordinator.getByText('Nobody is waiting')).toBeVisible({ timeout: 60_000 });
  await coordinator.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Telehealth Board' }).click();
  await expect(coordinator.getByRole('region', { name: 'Over' }).getByRole('link', { name: /Rosa Quispe/ })).toContainText('Completed', { timeout: 60_000 });
  await coordinator.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Schedule' }).click();
  await expect(coordinator.getByRole('heading', { name: 'Schedule of video visits' })).toBeVisible();
  await inspectScreen(coordinator, 'staff-live-schedule');
  await database.close();
});
