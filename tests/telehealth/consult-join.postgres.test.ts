import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { initialRegister } from '../../schema/merge.ts';
import { INVITE_LETTERS, readInviteCode } from '../../schema/live-routes.ts';
import { sendInvites } from '../../sync-server/consults/invite.ts';
import { remindOfRunning } from '../../sync-server/consults/jobs.ts';
import { createLiveRooms } from '../../sync-server/livekit/create-live-rooms.ts';
import { noLiveKit } from '../../sync-server/livekit/livekit-at.ts';
import { createLog } from '../../sync-server/log.ts';
import { jsonParam, openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { serveOn, testSeal, type Serving } from '../requests/serving.ts';
import { insertDevice, insertProxy, insertStaff, type Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { createSigningDevice } from '../support/signing-device.ts';
import { insertConsultClinic, insertVideoVisit, type ConsultClinic, type MadeConsult } from './consult-clinic.ts';

const MINUTE = 60_000;

describeEachDatabase('the way into a video visit', (createTarget) => {
  let database: Database;
  let serving: Serving;
  let clinic: ConsultClinic;
  beforeAll(async () => {
    database = await openDatabase(await createTarget());
    await migrate(database);
    // LiveKit itself is in gate's tests: here it always makes a room.
    const rooms = createLiveRooms({ database, livekit: noLiveKit, changed: () => Promise.resolve(), log: createLog('silent') });
    serving = await serveOn(database, {}, {
      ...rooms, status: () => Promise.resolve({ available: true, reason: 'none' }), admit: (grant) => Promise.resolve({ token: `token of ${grant}`, room: 'room', identity: `patient-${grant}` }),
    });
  });
  beforeEach(async () => {
    clinic = await insertConsultClinic(database);
    serving.shiftClock(0);
    for (const { patient, phone } of [{ patient: clinic.fatma.patient, phone: '+254711000101' }, { patient: clinic.joseph.patient, phone: '+254711000102' }]) {
      await database.query(sql`update patient set phone = ${jsonParam(initialRegister(phone))}, phone_fit = true where id = ${patient}`);
    }
  });
  afterAll(() => serving.close());

  const post = async (path: string, who: Pick<Member, 'cookie'>, body: object = {}): Promise<{ status: number; code?: string; [key: string]: unknown }> => {
    const answer = await fetch(`${serving.url}/api/consults/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: who.cookie }, body: JSON.stringify(body) });
    return { status: answer.status, ...await answer.json() as object };
  };
  const ask = (who: Member, type: string, body: object) => serving.one(who.device.request(type, body), who.cookie);
  const running = async (): Promise<MadeConsult> => {
    const one = await insertVideoVisit(database, clinic, Date.now() + 10 * MINUTE);
    expect((await ask(clinic.doctor, 'consult.start', { patient: one.patient, consult: one.consult })).state).toBe('done');
    return one;
  };
  /** What was sent last to this account, of that kind. */
  const sent = async (account: string, template: string): Promise<{ code: string; secret: string; recipient: string }> => {
    const [row] = await database.query<{ params: { code: string; secret: string }; recipient: string }>(sql`select params, recipient from outgoing where account_id = ${account} and template = ${template} order by id desc limit 1`);
    return { code: row?.params.code ?? '', secret: row?.params.secret ?? '', recipient: row?.recipient ?? '' };
  };
  const wrongOf = (code: string): string => `${code.startsWith('1') ? '2' : '1'}${code.slice(1)}`;

  it('[C46] [C31] [D11] a code lets in once, to whom it was sent; the same session comes back without, another does not', async () => {
    const one = await running();
    expect(await post(`${one.consult}/join`, clinic.fatma)).toMatchObject({ status: 409, code: 'join.codeNeeded' });
    expect(await post(`${one.consult}/code`, clinic.fatma)).toMatchObject({ status: 200, sentTo: '…101' });
    const { code, recipient } = await sent(clinic.fatma.account, 'visit.code');
    expect(recipient).toBe('+254711000101');
    // Another at once is refused, and kills nothing.
    expect(await post(`${one.consult}/code`, clinic.fatma)).toMatchObject({ status: 429, code: 'join.tooOften' });
    expect(await post(`${one.consult}/join`, clinic.fatma, { code: wrongOf(code) })).toMatchObject({ status: 409, code: 'join.codeWrong', params: { left: 4 } });
    const both = await Promise.all(Array.from({ length: 8 }, () => post(`${one.consult}/join`, clinic.fatma, { code })));
    expect(both.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(new Set(both.flatMap(({ grant }) => (typeof grant === 'string' ? [grant] : []))).size).toBe(1);
    expect(await database.query(sql`select 1 from consult_grant where consult_id = ${one.consult}`)).toHaveLength(1);
    const again = await post(`${one.consult}/join`, clinic.fatma);
    expect(again).toMatchObject({ status: 200, grant: both.find(({ status }) => status === 200)?.['grant'], url: expect.stringMatching(/\/livekit$/) as unknown });
    // Used up, it is worth nothing on another device of the same person.
    const copied = { cookie: await insertDevice(database, createSigningDevice(clinic.fatma.account), 'patient') };
    expect(await post(`${one.consult}/join`, copied, { code })).toMatchObject({ status: 409, code: 'join.codeOver' });
    // And nothing to a carer with a phone of their own.
    await insertProxy(database, clinic.id, clinic.joseph.account, one.patient, []);
    expect(await post(`${one.consult}/join`, clinic.joseph, { code })).toMatchObject({ status: 409, code: 'join.codeOver' });
    expect(await post(`${one.consult}/code`, clinic.joseph)).toMatchObject({ status: 200, sentTo: '…102' });
  });

  it('[C31] five wrong ones kill a code, ten minutes do too, and a new one is another', async () => {
    const one = await running();
    await post(`${one.consult}/code`, clinic.fatma);
    const { code } = await sent(clinic.fatma.account, 'visit.code');
    const tries: (string | undefined)[] = [];
    for (let i = 0; i < 5; i += 1) tries.push((await post(`${one.consult}/join`, clinic.fatma, { code: wrongOf(code) })).code);
    expect(tries).toEqual([...Array.from({ length: 4 }, () => 'join.codeWrong'), 'join.codeOver']);
    expect((await post(`${one.consult}/join`, clinic.fatma, { code })).code).toBe('join.codeOver');
    serving.shiftClock(2 * MINUTE);
    expect((await post(`${one.consult}/code`, clinic.fatma)).status).toBe(200);
    const second = (await sent(clinic.fatma.account, 'visit.code')).code;
    serving.shiftClock(12 * MINUTE + 1000);
    expect((await post(`${one.consult}/join`, clinic.fatma, { code: second })).code).toBe('join.codeOver');
    serving.shiftClock(11 * MINUTE);
    expect((await post(`${one.consult}/join`, clinic.fatma, { code: ` ${second.slice(0, 3)} ${second.slice(3)}` })).status).toBe(200);
  });

  it('[C30] [D10] nobody comes in before Start, after End, or to somebody else’s', async () => {
    const early = await insertVideoVisit(database, clinic, Date.now() + 10 * MINUTE);
    expect([(await post(`${early.consult}/join`, clinic.fatma)).code, (await post(`${early.consult}/join`, clinic.doctor)).code, (await post(`${early.consult}/code`, clinic.fatma)).code]).toEqual(['consult.notSo', 'consult.notSo', 'consult.notSo']);
    const one = await insertVideoVisit(database, clinic, Date.now() + 20 * MINUTE);
    await ask(clinic.doctor, 'consult.start', { patient: one.patient, consult: one.consult });
    const other = await insertStaff(database, clinic.id, 'Dr Tanaka', ['clinician']);
    const outsiders = [clinic.joseph, clinic.live, clinic.nurse, clinic.coordinator];
    for (const who of outsiders) expect([who.name, (await post(`${one.consult}/join`, who)).status, (await post(`${one.consult}/code`, who)).status]).toEqual([who.name, 404, 404]);
    expect([(await post(`${one.consult}/join`, other)).code, (await post(`${one.consult}/join`, { cookie: '' })).status]).toEqual(['consult.notYours', 401]);
    expect(await post(`${one.consult}/join`, clinic.doctor)).toMatchObject({ status: 200 });
    await ask(clinic.doctor, 'consult.end', { patient: one.patient, consult: one.consult });
    expect(await database.query(sql`select state from consult_grant where consult_id = ${one.consult}`)).toEqual([{ state: 'ended' }]);
    expect([(await post(`${one.consult}/join`, clinic.doctor)).code, (await post(`${one.consult}/join`, clinic.fatma)).code]).toEqual(['consult.notSo', 'consult.notSo']);
  });

  it('[C44] an invite goes out once when the visit is made and again when asked for; link and code lead to the visit until it is over', async () => {
    const one = await insertVideoVisit(database, clinic, Date.now() + 60 * MINUTE);
    await sendInvites(database, { seal: testSeal, sms: true });
    await sendInvites(database, { seal: testSeal, sms: true });
    const count = async (): Promise<number> => (await database.query(sql`select 1 from outgoing where account_id = ${clinic.fatma.account} and template = 'visit.invite'`)).length;
    expect(await count()).toBe(1);
    const { secret, code } = await sent(clinic.fatma.account, 'visit.invite');
    expect(code).toMatch(new RegExp(`^[${INVITE_LETTERS}]{8}$`));
    const [suffix] = await database.query<{ suffix: string }>(sql`select suffix from clinic where id = ${clinic.id}`);
    const nobody = { cookie: '' };
    for (const body of [{ secret }, { secret }, { code }, { code: ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}` }]) expect(await post('invite', nobody, body)).toEqual({ status: 200, clinic: suffix?.suffix, consult: one.consult });
    for (const body of [{}, { secret: '' }, { code: 'AAAAAAAA' }, { secret: code }, { code: secret }]) expect([body, (await post('invite', nobody, body)).status]).toEqual([body, 404]);
    expect((await ask(clinic.nurse, 'consult.invite', { patient: one.patient, consult: one.consult })).state).toBe('done');
    await sendInvites(database, { seal: testSeal, sms: true });
    expect(await count()).toBe(2);
    await ask(clinic.doctor, 'consult.start', { patient: one.patient, consult: one.consult });
    expect((await post('invite', nobody, { secret })).status).toBe(200);
    await ask(clinic.doctor, 'consult.end', { patient: one.patient, consult: one.consult });
    expect([(await post('invite', nobody, { secret })).status, (await post('invite', nobody, { code })).status]).toEqual([404, 404]);
    expect([readInviteCode('abcd 2345'), readInviteCode('ABCD234O'), readInviteCode('ABCD234')]).toEqual(['ABCD2345', null, null]);
  });

  it('a visit that was left running is told to its clinician once', async () => {
    const one = await running();
    const notices = (): Promise<unknown[]> => database.query(sql`select code, params from notice where account_id = ${clinic.doctor.account}`);
    await remindOfRunning(database, one.at + 55 * MINUTE);
    expect(await notices()).toEqual([]);
    await remindOfRunning(database, one.at + 61 * MINUTE);
    await remindOfRunning(database, one.at + 62 * MINUTE);
    expect(await notices()).toEqual([{ code: 'consult.stillRuns', params: { name: 'Fatma' } }]);
  });
});
