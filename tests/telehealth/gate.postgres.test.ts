import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { AccessToken, TrackSource, TrackType } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { describeEachDatabase, type DatabaseTarget } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { callIn, type Caller, type Knocking } from './signal-client.ts';
import { admit, atAnotherScreen, auditOf, hasLiveKit, insertVisit, openVisitWorld, presentIn, type Visit, type VisitWorld } from './visit-world.ts';

/** The door to LiveKit, on a real one: who comes in, and everybody who must not (TELEHEALTH §3). */
describe.skipIf(!hasLiveKit)('on a real LiveKit', () => {
  describeEachDatabase('[C46] [D11] the door to the room', suite);
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

  const begin = (): Promise<Visit> => insertVisit(world.database);
  const knock = (knocking: Partial<Knocking> & Pick<Knocking, 'token'>): Promise<Caller | number> => callIn({ url: world.url, ...knocking });
  async function come(knocking: Partial<Knocking> & Pick<Knocking, 'token'>): Promise<Caller> {
    const caller = await knock(knocking);
    if (typeof caller === 'number') throw new Error(`Refused with ${caller}`);
    return caller;
  }
  const end = (visit: Visit): Promise<void> => world.database.transaction((tx) => world.app.live.endGrants(tx, visit.consult));
  const refusals = async (visit: Visit) => (await auditOf(world, visit.consult)).filter(({ action }) => action === 'live.refused').map(({ detail }) => detail);
  const signed = (claims: { room?: string; identity?: string; grant?: string }, { ttl = '60s', secret = world.livekit.secret, more = {} }: { ttl?: string; secret?: string; more?: object } = {}): Promise<string> => {
    const token = new AccessToken(world.livekit.key, secret, { identity: claims.identity ?? 'nobody', ttl, attributes: { grant: claims.grant ?? newId() } });
    token.addGrant({ roomJoin: true, ...(claims.room === undefined ? {} : { room: claims.room }), ...more });
    return token.toJwt();
  };

  it('[C30] lets both into the same room, by both of the client\'s addresses, with what each may publish', async () => {
    const visit = await begin();
    const [theirs, ours] = [await admit(world, visit, visit.patient), await admit(world, visit, visit.clinician)];
    expect(ours.room).toBe(theirs.room);
    const [patient, clinician] = [await come({ token: theirs.token, cookie: visit.patient.cookie }), await come({ token: ours.token, cookie: visit.clinician.cookie })];
    expect(await presentIn(world, ours.room)).toEqual([ours.identity, theirs.identity].toSorted());
    expect(patient.join.participant).toMatchObject({ identity: theirs.identity, name: 'Amina Otieno', attributes: { grant: theirs.grant } });
    expect(await patient.publish(TrackSource.MICROPHONE, TrackType.AUDIO)).toBe(true);
    expect(await patient.publish(TrackSource.SCREEN_SHARE, TrackType.VIDEO)).toBe(false);
    expect(await clinician.publish(TrackSource.SCREEN_SHARE, TrackType.VIDEO)).toBe(true);
    expect(await auditOf(world, visit.consult)).toMatchObject([{ action: 'live.join', account_id: visit.patient.account }, { action: 'live.join', account_id: visit.clinician.account }]);
    // The newer address wants a join request, and says so itself: the door is open there as well.
    expect(await knock({ token: theirs.token, cookie: visit.patient.cookie, path: '/livekit/rtc/v1' })).toBe(400);
    await patient.cut();
    await clinician.cut();
  });

  it('lets the same session come back with the same token or a refreshed one, and its second tab takes the place of the first', async () => {
    const visit = await begin();
    const { token, room, identity } = await admit(world, visit, visit.patient);
    const { cookie } = visit.patient;
    const first = await come({ token, cookie });
    const refreshed = await first.refreshed();
    await first.cut();
    const again = await come({ token: refreshed, cookie });
    const tab = await come({ token, cookie });
    await until(() => again.closed);
    expect(again.leave()).toMatchObject({ reason: 2 });
    expect(await presentIn(world, room)).toEqual([identity]);
    expect(await refusals(visit)).toEqual([]);
    await tab.cut();
  });

  it('refuses a copied token from another session or none, before and after its owner joined, and after they left', async () => {
    const visit = await begin();
    const { token, room, identity, grant } = await admit(world, visit, visit.patient);
    const thief = await atAnotherScreen(world.database, visit.patient);
    const stranger = await begin();
    expect(await knock({ token, cookie: thief.cookie })).toBe(401);
    const caller = await come({ token, cookie: visit.patient.cookie });
    const refreshed = await caller.refreshed();
    for (const one of [token, refreshed]) {
      for (const cookie of [thief.cookie, stranger.patient.cookie, visit.clinician.cookie, '__Host-patient=made-up']) expect(await knock({ token: one, cookie })).toBe(401);
      expect(await knock({ token: one })).toBe(401);
    }
    expect(await presentIn(world, room)).toEqual([identity]);
    expect(caller.closed).toBe(false);
    await caller.cut();
    expect(await knock({ token: refreshed, cookie: thief.cookie })).toBe(401);
    // Once a minute for the same reason: it is an attack, not a diary.
    expect(await refusals(visit)).toEqual([{ grant, why: 'otherSession' }]);
    expect(await world.database.query(sql`select kind from security_event where account_id = ${visit.patient.account}`)).toEqual([{ kind: 'live.refused' }]);
  });

  it('refuses every token after the End, closes the lines at once and leaves no room behind', async () => {
    const visit = await begin();
    const [theirs, ours] = [await admit(world, visit, visit.patient), await admit(world, visit, visit.clinician)];
    const callers = [await come({ token: theirs.token, cookie: visit.patient.cookie }), await come({ token: ours.token, cookie: visit.clinician.cookie })];
    const refreshed = await callers[0]?.refreshed() ?? '';
    await end(visit);
    await until(() => callers.every(({ closed }) => closed), 3000);
    // ROOM_DELETED: said before the line was cut, so that both screens know at once.
    expect(callers.map((caller) => caller.leave()?.reason)).toEqual([5, 5]);
    await until(async () => (await world.rooms.listRooms([ours.room])).length === 0);
    for (const token of [theirs.token, refreshed]) expect(await knock({ token, cookie: visit.patient.cookie })).toBe(401);
    expect(await refusals(visit)).toEqual([{ grant: theirs.grant, why: 'ended' }]);
    expect(await world.app.live.admit(theirs.grant)).toEqual({ refused: 'ended' });
    // LiveKit itself, asked past the door: the room is not made again by a token that is still valid.
    expect(await callIn({ url: world.livekit.url, token: refreshed, path: '/rtc' })).toBe(404);
    expect(await world.database.query(sql`select 1 from live_errand`)).toEqual([]);
  });

  it('ends with the session it came from, and with the person\'s next screen', async () => {
    const visit = await begin();
    const phone = await admit(world, visit, visit.patient);
    const caller = await come({ token: phone.token, cookie: visit.patient.cookie });
    const tablet = await atAnotherScreen(world.database, visit.patient);
    const second = await admit(world, visit, tablet);
    await until(() => caller.closed, 3000);
    expect(await knock({ token: phone.token, cookie: visit.patient.cookie })).toBe(401);
    const there = await come({ token: second.token, cookie: tablet.cookie });
    await world.database.query(sql`update session set ended_at = now(), ended_why = 'byOwner' where id = ${tablet.session}`);
    await until(() => there.closed);
    expect(await knock({ token: second.token, cookie: tablet.cookie })).toBe(401);
    expect(await world.database.query(sql`select state, ended_why from consult_grant where consult_id = ${visit.consult} order by issued_at`))
      .toEqual([{ state: 'ended', ended_why: 'replaced' }, { state: 'ended', ended_why: 'session' }]);
    await until(async () => (await presentIn(world, second.room)).length === 0);
  });

  it('cuts the line of an ended grant whatever LiveKit does', async () => {
    const visit = await begin();
    const { token, grant } = await admit(world, visit, visit.patient);
    const caller = await come({ token, cookie: visit.patient.cookie });
    // Nothing is told to LiveKit, and nobody is hinted at.
    await world.database.query(sql`update consult_grant set state = 'ended', ended_at = now(), ended_why = 'removed' where id = ${grant}`);
    await until(() => caller.closed, 5000);
    expect(caller.leave()).toBeNull();
  });

  it('[C30] refuses a token for another room, for none, expired, of another key, or that may do more than join', async () => {
    const [visit, other] = [await begin(), await begin()];
    const { grant, identity, room } = await admit(world, visit, visit.patient);
    const elsewhere = await admit(world, other, other.patient);
    const { cookie } = visit.patient;
    const tokens: Record<string, string> = {
      'another room': await signed({ room: elsewhere.room, identity, grant }),
      'a room of nobody\'s': await signed({ room: `consult-${newId()}-1`, identity, grant }),
      'no room': await signed({ identity, grant }),
      'an empty room': await signed({ room: '', identity, grant }),
      'another identity': await signed({ room, identity: elsewhere.identity, grant }),
      'another grant': await signed({ room, identity, grant: elsewhere.grant }),
      'a grant of nobody\'s': await signed({ room, identity }),
      'expired': await signed({ room, identity, grant }, { ttl: '-1s' }),
      'another secret': await signed({ room, identity, grant }, { secret: 'another secret of 32 characters or more' }),
      'an admin of rooms': await signed({ room, identity, grant }, { more: { roomAdmin: true } }),
      'may change its attributes': await signed({ room, identity, grant }, { more: { canUpdateOwnMetadata: true } }),
      'hidden': await signed({ room, identity, grant }, { more: { hidden: true } }),
      'no token': '',
    };
    for (const [name, token] of Object.entries(tokens)) expect([name, await knock({ token, cookie })]).toEqual([name, 401]);
    const good = await signed({ room, identity, grant });
    expect(await knock({ token: good, cookie, query: `&access_token=${good}` })).toBe(401);
    // A publish-only twin beside oneself, which LiveKit would let in under the same token.
    expect(await knock({ token: good, cookie, query: '&publish=twin' })).toBe(400);
    for (const origin of ['https://evil.example', null]) expect(await knock({ token: good, cookie, origin })).toBe(403);
    // LiveKit would believe an Authorization header before the token that was judged.
    const caller = await come({ token: good, cookie, headers: { authorization: `Bearer ${elsewhere.token}` } });
    expect(caller.join.room?.name).toBe(room);
    await caller.cut();
    expect((await refusals(visit)).map((detail) => (detail as { why: string }).why).toSorted()).toEqual(['otherIdentity', 'otherRoom']);
  });

  it('has nothing else of LiveKit\'s behind it, and tells its client why a socket did not open', async () => {
    const visit = await begin();
    const { token, room } = await admit(world, visit, visit.patient);
    const headers = { cookie: visit.patient.cookie, authorization: `Bearer ${token}` };
    for (const path of ['/twirp/livekit.RoomService/ListRooms', '/whip', '/agent', '/debug/rooms', '/debug/goroutine', '/', '', '/rtc', '/rtc/v1', '/rtc/../twirp/livekit.RoomService/ListRooms', '/settings/regions', '/metrics']) {
      for (const method of ['GET', 'POST']) {
        const answer = await fetch(`${world.url}/livekit${path}`, { method, headers: { ...headers, origin: world.url } });
        expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
      if (!['/rtc', '/rtc/v1'].includes(path)) expect([path, await knock({ token, cookie: visit.patient.cookie, path: `/livekit${path}` })]).toEqual([path, 404]);
    }
    for (const path of ['/twirp', '/rtc', '/livekitrtc', '/livekit/rtc%2fv1', '//livekit/rtc', '/livekit/rtc/']) expect([path, await knock({ token, cookie: visit.patient.cookie, path })]).toEqual([path, 404]);
    const why = async (cookie: string, one = token) => {
      const answer = await fetch(`${world.url}/livekit/rtc/validate?access_token=${one}`, { headers: { cookie } });
      return [answer.status, await answer.text()];
    };
    expect(await why(visit.patient.cookie)).toEqual([200, 'success']);
    expect(await why(visit.clinician.cookie)).toEqual([401, expect.not.stringContaining(token.slice(-20))]);
    expect(await world.database.query(sql`select state from consult_grant where consult_id = ${visit.consult}`)).toEqual([{ state: 'issued' }]);
    await world.rooms.deleteRoom(room);
    expect(await why(visit.patient.cookie)).toEqual([404, expect.stringContaining('room does not exist')]);
  });

  it('opens the consult\'s next room with the same grants when LiveKit has lost one', async () => {
    const visit = await begin();
    const before = await admit(world, visit, visit.patient);
    const caller = await come({ token: before.token, cookie: visit.patient.cookie });
    await world.rooms.deleteRoom(before.room);
    await until(() => caller.closed);
    const after = await admit(world, visit, visit.patient);
    expect([before.room, after.room]).toEqual([`consult-${visit.consult}-1`, `consult-${visit.consult}-2`]);
    expect(after.grant).toBe(before.grant);
    expect(await knock({ token: before.token, cookie: visit.patient.cookie })).toBe(404);
    await (await come({ token: after.token, cookie: visit.patient.cookie })).cut();
  });

  it('writes no token into its log', async () => {
    const visit = await begin();
    const { token } = await admit(world, visit, visit.patient);
    await (await come({ token, cookie: visit.patient.cookie })).cut();
    await knock({ token, cookie: visit.clinician.cookie });
    await new Promise<void>((resolve) => void httpRequest(`${world.url}/livekit/rtc/validate?access_token=${token}`, (answer) => answer.resume().on('end', resolve)).end());
    expect(world.log()).toContain('LiveKit is there');
    for (const secret of [token, token.split('.')[2] ?? token, world.livekit.secret]) expect(world.log()).not.toContain(secret);
  });
}
