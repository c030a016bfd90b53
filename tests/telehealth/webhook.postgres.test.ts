import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { describeEachDatabase, type DatabaseTarget } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { callIn } from './signal-client.ts';
import { admit, auditOf, hasLiveKit, insertVisit, openVisitWorld, presentIn, type VisitWorld } from './visit-world.ts';

/** What LiveKit tells, and who only says that they are LiveKit. */
describe.skipIf(!hasLiveKit)('on a real LiveKit', () => {
  describeEachDatabase('[D11] what LiveKit tells', suite);
});

function suite(createTarget: () => Promise<DatabaseTarget>): void {
  let world: VisitWorld;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outpost-visit-'));
    const target = await createTarget();
    world = await openVisitWorld(target, target.kind === 'postgres' ? { DATA_DIR: folder } : {});
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  interface Told { readonly event: string; readonly room: string; readonly sid: string; readonly identity?: string; readonly stay?: number; readonly id?: string }
  /** In protobuf's JSON, where 64-bit numbers are texts. */
  const bodyOf = ({ event, room, sid, identity, stay = 0, id = `EV_${newId()}` }: Told): string => JSON.stringify({
    event, id, createdAt: String(Math.floor(Date.now() / 1000)), room: { name: room, sid },
    ...(identity === undefined ? {} : { participant: { identity, sid: `PA_${identity}`, joinedAtMs: String(stay) } }),
  });

  /** As LiveKit signs it: the SHA-256 of exactly these bytes. */
  async function sign(body: string, { secret = world.livekit.secret, ttl = '5m' }: { secret?: string; ttl?: string } = {}): Promise<string> {
    const token = new AccessToken(world.livekit.key, secret, { ttl });
    token.sha256 = createHash('sha256').update(body).digest('base64');
    return token.toJwt();
  }
  async function post(body: string, authorization: string | null): Promise<number> {
    // From beside the server, under whatever name it has there, and from no page.
    const answer = await fetch(`http://127.0.0.1:${world.app.port}/livekit/webhook`, {
      method: 'POST', body, headers: { 'content-type': 'application/webhook+json', ...(authorization === null ? {} : { authorization }) },
    });
    return answer.status;
  }
  const tell = async (told: Told): Promise<number> => {
    const body = bodyOf(told);
    return post(body, await sign(body));
  };
  const hereOf = async (grant: string): Promise<boolean> => (await world.database.query<{ here: boolean }>(sql`select here from consult_grant where id = ${grant}`))[0]?.here ?? false;

  async function inRoom() {
    const visit = await insertVisit(world.database);
    const admitted = await admit(world, visit, visit.patient);
    const caller = await callIn({ url: world.url, token: admitted.token, cookie: visit.patient.cookie });
    if (typeof caller === 'number') throw new Error(`Refused with ${caller}`);
    const [row] = await world.database.query<{ sid: string }>(sql`select sid from consult_room where room = ${admitted.room}`);
    return { visit, caller, ...admitted, sid: row?.sid ?? '' };
  }

  it('counts once however often it is told, in whatever order', async () => {
    const { caller, grant, identity, room, sid } = await inRoom();
    const first = { event: 'participant_joined', room, sid, identity, stay: 1000 };
    const body = bodyOf(first);
    const authorization = await sign(body);
    expect([await post(body, authorization), await hereOf(grant)]).toEqual([204, true]);
    await tell({ ...first, event: 'participant_left' });
    expect(await hereOf(grant)).toBe(false);
    // The same delivery again, and the same news under another id: that stay is over.
    expect([await post(body, authorization), await hereOf(grant)]).toEqual([204, false]);
    expect([await tell(first), await hereOf(grant)]).toEqual([204, false]);
    // A second stay whose end is told before its beginning, then a third, which news of the second does not end.
    await tell({ ...first, event: 'participant_left', stay: 2000 });
    await tell({ ...first, stay: 2000 });
    expect(await hereOf(grant)).toBe(false);
    await tell({ ...first, stay: 3000 });
    await tell({ ...first, event: 'participant_left', stay: 2000 });
    expect(await hereOf(grant)).toBe(true);
    await caller.cut();
  });

  it('is LiveKit\'s word or nothing: unsigned, tampered, of another key, expired, or from a page', async () => {
    const { caller, grant, identity, room, sid } = await inRoom();
    const body = bodyOf({ event: 'participant_joined', room, sid, identity, stay: 1000 });
    const authorization = await sign(body);
    const forged: [string, string | null][] = [
      [body, null], [body.replace('1000', '1001'), authorization], [`${body} `, authorization], [body, await sign(body, { secret: 'another secret of 32 characters or more' })],
      [body, await sign(body, { ttl: '-1m' })], [body, 'nonsense'], ['{', await sign('{')], ['', await sign('')],
    ];
    for (const [sent, word] of forged) expect([sent.slice(0, 20), await post(sent, word)]).toEqual([sent.slice(0, 20), 401]);
    expect(await hereOf(grant)).toBe(false);
    const fromPage = await fetch(`${world.url}/livekit/webhook`, { method: 'POST', body, headers: { authorization, origin: 'https://evil.example' } });
    expect(fromPage.status).toBe(403);
    // A token that lets somebody into a room signs nothing.
    const token = await world.app.live.admit(grant);
    expect(await post(body, 'token' in token ? token.token : '')).toBe(401);
    expect(await post(body, authorization)).toBe(204);
    await caller.cut();
  });

  it('removes whoever is in a room without having come through the door, and writes it down', async () => {
    const { visit, caller, identity, room, sid } = await inRoom();
    // Somebody who can reach LiveKit past us, with its own key.
    const token = new AccessToken(world.livekit.key, world.livekit.secret, { identity: 'intruder', ttl: '60s' });
    token.addGrant({ roomJoin: true, room });
    const intruder = await callIn({ url: world.livekit.url, path: '/rtc', token: await token.toJwt() });
    if (typeof intruder === 'number') throw new Error(`LiveKit refused the intruder: ${intruder}`);
    expect(await presentIn(world, room)).toEqual(['intruder', identity].toSorted());
    const body = bodyOf({ event: 'participant_joined', room, sid, identity: 'intruder', stay: 1000 });
    const authorization = await sign(body);
    // LiveKit tells again what it thinks was not heard.
    for (let time = 0; time < 3; time += 1) expect(await post(body, authorization)).toBe(204);
    await until(async () => (await presentIn(world, room)).length === 1);
    expect(await presentIn(world, room)).toEqual([identity]);
    // A grant nobody has knocked with is no reason to be inside either.
    const unused = await admit(world, visit, visit.clinician);
    await tell({ event: 'participant_joined', room, sid, identity: unused.identity, stay: 1000 });
    expect((await auditOf(world, visit.consult)).filter(({ action }) => action === 'live.removed')).toMatchObject([
      { detail: { identity: 'intruder', grant: 'none' } }, { account_id: visit.clinician.account, detail: { identity: unused.identity, grant: 'issued' } },
    ]);
    expect(await world.database.query(sql`select kind from security_event where kind = 'live.intruder' and detail->>'room' = ${room}`)).toHaveLength(1);
    expect(await hereOf(unused.grant)).toBe(false);
    await caller.cut();
  });

  it('makes the next room when one is finished, but not of a visit that is over', async () => {
    const { visit, grant, caller, identity, room, sid } = await inRoom();
    await tell({ event: 'participant_joined', room, sid, identity, stay: 1000 });
    // Of an earlier room of that name, which never was this one.
    await tell({ event: 'room_finished', room, sid: 'RM_other' });
    expect(await world.app.live.admit(grant)).toMatchObject({ room });
    // By LiveKit itself, which tells us as it tells everybody.
    await world.rooms.deleteRoom(room);
    const numbers = () => world.database.query(sql`select n, lost_at is not null as lost, ended_at is not null as over from consult_room where consult_id = ${visit.consult} order by n`);
    await until(async () => (await numbers()).length === 2);
    expect(await numbers()).toEqual([{ n: 1, lost: true, over: false }, { n: 2, lost: false, over: false }]);
    expect(await hereOf(grant)).toBe(false);
    await world.database.transaction((tx) => world.app.live.endGrants(tx, visit.consult));
    await tell({ event: 'room_finished', room: `consult-${visit.consult}-2`, sid: 'RM_2' });
    expect(await numbers()).toEqual([{ n: 1, lost: true, over: false }, { n: 2, lost: false, over: true }]);
    await caller.cut();
  });
}
