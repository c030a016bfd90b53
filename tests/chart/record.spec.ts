import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { recordSections } from '../../schema/chart.ts';
import { listSyntheaFiles } from '../fhir/synthea-files.ts';
import { inspectScreen } from '../support/inspect-screen.ts';
import { syncChip, waitForShell, waitUntilLive } from '../support/portal-acts.ts';
import { rosa, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test, type Person } from '../support/portal-test.ts';
import { countBundle } from './count-bundle.ts';
import { makeOutTo } from './rewrite-bundle.ts';

// A real history on the screens of whom it is about and of whom it is for: all of it, and nothing that waits for a decision. --

const files = listSyntheaFiles().map((file) => ({ file, text: readFileSync(file, 'utf8') })).flatMap(({ file, text }) => {
  const counts = countBundle(text);
  return counts ? [{ file, counts, text }] : [];
});
const rosaInFhir = { given: 'Rosa', family: 'Quispe', birthDate: '1989-07-08', record: 'RC 22310' };
/** Has of everything. */
const fullest = files.find(({ file }) => file.includes('Marcos_Delagarza'));

/** Words that stand for nothing else, and would be there only if a result were. */
const laboratory = ['Hemoglobin', 'Leukocytes', 'Cholesterol', 'Creatinine', 'Platelets'];

async function rowsOf(page: Page, section: string): Promise<number> {
  if (section !== 'vitals') return page.locator('main ul[role=list] > li').count();
  // Each row leads to a table of its own.
  const links = await page.locator('main ul[role=list] a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  let count = 0;
  for (const href of links) {
    await page.goto(href);
    await page.getByRole('heading', { name: 'All values' }).waitFor();
    count += await page.getByRole('table').locator('tbody tr').count();
  }
  return count;
}

async function expectWhole(page: Page, base: string, expected: Readonly<Record<string, number>>): Promise<void> {
  for (const section of Object.keys(recordSections)) {
    await page.goto(`${base}/${section}`);
    await page.locator('main h2, main [data-kind=nothingYet], main ul[role=list]').first().waitFor();
    expect([section, await rowsOf(page, section)]).toEqual([section, expected[section] ?? 0]);
    // A goal may name what is to be measured.
    const text = section === 'goals' ? '' : await page.locator('body').innerText();
    expect(laboratory.filter((word) => text.includes(word))).toEqual([]);
  }
}

test('[C51] [C52] [B5] [B20] [C14] a patient reads their whole record, online and in the dark, and no result of it', async ({ portal }) => {
  test.setTimeout(300_000);
  if (!fullest) return;
  await portal.server.import('--demo', '--clinic', 'riverside', makeOutTo(fullest.file, rosaInFhir));
  const person = await portal.person('rosa', 'phone');
  const { page } = person.browser;
  await signInPatient(person, portal.server, rosa);
  await waitUntilLive(page);
  await waitForShell(page);
  await page.getByRole('link', { name: 'More' }).click();
  await page.getByRole('link', { name: /My record/ }).click();
  await page.getByText('Results stand on a page of their own.').waitFor();
  const base = page.url().replace(/\/$/, '');
  await inspectScreen(page, 'record-overview');
  await expectWhole(page, base, fullest.counts.sections);
  for (const section of ['allergies', 'medication', 'vitals', 'visits', 'plans']) {
    await page.goto(`${base}/${section}`);
    await page.locator('main ul[role=list] > li').first().waitFor();
    await inspectScreen(page, `record-${section}`);
  }
  await page.goto(`${base}/vitals`);
  await page.getByRole('link', { name: /Blood pressure/ }).click();
  await page.getByRole('img', { name: /Blood pressure: \d+ values from .+ All of them are in the table/ }).waitFor();
  await inspectScreen(page, 'record-vital');

  person.line.cut();
  await page.goto(base);
  await page.getByText('Results stand on a page of their own.').waitFor();
  await expect(page.getByText(/as of/).first()).toBeVisible();
  await expectWhole(page, base, fullest.counts.sections);
});

test('[C52] [C3] staff read every history whole: the chart lists what each file holds, results that wait included and said to wait', async ({ portal }) => {
  test.setTimeout(300_000);
  if (files.length === 0) {
    expect(process.env['CI'], 'where it counts, the files lie beside the clone').toBeUndefined();
    return;
  }
  await portal.server.import('--demo', '--clinic', 'riverside', ...files.map(({ file }) => file));
  const daniel = await portal.person('daniel', 'desk');
  const { page } = daniel.browser;
  await signInStaff(daniel, portal.server, 'daniel');
  await waitUntilLive(page);
  await waitForShell(page);
  for (const { text, counts } of files) {
    await page.goto(`/staff/patients/${await idOf(page, text)}/chart`);
    await expectChart(daniel, counts);
  }
  await page.locator('section:not(:has(section))', { has: page.getByRole('heading', { name: 'Results' }) }).getByRole('button').first().click();
  await page.getByRole('table').first().waitFor();
  await inspectScreen(page, 'chart-results');
  const last = page.url();
  daniel.line.cut();
  await page.goto(last);
  await expectChart(daniel, files.at(-1)?.counts ?? { sections: {}, results: 0 });
  await inspectScreen(page, 'chart-offline');
  await page.goto('/staff/patients/AAAAAAAAAAAAAAAAAAAAAA/chart');
  await expect(page.getByText('This chart is not on this device')).toBeVisible();
});

test('[C53] staff: the chart of the demo, with notes, from the patient’s page by keyboard', async ({ portal }) => {
  test.setTimeout(120_000);
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await page.goto(`/staff/patients?q=fatma`);
  await page.getByRole('list', { name: 'Patients' }).getByRole('link', { name: /Fatma Hassan/ }).click();
  await page.getByRole('link', { name: 'Chart' }).press('Enter');
  await page.getByText('Note: Moved from morning to night: dizzy on standing.').waitFor();
  await expect(page.getByText('The patient does not see these: none is released.')).toBeVisible();
  await page.getByRole('button', { name: 'Blood pressure' }).press('Enter');
  await page.getByRole('img', { name: /Blood pressure: 7 values/ }).waitFor();
  await page.getByRole('button', { name: 'Kidney function' }).press('Enter');
  await expect(page.getByRole('row', { name: /Potassium 3.4.mmol\/L 3.5–5.1.mmol\/L Low/ })).toBeVisible();
});

/** By the search, as the page asks it. */
async function idOf(page: Page, text: string): Promise<string> {
  const [, family = ''] = /"family":\s*"([^"]+)"/.exec(text.slice(text.indexOf('"Patient"'))) ?? [];
  return page.evaluate(async (q) => {
    const answer = await fetch(`/api/patients?q=${encodeURIComponent(q)}`);
    const { found } = await answer.json() as { found: { id: string }[] };
    return found[0]?.id ?? '';
  }, family);
}

const panels: Readonly<Record<string, string>> = {
  allergies: 'Allergies', problems: 'Health problems', medication: 'Medicines', vaccines: 'Vaccines', vitals: 'Measurements', findings: 'Answers and habits', visits: 'Visits',
  procedures: 'Procedures', plans: 'Care plan', goals: 'Goals',
};

async function expectChart({ browser: { page } }: Person, counts: { readonly sections: Readonly<Record<string, number>>; readonly results: number }): Promise<void> {
  await syncChip(page).waitFor();
  const panel = (name: string) => page.locator('section:not(:has(section))', { has: page.getByRole('heading', { name, exact: true }) });
  await panel('Visits').waitFor();
  for (const button of await page.getByRole('button', { name: /earlier/ }).all()) if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  expect(Object.keys(counts.sections).sort()).toEqual(Object.keys(panels).sort());
  for (const [section, name] of Object.entries(panels)) {
    const items = panel(name).locator('ul[role=list] > li');
    const isTable = section === 'vitals' || section === 'findings';
    // A table is drawn once its part of the app is here.
    if (isTable) for (const button of await items.getByRole('button').all()) await button.click();
    await expect(isTable ? items.locator('tbody tr') : items, section).toHaveCount(counts.sections[section] ?? 0);
  }
  await expect(panel('Results').locator('ul[role=list] > li')).toHaveCount(counts.results);
  await expect(panel('Results').getByText('Not released')).toHaveCount(counts.results);
}
