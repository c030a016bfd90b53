import { inspectScreen } from '../support/inspect-screen.ts';
import { fatma } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

test('[B35] the link of a reminder: opening it does nothing, one press says that one will come, and nobody is named', async ({ portal }) => {
  let link = '';
  await expect.poll(async () => {
    const { messages } = await portal.server.outbox();
    link = messages.map(({ channel, to, text }) => (channel === 'sms' && to === fatma.phone ? (/https?:\S+\/reply#\S+/.exec(text)?.[0] ?? '') : '')).find((one) => one !== '') ?? '';
    return link;
  }).not.toBe('');
  const { pathname, hash } = new URL(link);
  const { browser: { page }, line } = await portal.person('fatma', 'phone');
  await page.goto(`${pathname}${hash}`);
  await expect(page.getByRole('heading', { name: 'Riverside Clinic expects you' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'I will come' })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(/Fatma|Hassan|Daniel|doctor|pressure/i);
  await inspectScreen(page, 'patient-reply-open');

  await page.reload();
  await expect(page.getByRole('button', { name: 'I will come' })).toBeVisible();
  line.cut();
  await page.getByRole('button', { name: 'I will come' }).click();
  await expect(page.getByText('The clinic has not answered. Press again: it counts once.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'I will come' })).toHaveCount(0);
  await inspectScreen(page, 'patient-reply-lost');
  line.open();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'The clinic knows that you will come' })).toBeFocused();
  await inspectScreen(page, 'patient-reply-done');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The clinic knows that you will come' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'I will come' })).toHaveCount(0);

  await page.goto(`${pathname}#AAAAAAAAAAAAAAAAAAAAAA.hu`);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Ez a hivatkozás sehová sem vezet' })).toBeVisible();
  await inspectScreen(page, 'patient-reply-unknown');
});
