import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { arrayParam, instantParam } from '../../sync-server/record/database.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { insertSmallClinic, nth, type Member, type PatientThread, type SmallClinic } from '../support/clinic-rows.ts';
import { openServing, type Serving } from './serving.ts';

describeEachDatabase('requests', (createTarget) => {
  let serving: Serving;
  let clinic: SmallClinic;
  let nurse: Member;
  let other: Member;
  let thread: PatientThread;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => {
    clinic = await insertSmallClinic(serving.database, 2, 2);
    [nurse, other, thread] = [nth(clinic.nurses, 0), nth(clinic.nurses, 1), nth(clinic.threads, 0)];
    serving.shiftClock(0);
  });
  afterAll(() => serving.close());

  const words = (text: string) => ({ ...thread, message: newId(), text });
  const messages = async (): Promise<string[]> =>
    (await serving.database.query<{ text: string }>(sql`select text from message where thread_id = ${thread.thread} and seq > 1 order by seq`)).map(({ text }) => text);
  const stored = async (id: string) => (await serving.database.query<{ outcome: { state: string }; n: number; stamp: number }>(sql`
    select outcome, n, stamp from request where id = ${id}`))[0];

  it('[R1] answers with the outcome of what is committed, and where the views will show it', async () => {
    await serving.projector.ensure(viewName.threads(thread.patient));
    await serving.projector.ensure(viewName.triage(thread.patient));
    const answer = await serving.one(clinic.writer.device.request('message.send', words('My knee hurts')), clinic.writer.cookie);
    expect(answer.state).toBe('done');
    expect(await messages()).toEqual(['My knee hurts']);
    const positions = answer.positions ?? {};
    // The triage view is no patient's: it is not even named.
    expect(Object.keys(positions)).toEqual([viewName.threads(thread.patient)]);
    const now = await serving.projector.ensure(viewName.threads(thread.patient));
    expect(positions[viewName.threads(thread.patient)]).toEqual({ epoch: now.epoch, seq: now.seq });
  });

  it('[R1] writes the audit row with the act, and with the refusal', async () => {
    const done = nurse.device.request('thread.claim', thread);
    const lost = other.device.request('thread.claim', thread);
    await serving.one(done, nurse.cookie);
    await serving.one(lost, other.cookie);
    const rows = await serving.database.query(sql`
      select who, action, patient_id, request_id, detail from audit where request_id = any(${arrayParam([done.id, lost.id])}) order by id`);
    expect(rows).toEqual([
      { who: 'Nurse 0', action: 'thread.claim', patient_id: thread.patient, request_id: done.id, detail: { state: 'done' } },
      { who: 'Nurse 1', action: 'thread.claim', patient_id: thread.patient, request_id: lost.id, detail: { state: 'superseded', code: 'thread.taken' } },
    ]);
  });

  describe('the same id again', () => {
    it('[R2] has the same outcome for ever, its effect once, and tells the positions again', async () => {
      await serving.projector.ensure(viewName.threads(thread.patient));
      const request = clinic.writer.device.request('message.send', words('Once'));
      const answers = [await serving.one(request, clinic.writer.cookie), await serving.one(request, clinic.writer.cookie)];
      const { answers: [third, fourth] } = await serving.deliver([request, request], clinic.writer.cookie);
      expect(new Set([...answers, third, fourth].map((answer) => JSON.stringify(answer?.outcome))).size).toBe(1);
      expect(third?.positions).toEqual(answers[0]?.positions);
      expect(await messages()).toEqual(['Once']);
    });

    it('[R2] keeps a decline too, although it would be allowed now', async () => {
      const lost = other.device.request('thread.close', { ...thread, lastSeq: 0 });
      await serving.one(clinic.writer.device.request('message.send', words('Wait!')), clinic.writer.cookie);
      expect((await serving.one(lost, other.cookie)).outcome?.refusal?.code).toBe('thread.patientWrote');
      await serving.database.query(sql`update thread set patient_seq = 0 where id = ${thread.thread}`);
      expect((await serving.one(lost, other.cookie)).outcome?.refusal?.code).toBe('thread.patientWrote');
    });

    it('[R2] under load from many carriers at once is done once', async () => {
      const request = clinic.writer.device.request('message.send', words('Only once'));
      const answers = await Promise.all(Array.from({ length: 12 }, () => serving.one(request, clinic.writer.cookie)));
      expect(new Set(answers.map((answer) => answer.state))).toEqual(new Set(['done']));
      expect(await messages()).toEqual(['Only once']);
    });

    it('[R2] with other bytes is refused, reported, and changes nothing', async () => {
      const first = clinic.writer.device.request('message.send', words('What I wrote'));
      await serving.one(first, clinic.writer.cookie);
      const forged = clinic.writer.device.request('message.send', words('What I did not write'), { id: first.id });
      const answer = await serving.one(forged, clinic.writer.cookie);
      expect(answer).toEqual({ id: first.id, state: 'refused', refusal: { code: 'request.otherBytes' } });
      // Somebody else's id: no word of whose it is or what became of it.
      const stolen = await serving.one(other.device.request('thread.claim', thread, { id: first.id }), other.cookie);
      expect(stolen).toEqual({ id: first.id, state: 'refused', refusal: { code: 'request.otherBytes' } });
      expect(await messages()).toEqual(['What I wrote']);
      const events = await serving.database.query<{ account_id: string }>(sql`
        select account_id from security_event where kind = 'request.otherBytes' and detail->>'request' = ${first.id} order by id`);
      expect(events.map((event) => event.account_id)).toEqual([clinic.writer.account, other.account]);
    });
  });

  it('[R3] takes author, clinic and times from the key and the record; a clock two days off is no reason to refuse', async () => {
    for (const off of [-2 * 86_400_000, 2 * 86_400_000]) {
      const text = `off by ${off}`;
      const request = clinic.writer.device.request('message.send', { ...words(text), author: 'Somebody else', account: other.account, clinic: newId() }, { deviceTime: Date.now() + off });
      const before = Date.now();
      expect((await serving.one(request, clinic.writer.cookie, Date.now() + off)).state).toBe('done');
      const [row] = await serving.database.query<{ author: string; account_id: string; received_at: number; device_time: number }>(sql`
        select author, account_id, received_at, device_time from message where text = ${text} and thread_id = ${thread.thread}`);
      expect(row).toMatchObject({ author: 'Fatma', account_id: clinic.writer.account });
      expect(row?.received_at).toBeGreaterThanOrEqual(before);
      expect(Math.abs((row?.device_time ?? 0) - before - off)).toBeLessThan(60_000);
      const { receivedAt } = await serving.deliver([request], clinic.writer.cookie);
      expect(Math.abs(receivedAt - Date.now())).toBeLessThan(5_000);
    }
  });

  describe('order and dependence', () => {
    it('[R4] judges one device by n, whatever the order in the delivery, with gaps', async () => {
      const { device, cookie } = clinic.writer;
      const [one, two, three] = [1, 2, 3].map((i) => device.request('message.send', words(`${i}`), { n: i * 10 }));
      if (!one || !two || !three) throw new Error('three requests');
      const { answers } = await serving.deliver([three, one, two], cookie);
      expect(answers.map(({ id, state }) => [id, state])).toEqual([[three.id, 'done'], [one.id, 'done'], [two.id, 'done']]);
      expect(await messages()).toEqual(['1', '2', '3']);
      // A number that comes late is no reason to refuse.
      expect((await serving.one(device.request('message.send', words('late'), { n: 5 }), cookie)).state).toBe('done');
    });

    it('[R4] one refused request never blocks the rest: every k of n', async () => {
      const { device, cookie } = clinic.writer;
      for (let k = 0; k < 5; k += 1) {
        const requests = Array.from({ length: 5 }, (_, i) =>
          device.request('message.send', i === k ? { ...words('x'), patient: newId() } : words(`${k}.${i}`)));
        const { answers } = await serving.deliver(requests, cookie);
        expect(answers.map(({ state }) => state)).toEqual(requests.map((_, i) => (i === k ? 'declined' : 'done')));
        expect(answers[k]?.outcome?.refusal?.code).toBe('patient.unknown');
      }
      expect(await messages()).toHaveLength(20);
    });

    it('[R4] declines what depended on something that was not done, and what depended on that', async () => {
      const { device, cookie } = clinic.writer;
      const first = device.request('message.send', { ...words('x'), patient: newId() });
      const second = device.request('message.send', words('after it'), { after: [first.id] });
      const third = device.request('message.send', words('after that'), { after: [second.id] });
      const fourth = device.request('message.send', words('on its own'));
      const { answers } = await serving.deliver([first, second, third, fourth], cookie);
      expect(answers.map(({ state, outcome }) => [state, outcome?.refusal?.code])).toEqual([
        ['declined', 'patient.unknown'], ['declined', 'request.dependency'], ['declined', 'request.dependency'], ['done', undefined],
      ]);
      expect(await messages()).toEqual(['on its own']);
    });

    it('[R4, R5] a dependency the clinic has not seen may still come: the request waits, unstored, and is done after it', async () => {
      const { device, cookie } = clinic.writer;
      const first = device.request('message.send', words('first'));
      const second = device.request('message.send', words('second'), { after: [first.id] });
      expect(await serving.one(second, cookie)).toEqual({ id: second.id, state: 'retry', refusal: { code: 'request.dependencyNotYet' } });
      expect(await stored(second.id)).toBeUndefined();
      // Another device's request is as good as unseen.
      const foreign = nurse.device.request('thread.claim', thread);
      await serving.one(foreign, nurse.cookie);
      expect((await serving.one(device.request('message.send', words('x'), { after: [foreign.id] }), cookie)).state).toBe('retry');
      expect((await serving.one(first, cookie)).state).toBe('done');
      expect((await serving.one(second, cookie)).state).toBe('done');
      expect(await messages()).toEqual(['first', 'second']);
    });
  });

  it('[R5] keeps the words of what it declined, as they were signed', async () => {
    const request = clinic.writer.device.request('message.send', { ...words('My words'), patient: newId() });
    await serving.one(request, clinic.writer.cookie);
    const [row] = await serving.database.query<{ bytes: string; signature: string }>(sql`select bytes, signature from request where id = ${request.id}`);
    expect(row).toEqual({ bytes: request.bytes, signature: request.signature });
  });

  describe('the stamp of a register', () => {
    it('[R6] is fixed at first receipt, from the device clock corrected by the delivery, never in the future', async () => {
      const now = Date.now();
      const off = -3 * 3600_000;
      const request = nurse.device.request('thread.urgency', { ...thread, value: 'urgent' }, { deviceTime: now + off - 60_000 });
      await serving.one(request, nurse.cookie, now + off);
      const first = (await stored(request.id))?.stamp ?? 0;
      expect(Math.abs(first - (now - 60_000))).toBeLessThan(5_000);
      serving.shiftClock(3600_000);
      await serving.one(request, nurse.cookie, now);
      expect((await stored(request.id))?.stamp).toBe(first);
      const ahead = other.device.request('thread.urgency', { ...thread, value: 'today' }, { deviceTime: now + 86_400_000 });
      serving.shiftClock(0);
      await serving.one(ahead, other.cookie, now);
      expect((await stored(ahead.id))?.stamp).toBeLessThanOrEqual(Date.now());
    });

    it('[R6] whoever saw a value wins over it, whatever their clocks say', async () => {
      const now = Date.now();
      const seen = other.device.request('thread.tag', { ...thread, tag: 'fever', on: true });
      await serving.one(seen, other.cookie);
      const saw = (await stored(seen.id))?.stamp ?? 0;
      const mine = nurse.device.request('thread.tag', { ...thread, tag: 'fever', on: false }, { saw, deviceTime: now - 86_400_000 });
      expect((await serving.one(mine, nurse.cookie, now)).state).toBe('done');
      const [row] = await serving.database.query<{ tags: Record<string, { value: boolean; by: string }> }>(sql`select tags from thread where id = ${thread.thread}`);
      expect(row?.tags['fever']).toMatchObject({ value: false, by: mine.id });
      expect((await stored(mine.id))?.stamp).toBe(saw + 1);
    });

    it('[R6] cannot be pushed out of a number by a device that claims to have seen the far future', async () => {
      const request = nurse.device.request('thread.urgency', { ...thread, value: 'urgent' }, { saw: Number.MAX_SAFE_INTEGER });
      await serving.one(request, nurse.cookie);
      expect((await stored(request.id))?.stamp).toBeLessThan(Date.now() + 2 * 86_400_000);
    });
  });

  it('[R8] asks the one judge: without the permission nothing happens, and the permission is named', async () => {
    await serving.database.query(sql`update staff set roles = '{live_coordinator}' where id = ${nurse.staff}`);
    const answer = await serving.one(nurse.device.request('thread.reply', words('Come in')), nurse.cookie);
    expect(answer.outcome).toMatchObject({ state: 'declined', refusal: { code: 'permission.missing', params: { permission: 'portal.message.reply' } } });
    expect(await messages()).toEqual([]);
  });

  it('[R11] delivers for fourteen days without a sign-in; later the words wait on the device, and what was answered stays answered', async () => {
    const early = clinic.writer.device.request('message.send', words('early'));
    await serving.one(early, clinic.writer.cookie);
    const seenAt = async (days: number): Promise<void> => void await serving.database.query(sql`
      update device set last_seen_at = ${instantParam(Date.now() - days * 86_400_000)} where id = ${clinic.writer.device.id}`);
    await seenAt(13.9);
    expect((await serving.one(clinic.writer.device.request('message.send', words('in time')))).state).toBe('done');
    await seenAt(14.1);
    const late = clinic.writer.device.request('message.send', words('late'));
    expect(await serving.one(late, clinic.writer.cookie)).toEqual({ id: late.id, state: 'retry', refusal: { code: 'device.signInAgain' } });
    expect((await serving.one(early, clinic.writer.cookie)).state).toBe('done');
    expect(await stored(late.id)).toBeUndefined();
    await seenAt(0);
    expect((await serving.one(late, clinic.writer.cookie)).state).toBe('done');
    expect(await messages()).toEqual(['early', 'in time', 'late']);
  });
});
