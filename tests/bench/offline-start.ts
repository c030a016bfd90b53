import type { CDPSession, Page } from '@playwright/test';
import { loadavg } from 'node:os';
import { openOwnThread, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { fatma, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { MESSAGES, QUEUE, withFullClinic, type Seat } from './full-clinic.ts';
import { openBarePage } from './peer-bare-page.ts';
import { heading, percentile, report } from './report.ts';

const ROUNDS = 7;
const SLOWED = 4;
const PATIENT_MS = 1000;
const STAFF_MS = 1500;
const SCRIPT_MS = 16;

/** A page that is there once `selector` is, `atLeast` times; ms from asking for its address to the frame that shows it. */
interface Start { readonly what: string; readonly address: string; readonly selector: string; readonly atLeast: number }

/**
 * In the system's Chromium, with the built apps and their worker. The page is slowed, its worker and the browser itself are not; the
 * browser runs already, the document is new. Every figure is a median.
 */
export async function benchOfflineStart(): Promise<void> {
  heading(`Opening without a network at ${SLOWED}× slowed CPU, and script per action, ${ROUNDS} rounds each`);
  await withFullClinic(async ({ server, seat }) => {
    const phone = await seat('fatma', { width: 360, height: 740 });
    await signInPatient(phone, server, fatma);
    await openOwnThread(phone.browser.page, 'A question about tablets, number 7');
    await waitUntilLive(phone.browser.page);
    await waitForShell(phone.browser.page);
    const thread = phone.browser.page.url();
    const list = thread.replace(/\/[^/]+$/, '');
    await measureScript(phone, 'patient', patientActs(list));
    phone.line.cut();
    await measureStart(phone, { what: `Patient, list of conversations, ${MESSAGES} messages held`, address: list, selector: 'main li a[href*="/messages/"]', atLeast: 10 }, PATIENT_MS);
    await measureStart(phone, { what: `Patient, one conversation, ${MESSAGES} messages held`, address: thread, selector: 'main article', atLeast: 10 }, PATIENT_MS);

    const desk = await seat('grace', { width: 1280, height: 800 });
    await signInStaff(desk, server, 'grace');
    await waitUntilLive(desk.browser.page);
    await waitUntilWhole(desk.browser.page);
    await waitForShell(desk.browser.page);
    await measureScript(desk, 'staff', staffActs());
    desk.line.cut();
    await measureStart(desk, { what: `Staff, inbox, ${QUEUE.toLocaleString('en')} items in the queue`, address: '/staff/portal/messages', selector: 'main ul li a[href*="/messages/"]', atLeast: 5 }, STAFF_MS);
  });
  for (const entries of [MESSAGES, QUEUE]) {
    const took = await openBarePage(entries, SLOWED, ROUNDS);
    report({ what: `A bare page: one read of IndexedDB, ${entries.toLocaleString('en')} rows by innerHTML, no app`, figure: `${percentile(took, 0.5).toFixed(0)} ms` });
  }
}

async function slow(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  return session;
}

async function measureStart({ browser: { page } }: Seat, start: Start, budget: number): Promise<void> {
  const session = await slow(page);
  const took: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    await page.goto('about:blank');
    await page.goto(start.address, { waitUntil: 'commit' });
    took.push(await page.evaluate(({ selector, atLeast }) => new Promise<number>((resolve) => {
      function look(): void {
        if (document.querySelectorAll(selector).length < atLeast) return void requestAnimationFrame(look);
        // The frame after the one that has them is on the screen.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      }
      look();
    }), start));
  }
  await session.detach();
  const figure = percentile(took, 0.5);
  report({ what: start.what, figure: `${figure.toFixed(0)} ms (worst ${percentile(took, 1).toFixed(0)})`, budget: `≤ ${budget} ms`, met: figure <= budget });
  process.stdout.write(`  load average ${loadavg()[0]?.toFixed(2) ?? '?'}\n`);
}

interface Act { readonly what: string; before(page: Page): Promise<void>; act(page: Page): Promise<void>; shown(page: Page): Promise<void> }

/** Script alone, until the screen has changed and stands still for two frames; drawing and layout are not in it. */
async function measureScript({ browser: { page } }: Seat, who: string, acts: readonly Act[]): Promise<void> {
  const session = await slow(page);
  await session.send('Performance.enable');
  const script = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
  };
  for (const one of acts) {
    const took: number[] = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      await one.before(page);
      await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 300); }));
      const begun = await script();
      await one.act(page);
      await one.shown(page);
      await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
      took.push(await script() - begun);
    }
    const figure = percentile(took, 0.5);
    report({ what: `Script, ${who}: ${one.what}, at ${SLOWED}×`, figure: `${figure.toFixed(0)} ms (best ${(took[0] ?? 0).toFixed(0)})`, budget: `≤ ${SCRIPT_MS} ms`, met: figure <= SCRIPT_MS });
  }
  process.stdout.write(`  load average ${loadavg()[0]?.toFixed(2) ?? '?'}\n`);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.detach();
}

function patientActs(list: string): Act[] {
  return [
    {
      what: 'open a conversation of 50',
      async before(page) {
        await page.goto(list);
        await page.getByRole('link', { name: 'A question about tablets, number 2', exact: false }).first().waitFor();
      },
      act: (page) => page.getByRole('link', { name: 'A question about tablets, number 2', exact: false }).first().click(),
      shown: (page) => page.getByRole('article').first().waitFor(),
    },
    {
      what: 'type a character',
      before: (page) => page.getByLabel('Write a message').focus(),
      act: (page) => page.keyboard.press('e'),
      shown: () => Promise.resolve(),
    },
  ];
}

function staffActs(): Act[] {
  const row = (page: Page, at: number) => page.locator('main ul li a[href*="/messages/"]').nth(at);
  let next = 0;
  let others = false;
  return [
    {
      what: 'open a thread',
      before: (page) => row(page, (next = next === 2 ? 3 : 2)).waitFor(),
      act: (page) => row(page, next).click(),
      shown: (page) => page.getByRole('article').first().waitFor(),
    },
    {
      what: 'type a character',
      before: (page) => page.getByLabel(/^Reply to /).focus(),
      act: (page) => page.keyboard.press('e'),
      shown: () => Promise.resolve(),
    },
    {
      what: 'assign to me',
      async before(page) {
        await page.getByLabel(/^Reply to /).fill('');
        await row(page, 2 + (next += 1)).click();
        await page.getByRole('button', { name: 'Assign to me' }).waitFor();
      },
      act: (page) => page.getByRole('button', { name: 'Assign to me' }).click(),
      shown: (page) => page.getByRole('button', { name: 'Assign to me' }).waitFor({ state: 'hidden' }),
    },
    {
      what: 'switch the list',
      async before(page) {
        await page.getByText('All', { exact: false }).first().waitFor();
        others = !others;
      },
      act: (page) => page.locator('fieldset label').nth(others ? 2 : 0).click(),
      shown: (page) => page.waitForURL(others ? /show=unassigned/ : /messages(\/[^?]*)?$/),
    },
  ];
}
