import { isDeepStrictEqual } from 'node:util';
import { createEffect } from 'solid-js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { messageSeen, messageSend, messageStart } from '../../schema/message-requests.ts';
import { patientBlock, patientContact } from '../../schema/patient-requests.ts';
import type { RequestDefinition } from '../../schema/request-definition.ts';
import * as triage from '../../schema/triage-requests.ts';
import { viewName } from '../../schema/view-names.ts';
import { insertSmallClinic, insertStaff, nth, type Member, type PatientThread, type SmallClinic } from '../support/clinic-rows.ts';
import { until } from '../support/until.ts';
import { openDevice, type TestDevice } from './device.ts';
import { openServing, type Serving } from './serving.ts';

let serving: Serving;
let clinic: SmallClinic;
let thread: PatientThread;
let coordinator: Member;
let device: TestDevice | null = null;

beforeAll(async () => { serving = await openServing({ kind: 'pglite', dataDir: null }); });
beforeEach(async () => {
  clinic = await insertSmallClinic(serving.database, 2);
  thread = nth(clinic.threads, 0);
  coordinator = await insertStaff(serving.database, clinic.id, 'Tomas', ['portal_coordinator']);
});
afterEach(async () => {
  await device?.close();
  device = null;
});
afterAll(() => serving.close());

type Entries = ReadonlyMap<string, unknown>;

/** Everything on the screens that matter here, as "view section id", and every state it was ever seen in. */
async function watch(member: Member): Promise<{ readonly now: () => Entries; readonly states: Entries[] }> {
  const opened = await openDevice(serving.url, clinic.id, member, { sockets: true });
  device = opened;
  await until(() => opened.sync.actor() !== null);
  await opened.sync.views.refresh();
  const { views, overlay } = opened.sync;
  const names = [viewName.threads(thread.patient), viewName.triage(thread.patient), viewName.person(thread.patient), viewName.queue(clinic.id, 'messages'), viewName.office(clinic.id), viewName.clinic(clinic.id)];
  const open = names.filter((name) => views.list()?.includes(name)).map((name) => views.open(name));
  await until(() => open.every((view) => view.freshness().kind === 'live'), 15_000);
  const states: Entries[] = [];
  opened.within(() => createEffect(() => {
    const state = new Map<string, unknown>();
    for (const { name, sections } of open) {
      for (const [section, base] of Object.entries(sections() ?? {})) {
        if (section === 'meta') continue;
        for (const [id, value] of Object.entries(overlay.apply(name, section, base))) state.set(`${name} ${section} ${id}`, value);
      }
    }
    if (!isDeepStrictEqual(state, states[states.length - 1])) states.push(state);
  }));
  return { now: () => states[states.length - 1] ?? new Map(), states };
}

/** What the clinic alone knows: a device shows its own guess of it until then. */
const OF_THE_CLINIC = new Set(['at', 'lastAt', 'startedAt', 'deviceTime', 'stamp', 'saw', 'by', 'who', 'onDeviceAt', 'openedAt', 'w', 't', 'm']);
function strip(value: unknown, besides: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((inner) => strip(inner, besides));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !OF_THE_CLINIC.has(key) && !besides.includes(key)).map(([key, inner]) => [key, strip(inner, besides)]));
}

/** Acts, and follows what was predicted until the clinic's own words stand in its place. */
async function follow<Body, Facts>(screens: Awaited<ReturnType<typeof watch>>, definition: RequestDefinition<Body, Facts>, body: NoInfer<Body>, besides: readonly string[] = []): Promise<void> {
  const plain = (value: unknown): unknown => strip(value, besides);
  if (!device) throw new Error('Nobody looks');
  const before = screens.now();
  const answer = await device.sync.act(definition, body, { holdMs: 0 });
  if (!answer.ok) throw new Error(`${definition.type}: ${answer.refusal.code}`);
  const predicted = screens.now();
  const from = screens.states.length;
  const touched = [...new Set([...before.keys(), ...predicted.keys()])].filter((key) => !isDeepStrictEqual(before.get(key), predicted.get(key)));
  expect(touched, `${definition.type} shows at once`).not.toEqual([]);
  const { overlay, waiting } = device.sync;
  const where = touched.map((key) => key.split(' ') as [string, string, string]);
  await until(() => waiting().length === 0 && where.every(([view, section, id]) => overlay.waitingOn(view, section, id) === undefined), 15_000);
  const final = screens.now();
  for (const key of touched) {
    expect(plain(final.get(key)), `${definition.type}, ${key}: what the record came to`).toEqual(plain(predicted.get(key)));
    const seen = screens.states.slice(from).map((state) => plain(state.get(key)));
    expect(seen.filter((value) => !isDeepStrictEqual(value, plain(predicted.get(key)))), `${definition.type}, ${key}: seen on the way`).toEqual([]);
  }
}

describe('what a person did shows at once and stays', () => {
  it('[R7] staff at a thread: every act is seen as the record will have it, from the tap on, and never goes back in between', { timeout: 60_000 }, async () => {
    const screens = await watch(coordinator);
    const at = thread;
    const colleague = nth(clinic.nurses, 1).staff ?? '';
    await follow(screens, triage.threadUrgency, { ...at, value: 'urgent' });
    await follow(screens, triage.threadTag, { ...at, tag: 'callback', on: true });
    await follow(screens, triage.threadRead, { ...at, through: 1 });
    await follow(screens, triage.threadComment, { ...at, comment: newId(), text: 'Rings at noon' });
    await follow(screens, triage.threadClaim, at);
    await follow(screens, triage.threadAssign, { ...at, from: coordinator.staff, to: colleague });
    await follow(screens, triage.threadAssign, { ...at, from: colleague, to: null });
    // Only the stored reply turns a thread to its patient.
    await follow(screens, triage.threadReply, { ...at, message: newId(), text: 'Drink, and rest.' }, ['state']);
    await follow(screens, triage.threadClose, { ...at, lastSeq: 1 });
    await follow(screens, triage.threadReopen, at);
    await follow(screens, patientContact, { patient: at.patient, field: 'phone', value: '+254712345678' });
    await follow(screens, patientBlock, { patient: at.patient, reason: 'Lost phone' });
  });

  it('[R7] a patient: words and marks', async () => {
    const screens = await watch(clinic.writer);
    await follow(screens, messageSend, { ...thread, message: newId(), text: 'It is back.' });
    await follow(screens, messageSeen, { ...thread, onDevice: 1, opened: 1 });
    const to = [...screens.now().keys()].find((key) => key.includes(' addressees '))?.split(' ')[2] ?? '';
    await follow(screens, messageStart, { patient: thread.patient, thread: newId(), message: newId(), to, subject: 'A letter', text: 'For work.' });
  });
});
