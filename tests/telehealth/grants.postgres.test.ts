import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { noLiveKit } from '../../sync-server/livekit/livekit-at.ts';
import { createLiveRooms } from '../../sync-server/livekit/create-live-rooms.ts';
import type { GrantFor, LiveRooms } from '../../sync-server/livekit/live-rooms.ts';
import { createLog } from '../../sync-server/log.ts';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { insertClinic, insertPatientMember } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';

describeEachDatabase('[C30] [D11] grants of a consult', (createTarget) => {
  let database: Database;
  let rooms: LiveRooms;
  beforeAll(async () => {
    database = await openDatabase(await createTarget());
    await migrate(database);
    rooms = createLiveRooms({ database, livekit: noLiveKit, changed: () => Promise.resolve(), log: createLog('silent') });
  });
  afterAll(() => database.close());

  async function insertConsult(): Promise<GrantFor> {
    const clinic = await insertClinic(database);
    const { account, patient } = await insertPatientMember(database, clinic, 'Amina Otieno');
    return { clinic, patient, consult: newId(), kind: 'patient', account, guest: null, session: newId(), name: 'Amina' };
  }
  const statesOf = (consult: string) =>
    database.query<{ id: string; state: string; ended_why: string | null }>(sql`select id, state, ended_why from consult_grant where consult_id = ${consult} order by issued_at`);

  it('are one for each person, and the same again for the same session', async () => {
    const asked = await insertConsult();
    const [one, two] = await Promise.all([database.transaction((tx) => rooms.issueGrant(tx, asked)), database.transaction((tx) => rooms.issueGrant(tx, asked))]);
    expect(two).toEqual(one);
    expect(one.identity).toBe(`patient-${one.id}`);
    expect(await rooms.findGrant(database, asked.consult, asked.session)).toEqual(one);
    expect(await rooms.findGrant(database, asked.consult, newId())).toBeNull();
  });

  it('end where the same person comes from another session, and that one alone is left', async () => {
    const asked = await insertConsult();
    const phone = await database.transaction((tx) => rooms.issueGrant(tx, asked));
    const guest = await database.transaction((tx) => rooms.issueGrant(tx, { ...asked, kind: 'guest', account: null, guest: newId(), session: newId() }));
    const tablet = await database.transaction((tx) => rooms.issueGrant(tx, { ...asked, session: newId() }));
    expect(tablet.identity).not.toBe(phone.identity);
    expect(await statesOf(asked.consult)).toEqual([
      { id: phone.id, state: 'ended', ended_why: 'replaced' }, { id: guest.id, state: 'issued', ended_why: null }, { id: tablet.id, state: 'issued', ended_why: null },
    ]);
    expect(await rooms.findGrant(database, asked.consult, asked.session)).toBeNull();
    expect(await rooms.admit(phone.id)).toEqual({ refused: 'notConfigured' });
  });

  it('end with the consult for good, a room that LiveKit has is to be deleted, and another consult keeps its own', async () => {
    const asked = await insertConsult();
    const other = { ...asked, consult: newId() };
    await database.transaction((tx) => rooms.issueGrant(tx, asked));
    const kept = await database.transaction((tx) => rooms.issueGrant(tx, other));
    await database.query(sql`update consult_room set sid = 'RM_' || consult_id where consult_id in (${asked.consult}, ${other.consult})`);
    await database.transaction((tx) => rooms.endGrants(tx, asked.consult));
    expect(await statesOf(asked.consult)).toMatchObject([{ state: 'ended', ended_why: 'consult' }]);
    expect(await database.query(sql`select room, identity from live_errand where room like ${`consult-${asked.consult}-%`}`)).toEqual([{ room: `consult-${asked.consult}-1`, identity: null }]);
    await expect(database.transaction((tx) => rooms.issueGrant(tx, { ...asked, session: newId() }))).rejects.toThrow('over');
    expect(await rooms.findGrant(database, other.consult, other.session)).toEqual(kept);
  });

  it('stand or fall with the transaction', async () => {
    const asked = await insertConsult();
    const grant = await database.transaction((tx) => rooms.issueGrant(tx, asked));
    const failed = database.transaction(async (tx) => {
      await rooms.endGrants(tx, asked.consult);
      throw new Error('and then it failed');
    });
    await expect(failed).rejects.toThrow('and then it failed');
    expect(await statesOf(asked.consult)).toEqual([{ id: grant.id, state: 'issued', ended_why: null }]);
    expect(await database.query(sql`select 1 from live_errand where room like ${`consult-${asked.consult}-%`}`)).toEqual([]);
  });
});
