import { bubbleOf, openOwnThread, openThread, sendMessage, waitForShell, waitUntilLive } from '../support/portal-acts.ts';
import { halima, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import type { PortalServer } from '../support/portal-server.ts';
import { expect, type Person, test } from '../support/portal-test.ts';

const kills = 25;
const textOf = (round: number): string => `Words of round ${String(round).padStart(2, '0')}, typed without a line`;

/** Chromium takes about one log in hundreds that it left half written for damaged, and clears every database: nothing is lost of that either. */
async function signInAgain(patient: Person, server: PortalServer, thread: string, round: number): Promise<void> {
  const { browser: { page }, line } = patient;
  line.open();
  await page.reload();
  await signInPatient(patient, server, halima);
  await page.getByRole('button', { name: 'I have read this' }).click();
  await page.goto(thread);
  await expect(bubbleOf(page, textOf(round)), `round ${round} after Chromium cleared the databases`).toContainText('Received by Riverside Clinic');
  await waitUntilLive(page);
  line.cut();
}

test('[R1] [R2] [R5] [R9] 25 times: words, “Saved on this device”, SIGKILL of the browser at once; all of them are there and arrive exactly once', async ({ portal }) => {
  test.setTimeout(300_000);
  const patient = await portal.person('halima', 'phone');
  const { browser, line } = patient;
  await signInPatient(patient, portal.server, halima);
  await openOwnThread(browser.page, 'Headache and blurred sight');
  await waitUntilLive(browser.page);
  await waitForShell(browser.page);
  const thread = browser.page.url();
  // What a browser writes late (who is signed in) is written; from here on nothing is asked of it but what is promised.
  await browser.closeWindow();
  line.cut();

  let page = await browser.startAgain();
  await page.goto(thread);
  for (let round = 1; round <= kills; round += 1) {
    await sendMessage(page, textOf(round));
    await bubbleOf(page, textOf(round)).getByText('Saved on this device').waitFor();
    await browser.killHard();
    page = await browser.startAgain();
    await page.goto(thread);
    const cleared = page.getByText('This device lost what it kept.');
    await bubbleOf(page, textOf(round)).or(cleared).first().waitFor();
    if (await cleared.isVisible()) await signInAgain(patient, portal.server, thread, round);
    else await expect(bubbleOf(page, textOf(round)), `round ${round} after the kill`).toContainText('Saved on this device');
  }
  await expect(bubbleOf(page, 'typed without a line')).toHaveCount(kills);

  line.open();
  await expect(bubbleOf(page, 'typed without a line').filter({ hasText: 'Received by Riverside Clinic' })).toHaveCount(kills, { timeout: 60_000 });
  const nurse = await portal.person('joyce', 'desk');
  await signInStaff(nurse, portal.server, 'joyce');
  await openThread(nurse.browser.page, 'Halima Abdi');
  const received = bubbleOf(nurse.browser.page, 'typed without a line');
  await expect(received).toHaveCount(kills);
  const inOrder = (await received.allInnerTexts()).map((text) => /Words of round \d\d/.exec(text)?.[0]);
  expect(inOrder).toEqual(Array.from({ length: kills }, (_, index) => textOf(index + 1).slice(0, 'Words of round 00'.length)));
});
