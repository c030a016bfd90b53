import {
  bubbleOf, inboxRow, openThread, openTray, readInbox, reply, setUrgency, startThread, switchTag, syncChip, waitForShell,
} from '../support/portal-acts.ts';
import { passPatientCode, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test, type Person, type Portal } from '../support/portal-test.ts';
import { syntheaBundle } from './synthea-bundle.ts';

const clemente = { identifier: 'clemente.kreiger@example.org', phone: '+254711000299', clinic: 'riverside', password: 'Kitchen-Garden-7' };
const words = 'The wound is red again since yesterday and warm to the touch.';
const answer = 'Come at three today, Clemente. Keep it dry until then.';

for (const record of ['pglite', 'postgres'] as const) {
  test.describe(`the main job (${record})`, () => {
    test.use({ record });
    test('[B1] [B2] [C19] [C20] [C67] [C93] [D1] [R1] [R5] [R6] [R9] from an imported stranger to an answer both nurses agree on', async ({ portal }) => {
      test.setTimeout(240_000);
      await portal.server.import('--demo', '--clinic', 'riverside', syntheaBundle);
      const password = await letIn(portal);
      const patient = await firstSignIn(portal, password);
      await writeInTheDark(patient);
      const nurses = await triageInTheDark(portal);
      await agreeAfterwards(nurses);
      await readTheAnswer(portal, patient);
    });
  });
}

/** [C67] [C68] [C93] The coordinator: refused with the reason, contact corrected, activated. Gives the one-time password. */
async function letIn(portal: Portal): Promise<string> {
  const tomas = await portal.person('tomas', 'desk');
  const { page } = tomas.browser;
  await signInStaff(tomas, portal.server, 'tomas');
  await page.getByRole('link', { name: 'Patients' }).click();
  await page.getByLabel('Name, birth date, number, phone or id').fill('kreiger');
  await page.getByRole('list', { name: 'Patients' }).getByRole('link', { name: 'Clemente Kreiger' }).click();
  await expect(page.getByText('Clemente cannot sign in yet.')).toBeVisible();
  await expect(page.getByText('The phone number on the record has no country code, or does not exist.')).toBeVisible();
  await expect(page.getByText('There is no e-mail address on the record.')).toBeVisible();
  const activate = page.getByRole('button', { name: 'Activate portal access for Clemente' });
  await expect(activate).toHaveAccessibleDescription('First settle what stands above.');
  // Focusable and explained, never greyed out: pressing it does nothing.
  await activate.press('Enter');
  await expect(page.getByText('Clemente cannot sign in yet.')).toBeVisible();

  await page.getByRole('button', { name: 'Change phone' }).click();
  await page.getByLabel('New phone number').fill('0711 000 299');
  await page.getByRole('button', { name: 'Save for Clemente' }).click();
  await expect(page.getByText(clemente.phone)).toBeVisible();
  await expect(page.getByText('The phone number on the record has no country code, or does not exist.')).toBeHidden();
  await page.getByRole('button', { name: 'Change e-mail' }).click();
  await page.getByLabel('New e-mail address').fill(clemente.identifier);
  await page.getByRole('button', { name: 'Save for Clemente' }).click();
  await expect(page.getByText('There is no e-mail address on the record.')).toBeHidden();

  await expect(activate).not.toHaveAccessibleDescription(/settle/);
  await activate.click();
  await page.getByRole('button', { name: 'Make a one-time password' }).click();
  await page.getByRole('button', { name: 'Make it for Clemente' }).click();
  const shown = page.getByRole('status', { name: 'One-time password' });
  const password = (await shown.innerText()).trim();
  await page.getByRole('button', { name: 'Close, I have handed it over' }).click();
  await expect(shown).toBeHidden();
  await tomas.browser.closeWindow();
  return password;
}

/** [C75] [C76] [C78] At 360×740: identifier, phone, one-time password, the code of the SMS, a password of one's own. */
async function firstSignIn(portal: Portal, once: string): Promise<Person> {
  const patient = await portal.person('clemente', 'phone');
  const { browser } = patient;
  await browser.page.goto('/c/riverside/');
  await passPatientCode(patient, portal.server, { ...clemente, password: once });
  await browser.page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  await browser.page.getByLabel('New password').fill(clemente.password);
  await browser.page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(browser.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expect(syncChip(browser.page)).toHaveText(/Up to date/);
  // Overnight the app is closed; whatever the browser writes late, it has written now.
  await browser.closeWindow();
  const page = await browser.startAgain();
  await page.goto('/c/riverside/');
  await expect(syncChip(page)).toHaveText(/Up to date/);
  await waitForShell(page);
  return patient;
}

/** [R5] [R9] The line is cut, words are written, the browser is killed and comes back without a network; then the line. */
async function writeInTheDark({ browser, line }: Person): Promise<void> {
  line.cut();
  await startThread(browser.page, { to: 'Nurses', subject: 'Red wound', text: words });
  await expect(bubbleOf(browser.page, words)).toContainText('Saved on this device');
  const deep = browser.page.url();
  await browser.killHard();

  const page = await browser.startAgain();
  await page.goto(deep);
  await expect(bubbleOf(page, words)).toContainText('Saved on this device');
  await expect(page.getByRole('heading', { name: 'Red wound' })).toBeVisible();
  line.open();
  await expect(bubbleOf(page, words)).toContainText('Received by Riverside Clinic', { timeout: 30_000 });
  await expect(bubbleOf(page, words)).toHaveCount(1);
}

/** [B1] Two nurses take the inbox offline and decide differently about the same threads. Joyce's line comes back first. */
async function triageInTheDark(portal: Portal): Promise<{ grace: Person; joyce: Person }> {
  const [grace, joyce] = [await portal.person('grace', 'desk'), await portal.person('joyce', 'desk')];
  for (const nurse of [grace, joyce]) {
    await signInStaff(nurse, portal.server, nurse.name);
    await openThread(nurse.browser.page, 'Clemente Kreiger');
    await expect(bubbleOf(nurse.browser.page, words)).toBeVisible();
    await openThread(nurse.browser.page, 'Joseph Ekai');
    await expect(syncChip(nurse.browser.page)).toHaveText(/Up to date/);
  }
  for (const { line } of [grace, joyce]) line.cut();

  // Joseph's thread: Grace first, so that hers is the one that does not stand.
  await setUrgency(grace.browser.page, 'Urgent');
  await setUrgency(joyce.browser.page, 'Routine');
  // Clemente's: Joyce first. Both take it; only one can have it.
  for (const { browser: { page } } of [joyce, grace]) await openThread(page, 'Clemente Kreiger');
  await setUrgency(joyce.browser.page, 'Today');
  await switchTag(joyce.browser.page, 'Wound');
  await joyce.browser.page.getByRole('button', { name: 'Assign to me' }).click();
  await reply(joyce.browser.page, answer);
  await expect(bubbleOf(joyce.browser.page, answer)).toContainText('Saved on this device');
  await setUrgency(grace.browser.page, 'Urgent');
  await switchTag(grace.browser.page, 'Call back');
  await grace.browser.page.getByRole('button', { name: 'Assign to me' }).click();
  await expect(inboxRow(grace.browser.page, 'Clemente Kreiger')).toContainText('saved here');
  return { grace, joyce };
}

/** [B2] [R6] Back online: both screens say the same, nothing is lost, and each loser hears who, what and when. */
async function agreeAfterwards({ grace, joyce }: { grace: Person; joyce: Person }): Promise<void> {
  joyce.line.open();
  const atJoyce = joyce.browser.page;
  await expect(bubbleOf(atJoyce, answer)).not.toContainText('Saved on this device', { timeout: 30_000 });
  await expect(bubbleOf(atJoyce, answer)).toContainText('Joyce');
  await expect(inboxRow(atJoyce, 'Clemente Kreiger')).not.toContainText('saved here');
  grace.line.open();
  const atGrace = grace.browser.page;
  await expect(inboxRow(atGrace, 'Clemente Kreiger')).toContainText('Joyce', { timeout: 30_000 });

  for (const page of [atGrace, atJoyce]) {
    await expect(inboxRow(page, 'Joseph Ekai')).not.toContainText(/Urgent|Today/);
    await expect(inboxRow(page, 'Clemente Kreiger')).toContainText('Urgent');
    await expect(page.getByRole('button', { name: 'Tags: Call back, Wound' }).or(page.getByRole('button', { name: 'Tags: Wound, Call back' }))).toBeVisible();
    await expect(bubbleOf(page, answer)).toHaveCount(1);
  }
  await expect(inboxRow(atJoyce, 'Clemente Kreiger')).toContainText('You');
  await expect.poll(async () => withoutOwner(await readInbox(atGrace))).toEqual(withoutOwner(await readInbox(atJoyce)));

  const graces = await openTray(atGrace);
  await expect(graces).toContainText(/Clemente Kreiger: Joyce Achieng took this at \d\d:\d\d/);
  await expect(graces).toContainText(/Your “Assign to me” of \d\d:\d\d was not applied\./);
  await expect(graces).toContainText(/Joseph Ekai: Joyce Achieng set Routine at \d\d:\d\d/);
  const joyces = await openTray(atJoyce);
  await expect(joyces).toContainText(/Clemente Kreiger: Grace Wanjiru set Urgent at \d\d:\d\d/);
  await expect(joyces).toContainText('Your Today does not stand.');
  for (const page of [atGrace, atJoyce]) await page.keyboard.press('Escape');
}

/** One's own rows say "You" where a colleague's screen says the name. */
function withoutOwner(rows: readonly string[]): string[] {
  return rows.map((row) => row.replace(/\b(You|Grace|Joyce)\b/g, 'someone').replace(/\b(GW|JA)\b/g, ''));
}

/** [C19] [D1] The answer arrives, the clinic's reading is told, and the e-mail says nothing about health. */
async function readTheAnswer(portal: Portal, { browser: { page } }: Person): Promise<void> {
  if (await page.getByRole('button', { name: /Sign in/ }).isVisible()) throw new Error('The session did not outlive the browser');
  await expect(bubbleOf(page, answer)).toBeVisible({ timeout: 30_000 });
  await expect(bubbleOf(page, answer)).toContainText('Joyce Achieng');
  await expect(bubbleOf(page, words)).toContainText('Read by');
  const { messages } = await portal.server.outbox();
  const mails = messages.filter(({ channel, to, subject }) => channel === 'email' && to === clemente.identifier && subject === 'New message from Riverside Clinic');
  expect(mails).toHaveLength(1);
  const mail = `${mails[0]?.subject ?? ''} ${mails[0]?.text ?? ''}`;
  expect(mail).toContain('/c/riverside');
  expect(mail).not.toMatch(/wound|red|three|dry|Joyce|Nurse|urgent|Kreiger/i);
}
