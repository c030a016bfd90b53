import { bubbleOf, openOwnThread, openThread, reply, sendMessage, waitForShell, waitUntilLive } from '../support/portal-acts.ts';
import { fatma, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test, type Person, type Portal } from '../support/portal-test.ts';
import type { ServerProcess } from '../support/server-process.ts';

/** Where OUTPOST_FAULT makes the server kill itself (-9) while somebody's words are on their way (RELIABILITY, kill -9). */
const faults = ['beforeCommit', 'afterCommit', 'beforeProjection', 'beforeAnswer'] as const;
const subject = 'Dizzy since the new tablets';

for (const record of ['pglite', 'postgres'] as const) {
  test.describe(`the server dies (${record})`, () => {
    test.use({ record });
    test('[R1] [R2] [R9] [C19] [C20] kill -9 at each fault point while a patient writes and a nurse answers: nothing lost, nothing doubled', async ({ portal }) => {
      test.setTimeout(300_000);
      const patient = await portal.person('fatma', 'phone');
      await signInPatient(patient, portal.server, fatma);
      await openOwnThread(patient.browser.page, subject);
      const nurse = await portal.person('grace', 'desk');
      await signInStaff(nurse, portal.server, 'grace');
      await openThread(nurse.browser.page, 'Fatma Hassan');
      for (const { browser } of [patient, nurse]) await waitForShell(browser.page);

      for (const fault of faults) {
        const question = `Written while the server dies ${fault}`;
        await dieWhile(portal, fault, { who: patient, other: nurse, words: question, act: () => sendMessage(patient.browser.page, question) });
        const answer = `Answered while the server dies ${fault}`;
        await dieWhile(portal, fault, { who: nurse, other: patient, words: answer, act: () => reply(nurse.browser.page, answer) });
      }
      for (const { browser } of [patient, nurse]) {
        for (const fault of faults) {
          await expect(bubbleOf(browser.page, `Written while the server dies ${fault}`)).toHaveCount(1);
          await expect(bubbleOf(browser.page, `Answered while the server dies ${fault}`)).toHaveCount(1);
        }
        await expect(browser.page.getByText(/Not accepted|Saved on this device/)).toHaveCount(0);
      }
    });
  });
}

interface Words {
  readonly who: Person;
  readonly other: Person;
  readonly words: string;
  readonly act: () => Promise<void>;
}

/** The words are the first thing the server with the fault gets: both lines are cut until they are written. */
async function dieWhile({ server }: Portal, fault: string, { who, other, words, act }: Words): Promise<void> {
  for (const { browser } of [who, other]) await waitUntilLive(browser.page);
  for (const { line } of [who, other]) line.cut();
  await server.process.kill();
  await act();
  await expect(bubbleOf(who.browser.page, words)).toContainText('Saved on this device');
  await startArmed(server.process, fault);
  await lineComesBack(who);
  expect(await server.process.ended(30_000), 'killed by its own fault').toBe('SIGKILL');
  // Killed with the words in the record and the answer still to be given, the words' own way back (the view) may have been quicker.
  const mayBeBack = fault === 'beforeAnswer' ? '|Received by|Grace, ' : '';
  await expect(bubbleOf(who.browser.page, words)).toHaveText(new RegExp(`Saved on this device|Sending${mayBeBack}`));

  await server.process.start();
  for (const person of [who, other]) await lineComesBack(person);
  await expect(bubbleOf(who.browser.page, words)).not.toHaveText(/Saved on this device|Sending/, { timeout: 30_000 });
  await expect(bubbleOf(who.browser.page, words)).toHaveText(/Received by|Read by|Grace, /);
  await expect(bubbleOf(who.browser.page, words)).toHaveCount(1);
  await expect(bubbleOf(other.browser.page, words)).toBeVisible({ timeout: 30_000 });
}

/** With nothing left over from before that would set the fault off: what a kill left to be projected, a start without the fault projects. */
async function startArmed(server: ServerProcess, fault: string): Promise<void> {
  for (let tries = 1; !(await server.startArmed(fault)); tries += 1) {
    expect(tries, 'starts that met the fault by themselves').toBeLessThan(4);
    await server.start();
    await server.stop();
  }
}

/** With what a browser tells its pages then, which makes them try at once. */
async function lineComesBack({ line, browser }: Person): Promise<void> {
  line.open();
  await browser.page.evaluate(() => dispatchEvent(new Event('online')));
}
