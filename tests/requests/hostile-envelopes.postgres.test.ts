import { request as httpRequest } from 'node:http';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { SCHEMA_VERSION, type SignedRequest } from '../../schema/sync.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { insertDevice, insertPatientMember, insertProxy, insertSmallClinic, nth, type Member, type PatientThread, type SmallClinic } from '../support/clinic-rows.ts';
import { createSigningDevice } from '../support/signing-device.ts';
import { openServing, type Serving } from './serving.ts';

describeEachDatabase('hostile envelopes', (createTarget) => {
  let serving: Serving;
  let clinic: SmallClinic;
  let elsewhere: SmallClinic;
  let thread: PatientThread;
  let writer: SmallClinic['writer'];
  let nurse: Member;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => {
    [clinic, elsewhere] = [await insertSmallClinic(serving.database), await insertSmallClinic(serving.database)];
    [thread, nurse, writer] = [nth(clinic.threads, 0), nth(clinic.nurses, 0), clinic.writer];
  });
  afterAll(() => serving.close());

  const words = (text: string) => ({ ...thread, message: newId(), text });
  const send = (text: string) => writer.device.request('message.send', words(text));
  const rows = async (): Promise<unknown[]> => serving.database.query(sql`
    select 1 from request where clinic_id = any(array[${clinic.id}, ${elsewhere.id}]) union all select 1 from message m join thread t on t.id = m.thread_id where m.seq > 1 and t.clinic_id = any(array[${clinic.id}, ${elsewhere.id}])`);
  const refused = async (request: SignedRequest, code: string, cookie = writer.cookie): Promise<void> => {
    const answer = await serving.one(request, cookie);
    expect([answer.state, answer.refusal?.code]).toEqual(['refused', code]);
    expect(await rows()).toEqual([]);
  };
  const signed = (text: string): SignedRequest => ({ bytes: text, signature: writer.device.sign(text) });

  /** On a connection of its own: the server hangs up on who sends too much. */
  const postAlone = (body: string): Promise<number> => new Promise((resolve, reject) => {
    const out = httpRequest(`${serving.url}/api/requests`, { method: 'POST', agent: false, headers: { 'content-type': 'application/json' } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    out.on('error', reject);
    out.end(body);
  });

  describe('the signature', () => {
    it('[R11] of nobody, of another key, of other bytes, cut or empty is refused, and is a security event', async () => {
      const request = send('x');
      const other = nurse.device.sign(request.bytes);
      const raw = Buffer.from(request.signature, 'base64url');
      raw[10] = (raw[10] ?? 0) ^ 1;
      for (const signature of [other, raw.toString('base64url'), request.signature.slice(0, 40), '', `${request.signature}AAAA`, 'A'.repeat(86)]) {
        await refused({ bytes: request.bytes, signature }, 'request.signature');
      }
      const events = await serving.database.query(sql`select kind from security_event where device_id = ${writer.device.id}`);
      // One a minute and device: forgeries do not fill the record.
      expect(events).toEqual([{ kind: 'request.signature' }]);
    });

    it('[R11] holds for the exact bytes: keys in another order, a space, a changed word are forgeries', async () => {
      const request = send('Pay 10');
      const reordered = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(request.bytes) as object).reverse()));
      for (const bytes of [reordered, `${request.bytes} `, request.bytes.replace('Pay 10', 'Pay 99')]) {
        await refused({ bytes, signature: request.signature }, 'request.signature');
      }
    });

    it('[R11] by a device of another account, or of none, says nothing', async () => {
      const mine = JSON.parse(send('x').bytes) as Record<string, unknown>;
      await refused(signed(JSON.stringify({ ...mine, account: nurse.account })), 'device.unknown', nurse.cookie);
      await refused(signed(JSON.stringify({ ...mine, device: newId() })), 'device.unknown');
      await refused(signed(JSON.stringify({ ...mine, device: nurse.device.id })), 'device.unknown');
    });
  });

  it('[R2] what is no envelope is refused for itself and hinders nothing beside it', async () => {
    const good = send('Among thieves');
    const cut = send('cut');
    const long = writer.device.request('message.send', words('x'.repeat(66_000)));
    const mine = JSON.parse(send('x').bytes) as Record<string, unknown>;
    const items: unknown[] = [
      { bytes: cut.bytes.slice(0, 50), signature: writer.device.sign(cut.bytes.slice(0, 50)) },
      signed('[]'), signed('null'), signed(JSON.stringify({ ...mine, n: 0 })), signed(JSON.stringify({ ...mine, id: 'short' })),
      signed(JSON.stringify({ ...mine, type: '__proto__' })), signed(JSON.stringify({ ...mine, after: Array.from({ length: 17 }, newId) })),
      signed('"\\ud800"'), { bytes: 7, signature: 'x' }, null, 'words', long, signed(good.bytes.replace('thieves', '\ud800')), good,
    ];
    const response = await serving.post({ schemaVersion: SCHEMA_VERSION, sentAt: Date.now(), requests: items }, writer.cookie);
    const { answers } = (await response.json()) as { answers: { id: string | null; state: string; refusal?: { code: string } }[] };
    expect(answers.map(({ state }) => state)).toEqual([...items.slice(1).map(() => 'refused'), 'done']);
    expect(answers[11]).toEqual({ id: long.id, state: 'refused', refusal: { code: 'request.tooLong' } });
    expect(new Set(answers.slice(0, 11).map(({ refusal }) => refusal?.code))).toEqual(new Set(['request.notReadable']));
  });

  it('[R1] a delivery that is none is not looked at, in words', async () => {
    for (const body of ['', '{', '[]', '{}', { schemaVersion: 1, sentAt: 1, requests: [] }, { schemaVersion: 1, sentAt: -1, requests: [send('x')] }]) {
      const response = await serving.post(body, writer.cookie);
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'request.notReadable']);
    }
    const old = await serving.post({ schemaVersion: 0, sentAt: Date.now(), requests: [send('x')] });
    expect([old.status, ((await old.json()) as { code: string }).code]).toEqual([426, 'request.tooOld']);
    expect(await postAlone(JSON.stringify({ schemaVersion: 1, sentAt: 1, requests: [{ bytes: 'x'.repeat(600_000), signature: '' }] }))).toBe(413);
    expect(await rows()).toEqual([]);
  });

  it('[R5] what only a newer server knows waits on the device; what no server reads is refused with its words kept there', async () => {
    const newer = writer.device.request('message.send', words('x'), { v: 2 });
    const unknown = writer.device.request('moon.fly', words('x'));
    for (const [request, code] of [[newer, 'request.tooNew'], [unknown, 'request.unknownType']] as const) {
      expect(await serving.one(request, writer.cookie)).toEqual({ id: request.id, state: 'retry', refusal: { code } });
    }
    await refused(writer.device.request('message.send', { ...words('x'), text: '   ' }), 'request.notReadable');
    await refused(writer.device.request('message.send', { patient: thread.patient }), 'request.notReadable');
  });

  it('[R4] words the record cannot hold are declined, once and for ever, and the next ones stored', async () => {
    const nul = send('a\u0000b');
    const { answers } = await serving.deliver([nul, send('after')], writer.cookie);
    expect(answers.map(({ state, outcome }) => [state, outcome?.refusal?.code])).toEqual([['declined', 'request.notReadable'], ['done', undefined]]);
    expect((await serving.one(nul, writer.cookie)).state).toBe('declined');
  });

  it('[R2] an id of an entry that is taken is declined as a duplicate and changes nothing', async () => {
    const message = newId();
    await serving.one(writer.device.request('message.send', { ...thread, message, text: 'mine' }), writer.cookie);
    const again = await serving.one(writer.device.request('message.send', { ...thread, message, text: 'over it' }), writer.cookie);
    expect(again.outcome).toMatchObject({ state: 'declined', refusal: { code: 'request.duplicate' } });
    expect(await serving.database.query(sql`select text from message where id = ${message}`)).toEqual([{ text: 'mine' }]);
  });

  it('[R8] a body for another\'s patient, another clinic\'s, or none: one and the same answer', async () => {
    const neighbour = await insertPatientMember(serving.database, clinic.id, 'Neighbour');
    const targets = [{ ...thread, patient: neighbour.patient }, nth(elsewhere.threads, 0), { patient: newId(), thread: newId() }];
    const answers = await Promise.all(targets.map((target) => serving.one(writer.device.request('message.send', { ...target, message: newId(), text: 'x' }), writer.cookie)));
    expect(new Set(answers.map(({ outcome }) => JSON.stringify([outcome?.state, outcome?.refusal])))).toEqual(new Set(['["declined",{"code":"patient.unknown"}]']));
    const staff = await Promise.all(targets.slice(0, 3).map((target) => serving.one(nurse.device.request('thread.claim', target), nurse.cookie)));
    expect(new Set(staff.map(({ outcome }) => outcome?.refusal?.code))).toEqual(new Set(['thread.unknown']));
  });

  it('[R3] a proxy grant that ended, or was never for messages, carries nothing', async () => {
    const child = await insertPatientMember(serving.database, clinic.id, 'Child');
    const to = { patient: child.patient, thread: thread.thread };
    await insertProxy(serving.database, clinic.id, writer.account, child.patient, ['record']);
    const without = await serving.one(writer.device.request('message.send', { ...to, message: newId(), text: 'x' }), writer.cookie);
    expect(without.outcome?.refusal?.code).toBe('patient.unknown');
    await serving.database.query(sql`update proxy_grant set scopes = '{messages}', ends_at = now() - interval '1 second' where patient_id = ${child.patient}`);
    const ended = await serving.one(writer.device.request('message.send', { ...to, message: newId(), text: 'x' }), writer.cookie);
    expect(ended.outcome?.refusal?.code).toBe('patient.unknown');
  });

  describe('who carries it', () => {
    it('[R11] a carrier without the author\'s session delivers, and learns the id and the state and nothing else', async () => {
      const nobody = undefined;
      for (const cookie of [nobody, nurse.cookie, nth(elsewhere.nurses, 0).cookie, '__Host-staff=forged', '__Host-patient=']) {
        const done = send('carried');
        const declined = writer.device.request('message.send', { ...words('x'), patient: newId() });
        const forged = { bytes: done.bytes, signature: nurse.device.sign(done.bytes) };
        const { answers } = await serving.deliver([done, declined, forged], cookie);
        expect(answers).toEqual([{ id: done.id, state: 'done' }, { id: declined.id, state: 'declined' }, { id: done.id, state: 'refused' }]);
      }
      expect(await serving.database.query(sql`select distinct account_id from message where thread_id = ${thread.thread} and seq > 1`)).toEqual([{ account_id: writer.account }]);
    });

    it('[R11] one delivery of several people answers each as far as this carrier may know', async () => {
      const mine = send('mine');
      const theirs = nurse.device.request('thread.claim', thread);
      const both = await serving.deliver([mine, theirs], `${writer.cookie}; ${nurse.cookie}`);
      expect(both.answers.map(({ outcome }) => outcome?.state)).toEqual(['done', 'done']);
      const one = await serving.deliver([mine, theirs], nurse.cookie);
      expect(one.answers.map((answer) => Object.keys(answer).sort())).toEqual([['id', 'state'], ['id', 'outcome', 'positions', 'state']]);
    });

    it('[R11] a session that ended carries like none', async () => {
      await serving.database.query(sql`update session set ended_at = now() where account_id = ${writer.account}`);
      const request = send('still mine');
      expect(await serving.one(request, writer.cookie)).toEqual({ id: request.id, state: 'done' });
    });
  });

  describe('a revoked key', () => {
    it('[R11] brings nothing that is applied or dropped: held, two hundred at most, and what it brought before stands', async () => {
      const before = send('before');
      await serving.one(before, writer.cookie);
      const cookie = await insertDevice(serving.database, createSigningDevice(writer.account), 'patient');
      await serving.database.query(sql`update device set revoked_at = now() where id = ${writer.device.id}`);
      // A session of the revoked device is none any more.
      const first = send('after');
      expect(await serving.one(first, writer.cookie)).toEqual({ id: first.id, state: 'held' });
      const requests = Array.from({ length: 200 }, (_, i) => send(`after ${i}`));
      const answers = [];
      for (let i = 0; i < requests.length; i += 67) answers.push(...(await serving.deliver(requests.slice(i, i + 67), cookie)).answers);
      expect(answers.slice(0, 199).every(({ state }) => state === 'held')).toBe(true);
      expect(answers[199]).toMatchObject({ state: 'refused', refusal: { code: 'device.revoked' } });
      expect((await serving.one(before, cookie)).state).toBe('done');
      expect((await serving.one(nth(requests, 0), cookie)).outcome).toMatchObject({ state: 'held', refusal: { code: 'device.revoked' } });
      expect(await serving.database.query(sql`select text from message where thread_id = ${thread.thread} and seq > 1`)).toEqual([{ text: 'before' }]);
      const [held] = await serving.database.query<{ bytes: string }>(sql`select bytes from request where id = ${nth(requests, 3).id}`);
      expect(held?.bytes).toBe(nth(requests, 3).bytes);
    });

    it('[R11] nor does a blocked account, or staff who left', async () => {
      await serving.database.query(sql`update account set state = 'blocked' where id = ${writer.account}`);
      expect((await serving.one(send('blocked'))).state).toBe('held');
      await serving.database.query(sql`update staff set active = false where id = ${nurse.staff}`);
      expect((await serving.one(nurse.device.request('thread.claim', thread))).state).toBe('held');
      expect(await serving.database.query(sql`select 1 from message where thread_id = ${thread.thread} and seq > 1`)).toEqual([]);
    });

    it('[R3] with a hundred requests on their way: not one is applied after the revocation is committed', async () => {
      const requests = Array.from({ length: 100 }, (_, i) => nurse.device.request('thread.comment', { ...thread, comment: newId(), text: `c${i}` }));
      const delivering = Promise.all(Array.from({ length: 10 }, (_, i) => serving.deliver(requests.slice(i * 10, i * 10 + 10), nurse.cookie)));
      await new Promise((resolve) => setTimeout(resolve, 30));
      await serving.database.query(sql`update account set state = 'blocked' where id = ${nurse.account}`);
      const count = () => serving.database.query(sql`select count(*) as count from thread_comment where thread_id = ${thread.thread}`);
      const atRevocation = await count();
      await delivering;
      expect(await count()).toEqual(atRevocation);
    });
  });

  it('[R4] a flood of one device is told "later", stored nowhere, and nobody else notices', async () => {
    const small = await openServing({ kind: 'pglite', dataDir: null }, { rate: { take: (device) => device !== floods } });
    const here = await insertSmallClinic(small.database);
    const floods = here.writer.device.id;
    const request = here.writer.device.request('message.send', { ...nth(here.threads, 0), message: newId(), text: 'x' });
    expect(await small.one(request, here.writer.cookie)).toEqual({ id: request.id, state: 'retry', refusal: { code: 'request.tooMany' } });
    const nurse = nth(here.nurses, 0);
    expect((await small.one(nurse.device.request('thread.claim', nth(here.threads, 0)), nurse.cookie)).state).toBe('done');
    await small.close();
  });
});
