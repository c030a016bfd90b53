import { sql } from 'drizzle-orm';
import { RoomServiceClient } from 'livekit-server-sdk';
import { newId } from '../../schema/ids.ts';
import { startApp, type App } from '../../sync-server/app.ts';
import { readConfig } from '../../sync-server/config.ts';
import type { GrantKind } from '../../sync-server/livekit/live-rooms.ts';
import { findLiveKitProgram } from '../../sync-server/livekit/livekit-program.ts';
import type { LiveKitAt } from '../../sync-server/livekit/livekit-at.ts';
import { createLog } from '../../sync-server/log.ts';
import { openDatabase, type Database, type Queries } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { insertClinic, insertDevice, insertPatientMember, insertStaff, type Member } from '../support/clinic-rows.ts';
import type { DatabaseTarget } from '../support/databases.ts';
import { createSigningDevice } from '../support/signing-device.ts';
import { until } from '../support/until.ts';

/** Without its program telehealth is not tested; .ci/setup says so, and in CI a skipped test is a failed one. */
export const hasLiveKit = findLiveKitProgram() !== null;

export interface VisitWorld {
  readonly app: App;
  readonly url: string;
  readonly database: Database;
  readonly livekit: LiveKitAt;
  readonly rooms: RoomServiceClient;
  log(): string;
  close(): Promise<void>;
}

export interface Person extends Member {
  readonly kind: GrantKind;
  readonly session: string;
}

/** A visit in progress: who conducts it and who is treated. */
export interface Visit {
  readonly consult: string;
  readonly clinic: string;
  readonly clinician: Person;
  readonly patient: Person & { readonly patient: string };
}

/** The whole server on an empty record, beside a real LiveKit of its own. */
export async function openVisitWorld(target: DatabaseTarget, env: Readonly<Record<string, string>>): Promise<VisitWorld> {
  const before = await openDatabase(target);
  await migrate(before);
  // Not empty, or the server would fill it with its demo.
  await insertClinic(before);
  await before.close();
  const lines: string[] = [];
  const where = target.kind === 'pglite' ? { DATA_DIR: target.dataDir } : { DATABASE_URL: target.url };
  const app = await startApp(readConfig({ PORT: '0', LOG_LEVEL: 'debug', LIVEKIT_URL: '', ...where, ...env }), createLog('debug', { write: (line) => void lines.push(line) }));
  await until(() => app.livekit.at() !== null);
  const livekit = app.livekit.at();
  if (livekit === null) throw new Error('LiveKit is gone again');
  return {
    app, url: app.url, database: app.database, livekit, rooms: new RoomServiceClient(livekit.url, livekit.key, livekit.secret),
    log: () => lines.join(''), close: () => app.close(),
  };
}

/** A clinician and a patient of a new clinic, each with a session. */
export async function insertVisit(q: Queries): Promise<Visit> {
  const clinic = await insertClinic(q);
  const clinician = { ...(await insertStaff(q, clinic, 'Dr Njeri Mwangi', ['clinician'])), kind: 'clinician' } as const;
  const patient = { ...(await insertPatientMember(q, clinic, 'Amina Otieno')), kind: 'patient' } as const;
  return { consult: newId(), clinic, clinician: { ...clinician, session: await sessionOf(q, clinician) }, patient: { ...patient, session: await sessionOf(q, patient) } };
}

/** The same person at another screen: a device and session of its own. */
export async function atAnotherScreen<T extends Person>(q: Queries, person: T): Promise<T> {
  const device = createSigningDevice(person.account);
  const cookie = await insertDevice(q, device, person.staff === null ? 'patient' : 'staff');
  return { ...person, device, cookie, session: await sessionOf(q, { device }) };
}

async function sessionOf(q: Queries, { device }: Pick<Member, 'device'>): Promise<string> {
  const [row] = await q.query<{ id: string }>(sql`select id from session where device_id = ${device.id}`);
  if (row === undefined) throw new Error('No session');
  return row.id;
}

/** As the consult's own routes do it: the grant in a transaction, then the token. */
export async function admit(world: VisitWorld, visit: Visit, person: Person): Promise<{ readonly grant: string; readonly identity: string; readonly token: string; readonly room: string }> {
  const { id, identity } = await world.database.transaction((tx) => world.app.live.issueGrant(tx, {
    clinic: visit.clinic, patient: visit.patient.patient, consult: visit.consult, kind: person.kind, account: person.account, guest: null, session: person.session, name: person.name,
  }));
  const admitted = await world.app.live.admit(id);
  if ('refused' in admitted) throw new Error(`Not admitted: ${admitted.refused}`);
  return { grant: id, identity, token: admitted.token, room: admitted.room };
}

/** Who LiveKit has in a room. */
export async function presentIn(world: VisitWorld, room: string): Promise<string[]> {
  const present = await world.rooms.listParticipants(room);
  return present.map(({ identity }) => identity).toSorted();
}

/** What was written down about a consult. */
export function auditOf(world: VisitWorld, consult: string): Promise<{ action: string; account_id: string | null; detail: unknown }[]> {
  return world.database.query(sql`select action, account_id, detail from audit where subject = ${consult} order by id`);
}
