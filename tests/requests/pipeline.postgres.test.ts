import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { insertSmallClinic, nth } from '../support/clinic-rows.ts';
import { openServing, type Serving } from './serving.ts';

describeEachDatabase('requests', (createTarget) => {
  let serving: Serving;
  afterEach(() => serving.close());
  const open = async (...options: Parameters<typeof openServing> extends [unknown, ...infer Rest] ? Rest : never) => {
    serving = await openServing(await createTarget(), ...options);
    const clinic = await insertSmallClinic(serving.database, 2, 2);
    return { clinic, nurse: nth(clinic.nurses, 0), other: nth(clinic.nurses, 1), thread: nth(clinic.threads, 0) };
  };
  const send = (thread: { patient: string; thread: string }, text: string) => ({ ...thread, message: newId(), text });

  it('[R1] answers with the outcome of what is committed, and where the views will show it', async () => {
    const { clinic, thread } = await open();
    await serving.projector.ensure(viewName.threads(thread.patient));
    await serving.projector.ensure(viewName.triage(thread.patient));
    const body = send(thread, 'My knee hurts');
    const answer = await serving.one(clinic.writer.device.request('message.send', body), clinic.writer.cookie);
    expect(answer.state).toBe('done');
    const [row] = await serving.database.query<{ text: string; account_id: string }>(sql`select text, account_id from message where id = ${body.message}`);
    expect(row).toEqual({ text: 'My knee hurts', account_id: clinic.writer.account });
    const positions = answer.positions ?? {};
    expect(Object.keys(positions)).toContain(viewName.threads(thread.patient));
    // The triage view is no patient's: it is not even named.
    expect(Object.keys(positions)).not.toContain(viewName.triage(thread.patient));
    const now = await serving.projector.ensure(viewName.threads(thread.patient));
    expect(positions[viewName.threads(thread.patient)]).toEqual({ epoch: now.epoch, seq: now.seq });
  });
});
