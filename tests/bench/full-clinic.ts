import { sql } from 'drizzle-orm';
import { initialRegister } from '../../schema/merge.ts';
import { viewName } from '../../schema/view-names.ts';
import { jsonParam, openDatabase } from '../../sync-server/record/database.ts';
import { touch, wholeView } from '../../sync-server/record/touch.ts';
import { startPersonBrowser, type PersonBrowser } from '../support/browser.ts';
import { startPortalServer, type PortalServer } from '../support/portal-server.ts';
import { startPostgres } from '../support/postgres.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

export const MESSAGES = 500;
export const QUEUE = 5000;
const THREADS = 10;

/** Somebody's browser on a line of their own. */
export interface Seat {
  readonly browser: PersonBrowser;
  readonly line: TcpProxy;
}

export interface FullClinic {
  readonly server: PortalServer;
  seat(name: string, size: { readonly width: number; readonly height: number }): Promise<Seat>;
}

/** The demo on a real Postgres; Fatma has 500 more messages in 10 conversations, and 5,000 more people wait in her clinic's queue. */
export async function withFullClinic<T>(work: (clinic: FullClinic) => Promise<T>): Promise<T> {
  const postgres = await startPostgres();
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const url = await postgres.createDatabase();
    const server = await startPortalServer(url, []);
    ends.push(() => server.close());
    await server.process.kill();
    await fillUp(url);
    await server.process.start();
    return await work({
      server,
      async seat(name, size) {
        const line = await startTcpProxy(server.process.port);
        ends.push(() => line.close());
        const browser = await startPersonBrowser({ profile: `${server.directory}/${name}`, size, origin: line.origin });
        ends.push(() => browser.closeWindow());
        return { browser, line };
      },
    });
  } finally {
    for (const end of ends.reverse()) await end();
    await postgres.stop();
  }
}

async function fillUp(url: string): Promise<void> {
  const database = await openDatabase({ kind: 'postgres', url });
  const routine = jsonParam(initialRegister('routine'));
  const none = jsonParam(initialRegister(''));
  await database.transaction(async (tx) => {
    const [fatma] = await tx.query(sql`select p.id, p.clinic_id, a.id as account from patient p join account a on a.patient_id = p.id where p.name = 'Fatma Hassan'`);
    const [patient, clinic, account] = [String(fatma?.['id']), String(fatma?.['clinic_id']), String(fatma?.['account'])];
    await tx.query(sql`
      insert into patient (id, clinic_id, name, birth_date, record_number, phone, email, portal_state)
      select 'p' || lpad(i::text, 21, '0'), ${clinic}, 'Waiting ' || i, '1990-05-02', 'W' || i, ${none}, ${none}, 'active' from generate_series(1, ${QUEUE}::int) i`);
    for (const [prefix, owner, count, perThread] of [['q', null, QUEUE, 1], ['f', patient, THREADS, MESSAGES / THREADS]] as const) {
      await tx.query(sql`
        insert into thread (id, clinic_id, patient_id, subject, to_kind, to_ref, to_name, state, started_at, last_at, waiting_since, urgency, last_seq, patient_seq)
        select ${prefix}::text || lpad(i::text, 21, '0'), ${clinic}, coalesce(${owner}::text, 'p' || lpad(i::text, 21, '0')), 'A question about tablets, number ' || i, 'team', repeat('t', 22), 'Nurses', 'open',
               now() - interval '3 days', now() - make_interval(mins => i), now() - make_interval(mins => i), ${routine}, ${perThread}::int, ${perThread}::int
        from generate_series(1, ${count}::int) i`);
      await tx.query(sql`
        insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time)
        select 'm' || ${prefix}::text || lpad(i::text, 10, '0') || lpad(n::text, 10, '0'), ${prefix}::text || lpad(i::text, 21, '0'), n, 'patient', ${account}, 'Fatma Hassan', 'It hurts more at night than in the morning, and the tablets help for an hour or two. ' || n, now() - interval '2 days' + make_interval(mins => n), now()
        from generate_series(1, ${count}::int) i, generate_series(1, ${perThread}::int) n`);
    }
    await touch(tx, [viewName.threads(patient), viewName.triage(patient), viewName.queue(clinic, 'messages')].map(wholeView));
  });
  await database.close();
}
