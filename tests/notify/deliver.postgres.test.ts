import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLog } from '../../sync-server/log.ts';
import type { EmailOut, Sent } from '../../sync-server/notify/carriers.ts';
import { startDelivery, type DeliverDeps, type Delivery } from '../../sync-server/notify/deliver.ts';
import { queueOutgoing } from '../../sync-server/notify/outgoing.ts';
import { jsonParam, openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { describeEachDatabase, type DatabaseTarget } from '../support/databases.ts';

const log = createLog('silent');

describeEachDatabase('what is to be sent', (createTarget) => {
  let target: DatabaseTarget;
  let database: Database;
  let deliveries: Delivery[] = [];
  let mails: EmailOut[] = [];
  let texts: string[] = [];
  let answer: () => Promise<Sent> = () => Promise.resolve({ state: 'sent' });

  beforeAll(async () => {
    target = await createTarget();
    database = await openDatabase(target);
    await migrate(database);
    await database.query(sql`
      insert into clinic (id, suffix, name, short_name, brand, texts, identifier_mode, time_zone, country, modules)
      values ('c', 'riverside', 'Riverside Clinic', 'Riverside', '{}', ${jsonParam({ phone: '+254 20 555 0142' })}, 'email', 'UTC', 'KE', '{}')`);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    [mails, texts, answer] = [[], [], () => Promise.resolve({ state: 'sent' })];
  });
  afterEach(async () => {
    for (const delivery of deliveries) await delivery.close();
    deliveries = [];
    await database.query(sql`delete from outgoing`);
  });

  function deliver(changes: Partial<DeliverDeps> = {}): Delivery {
    const delivery = startDelivery({
      database, demo: false, origin: 'https://portal.example.org', faultPoint: () => undefined, log,
      email: { send: (mail) => { mails.push(mail); return answer(); }, close: () => undefined },
      sms: { send: ({ text }) => { texts.push(text); return answer(); } },
      ...changes,
    });
    deliveries.push(delivery);
    return delivery;
  }
  const queueMail = () => database.transaction((tx) => queueOutgoing(tx, {
    clinic: 'c', channel: 'email', recipient: 'fatma@example.org', template: 'message.reply', params: {}, language: 'en',
  }));
  const queueCode = (expiresAt: number) => database.transaction((tx) => queueOutgoing(tx, {
    clinic: 'c', channel: 'sms', recipient: '+254711000101', template: 'signin.code', params: { code: '987654', minutes: 5 }, language: 'en', expiresAt,
  }));
  /** Time goes on, as far as the queue can tell. */
  const pass = (seconds: number) => database.query(sql`update outgoing set next_try_at = next_try_at - ${seconds} * interval '1 second'`);
  const rows = () => database.query<{ state: string; tries: number; error: string | null; params: object; rendered: { text: string } | null }>(
    sql`select state, tries, error, params, rendered from outgoing order by id`);

  it('leaves by itself right after its transaction commits, and never before', async () => {
    const delivery = deliver({ pollMs: 3_600_000 });
    await delivery.drain();
    await queueMail();
    // Until the listening stands; what is queued afterwards leaves by the hint of its commit alone.
    await expect.poll(() => mails.length, { timeout: 10_000 }).toBe(1);
    mails.length = 0;
    await database.query(sql`delete from outgoing`);
    await database.transaction(async (tx) => {
      await queueOutgoing(tx, { clinic: 'c', channel: 'email', recipient: 'x@example.org', template: 'message.reply', params: {}, language: 'en' });
      throw new Error('rolled back');
    }).catch(() => undefined);
    await queueMail();
    await expect.poll(() => mails.length, { timeout: 10_000 }).toBe(1);
    expect(mails[0]).toMatchObject({ to: 'fatma@example.org', fromName: 'Riverside Clinic', subject: 'New message from Riverside Clinic' });
    expect(mails[0]?.text).toContain('https://portal.example.org/c/riverside/');
    await expect.poll(async () => (await rows())[0]?.state).toBe('sent');
  });

  it('waits longer after each failure and keeps one Message-ID', async () => {
    answer = () => Promise.resolve({ state: 'later', why: 'smtp ECONNECTION' });
    const delivery = deliver();
    await queueMail();
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      await delivery.drain();
      const [row] = await database.query<{ wait: number }>(sql`select round(extract(epoch from next_try_at - now()))::int as wait from outgoing`);
      waits.push(row?.wait ?? 0);
      await pass(3601);
    }
    expect(waits.map((wait) => Math.round(wait / 5) * 5)).toEqual([5, 30, 120, 600, 1800, 3600]);
    answer = () => Promise.resolve({ state: 'sent' });
    await delivery.drain();
    expect((await rows())[0]).toMatchObject({ state: 'sent', tries: 7 });
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('gives up at once what is refused for good, saying why', async () => {
    answer = () => Promise.resolve({ state: 'refused', why: 'smtp EENVELOPE 550' });
    const delivery = deliver();
    await queueMail();
    await delivery.drain();
    await delivery.drain();
    expect(await rows()).toMatchObject([{ state: 'failed', error: 'smtp EENVELOPE 550', tries: 1 }]);
    expect(mails).toHaveLength(1);
  });

  it('never sends a code that is worth nothing any more', async () => {
    await queueCode(Date.now() - 60_000);
    await deliver().drain();
    expect(texts).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'expired' }]);
  });

  it('does not keep a code that was sent', async () => {
    await queueCode(Date.now() + 300_000);
    await deliver().drain();
    expect(texts).toEqual([expect.stringContaining('987654')]);
    expect(JSON.stringify(await rows())).not.toContain('987654');
  });

  it('shows in a demo record what would have gone out', async () => {
    await queueCode(Date.now() + 300_000);
    await deliver({ demo: true, sms: null }).drain();
    const [shown] = await rows();
    expect(shown?.state).toBe('sent');
    expect(shown?.rendered?.text).toContain('987654');
  });

  it('keeps in a real record what no carrier is configured for, and says so', async () => {
    await queueMail();
    await deliver({ email: null }).drain();
    expect(await rows()).toMatchObject([{ state: 'queued', error: 'no carrier configured', rendered: null }]);
  });

  it('sends each row once when several instances drain at once', async () => {
    const instances = [deliver(), deliver(), deliver()];
    for (let count = 0; count < 30; count += 1) await queueMail();
    await Promise.all(instances.map((delivery) => delivery.drain()));
    await expect.poll(async () => (await rows()).every(({ state }) => state === 'sent')).toBe(true);
    expect(mails).toHaveLength(30);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(30);
  });

  it('takes up, later, what an instance had taken and never finished', async () => {
    const never = deliver({ email: { send: () => new Promise(() => undefined), close: () => undefined } });
    deliveries = [];
    await queueMail();
    void never.drain();
    await expect.poll(async () => (await rows())[0]?.tries).toBe(1);
    const other = deliver();
    await other.drain();
    expect(mails).toHaveLength(0);
    await pass(121);
    await other.drain();
    expect(mails).toHaveLength(1);
  });
});
