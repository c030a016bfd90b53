import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { DEMO_PASSWORD } from '../../sync-server/demo/demo-network.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { readOutbox, startWhole, visit, type Visitor, type Whole } from './whole.ts';

/** The main job over HTTP, through everything app.ts puts together. */

describeEachDatabase('the main job', (createTarget) => {
  let whole: Whole;
  beforeAll(async () => {
    const target = await createTarget();
    whole = await startWhole(target.kind === 'postgres' ? { DATABASE_URL: target.url } : {});
  }, 60_000);
  afterAll(() => whole.close());

  async function signInFatma(): Promise<Visitor> {
    const fatma = visit(whole, 'patient');
    const asked = await fatma.step('sign-in/patient', { clinic: 'riverside', identifier: 'Fatma.Hassan@example.org', phone: '0711 000 101', password: DEMO_PASSWORD });
    expect(asked.step).toBe('code');
    let code = '';
    await expect.poll(async () => {
      const { messages } = await readOutbox(whole);
      code = /^\d{6}/.exec(messages.find(({ channel, to }) => channel === 'sms' && to === '+254711000101')?.text ?? '')?.[0] ?? '';
      return code;
    }, { timeout: 5000 }).toMatch(/^\d{6}$/);
    await fatma.register(await fatma.step('sign-in/code', { app: 'patient', code }));
    return fatma;
  }

  async function signInStaff(username: string): Promise<Visitor> {
    const staff = visit(whole, 'staff');
    expect((await staff.step('sign-in/staff', { username, password: DEMO_PASSWORD })).step).toBe('totp');
    const { authenticators } = await readOutbox(whole);
    const code = authenticators.find((one) => one.username === username)?.code ?? '';
    await staff.register(await staff.step('sign-in/totp', { app: 'staff', code }));
    return staff;
  }

  it('[C19][C75][C76] a patient signs in with the code of the outbox, writes, a nurse answers, and an e-mail says no more than that', async () => {
    const [fatma, grace] = [await signInFatma(), await signInStaff('grace')];
    const [thread] = await whole.app.database.query<{ id: string; patient: string }>(
      sql`select t.id, t.patient_id as patient from thread t where subject = 'Dizzy since the new tablets'`);
    if (!thread) throw new Error('The demo has no such thread');
    const words = `My words ${newId()}`;
    expect(await fatma.request('message.send', { patient: thread.patient, thread: thread.id, message: newId(), text: words })).toMatchObject({ state: 'done' });
    const held = (await grace.views()).views.map(({ name }) => name);
    expect(held).toContain(`threads/${thread.patient}`);
    expect(held.some((name) => /^queue\/.*\/messages$/.test(name))).toBe(true);
    for (const name of held) expect(await grace.rows(name), name).toBeGreaterThan(0);
    for (const { name } of (await fatma.views()).views) expect(await fatma.rows(name), name).toBeGreaterThan(0);
    const replied = await grace.request('thread.reply', { patient: thread.patient, thread: thread.id, message: newId(), text: `An answer ${newId()}` });
    expect(replied).toMatchObject({ state: 'done' });
    await expect.poll(async () => (await readOutbox(whole)).messages.find(({ channel, to }) => channel === 'email' && to === 'fatma.hassan@example.org')?.subject, { timeout: 5000 })
      .toBe('New message from Riverside Clinic');
    expect(whole.log()).not.toContain(words);
  });

  it('every section of every view in the demo fits its shape', () => {
    expect(whole.log()).not.toMatch(/unreadable|nobody projects/);
  });

  it('[R8] says no to who may not, the same way for what is absent', async () => {
    const samuel = await signInStaff('samuel');
    const [thread] = await whole.app.database.query<{ id: string; patient: string }>(sql`select id, patient_id as patient from thread limit 1`);
    const body = { patient: thread?.patient ?? '', thread: thread?.id ?? '', message: newId(), text: 'I may not' };
    expect(await samuel.request('thread.reply', body)).toMatchObject({ state: 'declined', outcome: { refusal: { code: 'permission.missing' } } });
    await expect(samuel.rows(`threads/${thread?.patient ?? ''}`)).rejects.toThrow(/404/);
    await expect(samuel.rows(`threads/${newId()}`)).rejects.toThrow(/404/);
  });
});
