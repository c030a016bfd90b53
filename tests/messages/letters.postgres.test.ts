import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { previewOf, queueItem, threadEntry } from '../../schema/messages.ts';
import { viewName } from '../../schema/view-names.ts';
import { insertSmallClinic, nth } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';

describeEachDatabase('letters of more than one unit', (createTarget) => {
  let serving: Serving;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  afterAll(() => serving.close());

  it('[V2] [R5] a message full of them does not hide its conversation, from the patient or in the queue', async () => {
    const clinic = await insertSmallClinic(serving.database, 1, 1);
    const thread = nth(clinic.threads, 0);
    const nurse = nth(clinic.nurses, 0);
    await serving.database.query(sql`update thread set subject = ${'👨‍👩‍👧‍👦'.repeat(10)} where id = ${thread.thread}`);
    const text = 'Good news 🎉 '.repeat(20).trim();
    const request = nurse.device.request('thread.reply', { ...thread, message: newId(), text });
    expect((await serving.one(request, nurse.cookie)).state).toBe('done');
    const read = async (name: string, section: string): Promise<unknown[]> => {
      await serving.projector.ensure(name);
      await serving.projector.drain();
      return Object.values(sectionOf((await readWhole(serving.projector, name)).doc, section));
    };
    expect((await read(viewName.threads(thread.patient), 'threads')).map((entry) => threadEntry.parse(entry).lastText)).toEqual([previewOf(text)]);
    expect((await read(viewName.queue(clinic.id, 'messages'), 'items')).map((item) => queueItem.parse(item).p)).toEqual([thread.patient]);
  });
});
