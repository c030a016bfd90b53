import { idsOf, patientAddress, patientScreens, patientWords, type Ids, type PatientScreen } from '../support/all-screens.ts';
import { inspectScreen } from '../support/inspect-screen.ts';
import { bubbleOf, openOwnThread, sendMessage, syncChip, waitForShell, waitUntilLive } from '../support/portal-acts.ts';
import { fatma, rosa, signInPatient } from '../support/portal-sign-in.ts';
import { expect, test, type Person } from '../support/portal-test.ts';

// Every address of the patient app, in every state it can be in; see inspect-screen.ts for what is asked of each. ------

/** One of the words of a page is there. */
const anyOf = (words: readonly string[]): RegExp => new RegExp(words.map((word) => word.replace(/[.?]/g, '\\$&')).join('|'));

async function walk({ browser: { page } }: Person, ids: Ids, state: string, only: readonly PatientScreen[] = patientScreens): Promise<void> {
  for (const name of only) {
    await page.goto(patientAddress(name, ids));
    await page.getByText(anyOf(patientWords[name])).first().waitFor();
    await inspectScreen(page, `patient-${name}-${state}`);
  }
}

test('[B5] [C53] patient app: every screen with data, then the same without a line', async ({ portal }) => {
  test.setTimeout(300_000);
  const person = await portal.person('fatma', 'phone');
  const { page } = person.browser;
  await signInPatient(person, portal.server, fatma);
  await openOwnThread(page, 'Dizzy since the new tablets');
  await waitUntilLive(page);
  await waitForShell(page);
  const ids = idsOf(page);
  await walk(person, ids, 'data');

  await page.goto(patientAddress('home', ids));
  await page.getByRole('button', { name: /Up to date/ }).click();
  await page.getByRole('dialog', { name: 'Up to date' }).waitFor();
  await inspectScreen(page, 'patient-sync-sheet-data');
  await page.goto(patientAddress('more', ids));
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await page.getByRole('dialog', { name: 'Sign out of this device?' }).waitFor();
  await inspectScreen(page, 'patient-sign-out-data');
  await lookAtChild(person, ids);

  person.line.cut();
  await page.goto(patientAddress('thread', ids));
  await sendMessage(page, 'Written in the kitchen, where there is no signal.');
  await bubbleOf(page, 'no signal').getByText('Saved on this device').waitFor();
  await walk(person, ids, 'offline');
  await page.goto(patientAddress('home', ids));
  await syncChip(page).click();
  await page.getByRole('dialog').waitFor();
  await inspectScreen(page, 'patient-sync-sheet-offline');
});

/** [C19] Everything names the child one acts for; a link to another person asks first. */
async function lookAtChild({ browser: { page } }: Person, ids: { patient: string }): Promise<void> {
  await page.goto(patientAddress('who', { ...ids, thread: '' }));
  await page.getByRole('radio', { name: /Amina/ }).check();
  await inspectScreen(page, 'patient-who-chosen');
  await page.getByRole('button', { name: 'Switch to Amina' }).click();
  await page.getByRole('button', { name: 'Write for Amina' }).waitFor();
  await inspectScreen(page, 'patient-home-child');
  const home = page.url();
  await page.getByRole('link', { name: /Vaccination card/ }).click();
  await page.getByRole('button', { name: 'Send for Amina' }).waitFor();
  await inspectScreen(page, 'patient-thread-child');
  expect(page.url()).toContain(home.split('/for/')[1]?.replace(/\/$/, '') ?? 'none');

  await page.goto(patientAddress('home', { ...ids, thread: '' }));
  await page.getByRole('dialog', { name: 'This page is about Fatma' }).waitFor();
  await inspectScreen(page, 'patient-ask-switch');
  await page.getByRole('button', { name: 'Switch to Fatma' }).click();
  await page.getByText(anyOf(patientWords.home)).waitFor();
}

test('[C53] patient app: every screen of somebody who has nothing yet', async ({ portal }) => {
  test.setTimeout(240_000);
  const person = await portal.person('rosa', 'phone');
  const { page } = person.browser;
  await signInPatient(person, portal.server, rosa);
  await page.getByText('Nothing new.').waitFor();
  const [, patient = ''] = /\/for\/([^/]+)/.exec(page.url()) ?? [];
  await walk(person, { patient, thread: '' }, 'empty', patientScreens.filter((name) => name !== 'thread'));

  await page.goto(patientAddress('newMessage', { patient, thread: '' }));
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Choose who you want to write to.').first().waitFor();
  await inspectScreen(page, 'patient-newMessage-error');
});

test('[C53] patient app: addresses that lead nowhere, and a device with nothing on it', async ({ portal }) => {
  test.setTimeout(240_000);
  const person = await portal.person('fatma', 'phone');
  const { page } = person.browser;
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('body')?.textContent.includes('Nothing new.')) sessionStorage.setItem('lied', 'yes');
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await signInPatient(person, portal.server, fatma);
  await openOwnThread(page, 'Dizzy since the new tablets');
  // What has not come yet is not said not to be.
  expect(await page.evaluate(() => sessionStorage.getItem('lied'))).toBeNull();
  const { patient } = idsOf(page);
  const nobody = 'AAAAAAAAAAAAAAAAAAAAAA';
  await page.goto(patientAddress('thread', { patient, thread: nobody }));
  await page.getByText('This conversation is not on this device').waitFor();
  await inspectScreen(page, 'patient-thread-unknown');
  await page.goto(patientAddress('home', { patient: nobody, thread: '' }));
  await page.getByText('You no longer have access to this record').waitFor();
  await inspectScreen(page, 'patient-home-unknown-person');
  await page.goto('/c/riverside/nowhere');
  await page.getByText('This page does not exist').waitFor();
  await inspectScreen(page, 'patient-unknown-page');
});
