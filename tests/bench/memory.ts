import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { initialRegister } from '../../schema/merge.ts';
import { viewName } from '../../schema/view-names.ts';
import { jsonParam, type Database } from '../../sync-server/record/database.ts';
import { hashToken } from '../../sync-server/identity/token.ts';
import { insertClinic } from '../support/clinic-rows.ts';
import type { RawSocket } from '../views/raw-socket.ts';
import { residentMegabytes, withBenchServer } from './bench-server.ts';
import { heading, report } from './report.ts';
import { openScreen } from './screen-socket.ts';

const PATIENTS = 10_000;
const CONNECTIONS = 2000;
const BUDGET_MB = 600;
const AT_ONCE = 25;

interface Reader { readonly account: string; readonly patient: string; readonly cookie: string }

/** 2,000 patients of 10,000 have their messages open, each on a socket of their own. */
export async function benchMemory(): Promise<void> {
  heading(`Server memory at ${CONNECTIONS.toLocaleString('en')} open connections and ${PATIENTS.toLocaleString('en')} patients in the record`);
  await withBenchServer(async ({ server, database }) => {
    const readers = await seedMany(database);
    await server.start();
    const empty = residentMegabytes('VmRSS');
    const sockets: RawSocket[] = [];
    const left = [...readers];
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let reader = left.pop(); reader; reader = left.pop()) sockets.push(await openScreen(server.url, reader, 'patient', viewName.threads(reader.patient)));
    }));
    const open = sockets.filter((socket) => socket.closed === null).length;
    const used = residentMegabytes('VmRSS');
    report({ what: 'Outpost, nobody connected', figure: `${empty.toFixed(0)} MB` });
    report({ what: `Outpost, ${open.toLocaleString('en')} connected (at most ${residentMegabytes('VmHWM').toFixed(0)} MB on the way)`, figure: `${used.toFixed(0)} MB`, budget: `≤ ${BUDGET_MB} MB`, met: open === CONNECTIONS && used <= BUDGET_MB });
    for (const socket of sockets) socket.ws.terminate();
  });
}

/** Everybody has a thread of ten messages; the first 2,000 an account and a session. */
async function seedMany(database: Database): Promise<Reader[]> {
  return database.transaction(async (tx) => {
    const clinic = await insertClinic(tx);
    const phone = jsonParam(initialRegister(''));
    await tx.query(sql`
      insert into patient (id, clinic_id, name, birth_date, record_number, phone, email, portal_state)
      select 'patient-' || i, ${clinic}, 'Patient ' || i, '1990-05-02', 'R' || i, ${phone}, ${phone}, 'active' from generate_series(1, ${PATIENTS}::int) i`);
    await tx.query(sql`
      insert into thread (id, clinic_id, patient_id, subject, to_kind, to_ref, to_name, state, started_at, last_at, waiting_since, urgency, last_seq, patient_seq)
      select 'thread-' || i, ${clinic}, 'patient-' || i, 'A question', 'team', 'team', 'Nurses', 'open', now(), now(), now(), ${jsonParam(initialRegister('routine'))}, 10, 10
      from generate_series(1, ${PATIENTS}::int) i`);
    await tx.query(sql`
      insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time)
      select 'message-' || i || '-' || n, 'thread-' || i, n, 'patient', '', 'Patient', repeat('It hurts more at night than in the morning. ', 5), now(), now()
      from generate_series(1, ${PATIENTS}::int) i, generate_series(1, 10) n`);
    const readers = Array.from({ length: CONNECTIONS }, (_, i): Reader & { token: string } => {
      const token = newId();
      return { account: `account-${i + 1}`, patient: `patient-${i + 1}`, cookie: `__Host-patient=${token}`, token };
    });
    await tx.query(sql`
      insert into account (id, clinic_id, kind, patient_id, identifier)
      select 'account-' || i, ${clinic}, 'patient', 'patient-' || i, 'account-' || i from generate_series(1, ${CONNECTIONS}::int) i`);
    await tx.query(sql`
      insert into device (id, account_id, public_key) select 'device-' || i, 'account-' || i, '{}'::jsonb from generate_series(1, ${CONNECTIONS}::int) i`);
    for (const { account, token } of readers) {
      await tx.query(sql`
        insert into session (id, token_hash, account_id, device_id, app)
        values (${newId()}, ${hashToken(token)}, ${account}, ${account.replace('account', 'device')}, 'patient')`);
    }
    return readers;
  });
}
