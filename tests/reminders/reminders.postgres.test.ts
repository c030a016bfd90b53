import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { weekAppointment } from '../../schema/desk.ts';
import type { ReplyState } from '../../schema/reply-links.ts';
import { HttpError, answerError } from '../../sync-server/http/http-error.ts';
import { createSeal } from '../../sync-server/identity/seal.ts';
import { createLog } from '../../sync-server/log.ts';
import { startDelivery } from '../../sync-server/notify/deliver.ts';
import { instantParam, jsonParam, openDatabase, type Database } from '../../sync-server/record/database.ts';
import { replyRoutes } from '../../sync-server/reminders/routes.ts';
import { sendReminders } from '../../sync-server/reminders/send-reminders.ts';
import { markTold } from '../../sync-server/shared/remind.ts';
import { DAY, insertBookingClinic, type BookingClinic } from '../bookings/booking-clinic.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { insertProxy } from '../support/clinic-rows.ts';
import { describeEachDatabase, type DatabaseTarget } from '../support/databases.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';

const HOUR = 3_600_000;

describeEachDatabase('reminders', (createTarget) => {
  let target: DatabaseTarget;
  let serving: Serving;
  let database: Database;
  let clinic: BookingClinic;
  let sent: { readonly to: string; readonly text: string }[];
  beforeAll(async () => {
    target = await createTarget();
    serving = await openServing(target);
    ({ database } = serving);
  });
  beforeEach(async () => {
    sent = [];
    await database.query(sql`delete from reminder`);
    await database.query(sql`delete from outgoing`);
    await database.query(sql`delete from taken_time`);
    await database.query(sql`delete from appointment`);
    clinic = await insertBookingClinic(database);
    await database.query(sql`update clinic set quiet_from = '00:00', quiet_until = '00:00' where id = ${clinic.id}`);
    await reach(clinic.fatma.patient, '+254711000101', 'fatma@example.org');
  });
  afterAll(() => serving.close());

  const register = (value: string) => jsonParam({ value, stamp: 0, saw: 0, by: '', who: '', at: 0 });
  const reach = (patient: string, phone: string, email: string, language = 'en') => database.query(sql`
    update patient set phone = ${register(phone)}, phone_fit = ${phone !== ''}, email = ${register(email)}, language = ${language} where id = ${patient}`);
  /** At a whole second, as clinics have them. */
  const inHours = (hours: number): number => Math.floor(Date.now() / 1000) * 1000 + hours * HOUR;
  async function appointment(startsAt: number, { patient = clinic.fatma.patient, madeAt = Date.now() - 10 * DAY } = {}): Promise<string> {
    const id = newId();
    await database.query(sql`
      insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at)
      values (${id}, ${clinic.id}, ${patient}, ${clinic.doctor.staff ?? ''}, ${clinic.location}, ${clinic.visit}, ${instantParam(startsAt)}, ${instantParam(startsAt + HOUR / 2)},
              ${instantParam(startsAt - DAY)}, 'booked', 'Tomas Rivera', ${instantParam(madeAt)})`);
    return id;
  }
  /** Everything that is due leaves, through a carrier that takes it. */
  async function deliver(sms = true): Promise<void> {
    await sendReminders(database, sms);
    const delivery = startDelivery({
      database, demo: false, origin: 'https://portal.example.org', faultPoint: () => undefined, log: createLog('silent'), pollMs: HOUR,
      email: { send: ({ to, text }) => { sent.push({ to, text }); return Promise.resolve({ state: 'sent' }); }, close: () => undefined },
      sms: { send: (message) => { sent.push(message); return Promise.resolve({ state: 'sent' }); } },
      onSent: (row) => database.transaction((tx) => markTold(tx, row)),
    });
    await delivery.drain();
    await delivery.close();
  }
  const secretOf = (text = sent[0]?.text ?? ''): string => /reply#([A-Za-z0-9_-]{22})/.exec(text)?.[1] ?? '';
  function post(path: string, body: object, { proxies = 0, headers = {}, now = Date.now() } = {}): Promise<Response> {
    const app = new Hono();
    app.onError((error, c) => { if (error instanceof HttpError) return answerError(c, error); throw error; });
    app.route('/', replyRoutes({ database, seal: createSeal('x'.repeat(40)), proxies, clock: () => now }));
    return Promise.resolve(app.request(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }));
  }
  const reply = async (secret: string, answer?: 'come' | 'call', now = Date.now()): Promise<ReplyState> =>
    (await post(`/api/replies/${answer ? 'answer' : 'look'}`, answer ? { secret, answer } : { secret }, { now })).json() as Promise<ReplyState>;
  async function marks(id: string): Promise<Record<string, boolean>> {
    const [row] = await database.query<{ marks: Record<string, { value: boolean }> }>(sql`select marks from appointment where id = ${id}`);
    return Object.fromEntries(Object.entries(row?.marks ?? {}).map(([name, { value }]) => [name, value]));
  }

  it('[B35] tells whoever has an appointment tomorrow by SMS, once, with when and a link, and no word of who or why; then marks it', async () => {
    const startsAt = inHours(23);
    const id = await appointment(startsAt);
    const [later, soon] = [await appointment(inHours(30)), await appointment(inHours(0.5))];
    await deliver();
    await deliver();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.to).toBe('+254711000101');
    expect(sent[0]?.text).toMatch(/^.+ expects you on .+\. Will you come\? https:\/\/portal\.example\.org\/c\/[^/]+\/reply#[A-Za-z0-9_-]{22}$/);
    expect(sent[0]?.text).not.toMatch(/Fatma|Consultation|Otieno/);
    expect(await marks(id)).toEqual({ reminder: true });
    expect([await marks(later), await marks(soon)]).toEqual([{}, {}]);
    // What was sent is kept nowhere: not the secret, and no text.
    expect(await database.query(sql`select params, rendered from outgoing`)).toEqual([{ params: {}, rendered: null }]);
    expect((await database.query<{ secret_hash: string }>(sql`select secret_hash from reminder`))[0]?.secret_hash).not.toBe(secretOf());
    expect(await database.query(sql`select action, who from audit where subject = ${id}`)).toEqual([{ action: 'appointment.reminded', who: 'Outpost' }]);
  });

  it('[B35] in their language; by e-mail where there is no phone or no SMS leaves; for a child to who cares for it; for nobody where nobody can be reached', async () => {
    await reach(clinic.fatma.patient, '+254711000101', 'fatma@example.org', 'hu');
    await reach(clinic.joseph.patient, '', 'joseph@example.org');
    await appointment(inHours(20), { patient: clinic.joseph.patient });
    await appointment(inHours(21));
    await deliver();
    expect(sent.map(({ to }) => to).toSorted()).toEqual(['+254711000101', 'joseph@example.org']);
    expect(sent.find(({ to }) => to.startsWith('+'))?.text).toMatch(/^Varjuk Önt: .+ Eljön\? .+\.hu$/);
    sent = [];
    await appointment(inHours(22));
    await deliver(false);
    expect(sent.map(({ to }) => to)).toEqual(['fatma@example.org']);
    sent = [];
    await reach(clinic.joseph.patient, '', '');
    await appointment(inHours(19), { patient: clinic.joseph.patient });
    await deliver();
    expect(sent).toEqual([]);
    await insertProxy(database, clinic.id, clinic.fatma.account, clinic.joseph.patient, ['messages']);
    await appointment(inHours(18), { patient: clinic.joseph.patient });
    await deliver();
    expect(sent.map(({ to }) => to)).toEqual(['+254711000101']);
  });

  it('[B35] not in the clinic\'s quiet hours, not when it wants none, and not to who has made it since it was due', async () => {
    await appointment(inHours(20));
    await database.query(sql`
      update clinic set quiet_from = ((now() at time zone time_zone)::time - interval '1 hour'), quiet_until = ((now() at time zone time_zone)::time + interval '1 hour') where id = ${clinic.id}`);
    await deliver();
    expect(sent).toEqual([]);
    await database.query(sql`update clinic set quiet_from = quiet_until, quiet_until = quiet_from - interval '1 minute' where id = ${clinic.id}`);
    await database.query(sql`update clinic set reminder_hours = 0 where id = ${clinic.id}`);
    await deliver();
    expect(sent).toEqual([]);
    await database.query(sql`update clinic set reminder_hours = 24 where id = ${clinic.id}`);
    await database.query(sql`update appointment set made_at = now() - interval '1 hour'`);
    await deliver();
    expect(sent).toEqual([]);
    await database.query(sql`update appointment set made_at = now() - interval '3 days'`);
    await deliver();
    expect(sent).toHaveLength(1);
  });

  it('[B35] what is moved or cancelled is not told any more, and its link says so; at the new time it is told anew', async () => {
    const id = await appointment(inHours(20));
    const moved = inHours(26);
    await sendReminders(database, true);
    await database.query(sql`update appointment set starts_at = ${instantParam(moved)}, ends_at = ${instantParam(moved + HOUR)}, moved_at = now() - interval '1 hour' where id = ${id}`);
    await deliver();
    expect(sent).toEqual([]);
    expect(await database.query(sql`select state from outgoing`)).toEqual([{ state: 'expired' }]);
    expect(await marks(id)).toEqual({});
    await database.query(sql`update clinic set reminder_hours = 30 where id = ${clinic.id}`);
    await deliver();
    expect(sent).toEqual([]);
    await database.query(sql`update appointment set moved_at = now() - interval '5 days' where id = ${id}`);
    await deliver();
    expect(sent).toHaveLength(1);
    expect(await reply(secretOf())).toMatchObject({ state: 'open', startsAt: moved });
    await database.query(sql`update appointment set state = 'cancelled', cancelled_at = now(), cancelled_by = 'Fatma', cancelled_by_clinic = false, cancel_words = '' where id = ${id}`);
    expect(await reply(secretOf())).toEqual({ state: 'changed' });
    expect(await reply(secretOf(), 'come')).toEqual({ state: 'changed' });
    expect(await marks(id)).toEqual({ reminder: true });
  });

  it('[B35] opening the link does nothing; one answer counts, the same again is the same, another is not taken', async () => {
    const startsAt = inHours(20);
    const id = await appointment(startsAt);
    await deliver();
    const open = { state: 'open', startsAt, timeZone: 'Africa/Nairobi' };
    expect([await reply(secretOf()), await reply(secretOf())]).toEqual([open, open]);
    expect(await marks(id)).toEqual({ reminder: true });
    const answered = { state: 'answered', answer: 'come', startsAt, timeZone: 'Africa/Nairobi' };
    expect(await reply(secretOf(), 'come')).toEqual(answered);
    expect([await reply(secretOf(), 'come'), await reply(secretOf(), 'call'), await reply(secretOf())]).toEqual([answered, answered, answered]);
    expect(await marks(id)).toEqual({ reminder: true, sms: true });
    expect(await database.query(sql`select who, action from audit where subject = ${id} order by id`)).toEqual([{ who: 'Outpost', action: 'appointment.reminded' }, { who: 'Reply link', action: 'appointment.willCome' }]);

    // Colleagues see it on the schedule of that week.
    const [week] = await database.query<{ name: string }>(sql`select to_char(${instantParam(startsAt)} at time zone 'Africa/Nairobi', 'IYYY"-W"IW') as name`);
    const name = `week/${clinic.location}/${week?.name ?? ''}`;
    await serving.projector.ensure(name);
    await serving.projector.drain();
    const shown = Object.values(sectionOf((await readWhole(serving.projector, name)).doc, 'appointments')).map((one) => weekAppointment.parse(one));
    expect(shown.find((one) => one.id === id)?.marks).toMatchObject({ reminder: { value: true }, sms: { value: true, who: '' } });
  });

  it('[B35] "Please call me" asks for a call; an e-mail\'s answer is an e-mail\'s; over is over, and a stranger\'s secret is nobody\'s', async () => {
    await reach(clinic.fatma.patient, '', 'fatma@example.org');
    const id = await appointment(inHours(20));
    await deliver();
    expect(await reply(newId())).toEqual({ state: 'unknown' });
    expect(await reply(newId(), 'come')).toEqual({ state: 'unknown' });
    expect(await reply(secretOf(), 'come', Date.now() + DAY)).toMatchObject({ state: 'over' });
    expect(await marks(id)).toEqual({ reminder: true });
    expect(await reply(secretOf(), 'call')).toMatchObject({ state: 'answered', answer: 'call' });
    expect(await marks(id)).toEqual({ reminder: true, callback: true });
    const other = await appointment(inHours(21));
    sent = [];
    await deliver();
    expect(await reply(secretOf(), 'come')).toMatchObject({ state: 'answered' });
    expect(await marks(other)).toEqual({ reminder: true, email: true });
  });

  it('[B35] a link is asked so often an hour and no more, an address likewise; neither stands in another\'s way', async () => {
    await appointment(inHours(20));
    await appointment(inHours(22));
    await deliver();
    const [first = '', second = ''] = sent.map(({ text }) => secretOf(text));
    for (let time = 0; time < 30; time += 1) await reply(first);
    expect((await post('/api/replies/look', { secret: first })).status).toBe(429);
    expect(await reply(second)).toMatchObject({ state: 'open' });
    const from = { proxies: 1, headers: { 'x-forwarded-for': '198.51.100.7' } };
    for (let time = 0; time < 120; time += 1) await post('/api/replies/look', { secret: newId() }, from);
    expect((await post('/api/replies/look', { secret: second }, from)).status).toBe(429);
    expect((await post('/api/replies/look', { secret: second }, { ...from, headers: { 'x-forwarded-for': '198.51.100.8' } })).status).toBe(200);
    for (const body of [{}, { secret: 'x' }, { secret: first, answer: 'maybe' }, { secret: first, answer: 'come', patient: 'x'.repeat(2_000) }]) expect((await post('/api/replies/answer', body)).status).toBeGreaterThanOrEqual(400);
  });

  it('[B35] several instances at once, and a death between sending and marking: each is told once, and marked', async () => {
    const ids = await Promise.all([18, 19, 20, 21].map((hours) => appointment(inHours(hours))));
    const others = await Promise.all(target.kind === 'postgres' ? [openDatabase(target), openDatabase(target)] : []);
    await Promise.all([database, ...others].map((one) => sendReminders(one, true)));
    expect(await database.query(sql`select count(*) as count from outgoing`)).toEqual([{ count: 4 }]);
    await database.query(sql`update outgoing set state = 'sent', sent_at = now(), params = '{}'`);
    await Promise.all([database, ...others].map((one) => sendReminders(one, true)));
    for (const one of others) await one.close();
    for (const id of ids) expect(await marks(id)).toEqual({ reminder: true });
    expect(await database.query(sql`select count(*) as count from audit where action = 'appointment.reminded' and clinic_id = ${clinic.id}`)).toEqual([{ count: 4 }]);
  });
});
