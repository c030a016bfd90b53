import * as fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { initialRegister, joinRegisters, type Register } from '../../schema/merge.ts';
import type { SignedRequest } from '../../schema/sync.ts';
import { insertClinic, insertPatient, insertStaff, insertThread, nth, type Member, type PatientThread } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { soakRuns } from '../support/soak.ts';
import { history, RECEIVED, registersOf, type HistoryDevice } from './register-history.ts';
import { openServing, type Serving } from './serving.ts';

/** Seeds that failed once. */
const pinned: readonly number[] = [];
/** Histories played at the same time: as in a clinic, threads do not wait for each other. */
const BESIDE = 8;

type Signed = SignedRequest & { readonly id: string };
/** A delivery of one device: what it sends, and its clock then. */
interface Parcel { readonly member: Member; readonly sentAt: number; readonly requests: readonly Signed[] }

describeEachDatabase('the record after merges', (createTarget) => {
  let serving: Serving;
  let clinic: string;
  let patient: string;
  const staff: Member[] = [];
  beforeAll(async () => {
    serving = await openServing(await createTarget(), { clock: () => RECEIVED, rate: { take: () => true } });
    await serving.database.transaction(async (tx) => {
      clinic = await insertClinic(tx);
      patient = await insertPatient(tx, clinic, 'Fatma');
      for (let i = 0; i < 6; i += 1) staff.push(await insertStaff(tx, clinic, `Nurse ${i}`));
      await tx.query(sql`update device set last_seen_at = to_timestamp(${RECEIVED / 1000})`);
    });
  });
  afterAll(() => serving.close());

  const request = (thread: PatientThread, field: 'urgency' | 'tag', member: Member, value: string, over: Readonly<Record<string, unknown>>): Signed => (field === 'urgency'
    ? member.device.request('thread.urgency', { ...thread, value }, over)
    : member.device.request('thread.tag', { ...thread, tag: 'fever', on: value === 'on' }, over));

  /** Delivers a history in an order of its own, parts of it twice, and gives the register the record has then. */
  async function play(devices: readonly HistoryDevice[], field: 'urgency' | 'tag', random: () => number): Promise<{ record: Register<unknown>; expected: Register<string> }> {
    const thread = await insertThread(serving.database, clinic, patient);
    const names = new Map<string, string>();
    const parcels = devices.flatMap(({ offset, writes }, i) => {
      const member = nth(staff, i);
      const requests = writes.map((write) => {
        const made = request(thread, field, member, write.value, { deviceTime: write.deviceTime, ...(write.saw > 0 ? { saw: write.saw } : {}) });
        names.set(write.id, made.id);
        return made;
      });
      return split(requests, random).map((part): Parcel => ({ member, sentAt: RECEIVED - offset, requests: part }));
    });
    const order = shuffle([...parcels, ...parcels.filter(() => random() < 0.3)], random);
    for (const { member, sentAt, requests } of order) {
      const { answers } = await serving.deliver(shuffle(requests, random), member.cookie, sentAt);
      expect(answers.map(({ state }) => state).filter((state) => state !== 'done' && state !== 'superseded')).toEqual([]);
    }
    const [row] = await serving.database.query<{ urgency: Register<unknown>; tags: Record<string, Register<unknown>> }>(sql`select urgency, tags from thread where id = ${thread.thread}`);
    const first = initialRegister(field === 'urgency' ? 'routine' : 'off');
    const expected = registersOf(devices, (id) => names.get(id) ?? '').reduce(joinRegisters, first);
    return { record: (field === 'urgency' ? row?.urgency : row?.tags['fever']) ?? first, expected };
  }

  it('[R6] of 2 to 6 devices, in every order, doubled and delayed, is the pure join of what they wrote', async () => {
    const base = Number(process.env['OUTPOST_SEED'] ?? Date.now() % 1e9);
    const seeds = [...pinned, ...Array.from({ length: soakRuns(200) }, (_, i) => base + i)];
    for (let at = 0; at < seeds.length; at += BESIDE) await Promise.all(seeds.slice(at, at + BESIDE).map(playSeed));
  }, 1_200_000);

  async function playSeed(seed: number): Promise<void> {
    const field = seed % 2 === 0 ? 'urgency' : 'tag';
    const [devices = []] = fc.sample(history({ writes: 10, values: field === 'tag' ? ['on', 'off'] : ['urgent', 'today', 'routine'] }), { seed, numRuns: 1 });
    const { record, expected } = await play(devices, field, seededRandom(seed));
    const value = field === 'urgency' ? expected.value : expected.value === 'on';
    expect({ seed, value: record.value, stamp: record.stamp, by: record.by }).toEqual({ seed, value, stamp: expected.stamp, by: expected.by });
  }
});

function split<T>(list: readonly T[], random: () => number): T[][] {
  const parts: T[][] = [[]];
  for (const one of list) {
    if (random() < 0.25) parts.push([]);
    parts.at(-1)?.push(one);
  }
  return parts.filter((part) => part.length > 0);
}

function shuffle<T>(list: readonly T[], random: () => number): T[] {
  return list.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at).map(({ one }) => one);
}
