import { newId } from '../../schema/ids.ts';
import type { SignedRequest } from '../../schema/sync.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { insertClinic, insertPatientMember, insertStaff, insertThread, nth, type Member, type PatientThread } from '../support/clinic-rows.ts';

/** 50 devices: half are patients who write in their thread, half are nurses who triage those threads. */
export const DEVICES = 50;

export interface BenchDevice { readonly member: Member; readonly thread: PatientThread }

export async function seedDevices(database: Database): Promise<BenchDevice[]> {
  return database.transaction(async (tx) => {
    const clinic = await insertClinic(tx);
    const patients: BenchDevice[] = [];
    for (let i = 0; i < DEVICES / 2; i += 1) {
      const member = await insertPatientMember(tx, clinic, `Patient ${i}`);
      patients.push({ member, thread: await insertThread(tx, clinic, member.patient) });
    }
    const nurses: BenchDevice[] = [];
    for (let i = 0; i < DEVICES / 2; i += 1) nurses.push({ member: await insertStaff(tx, clinic, `Nurse ${i}`), thread: nth(patients, i).thread });
    return [...patients, ...nurses];
  });
}

export const words = (i: number): string => `It has hurt for ${i} days now, more at night than in the morning, and the tablets do not help. What should I do?`;
const tags = ['fever', 'call-back', 'pharmacy', 'form'];

/** The `i`-th request of a device, signed before the clock runs: a device's own work is not the server's. */
export function signWork({ member, thread }: BenchDevice, i: number): SignedRequest & { readonly id: string } {
  if (!member.staff) return member.device.request('message.send', { ...thread, message: newId(), text: words(i) });
  return i % 2 === 0
    ? member.device.request('thread.tag', { ...thread, tag: tags[i % tags.length], on: i % 3 > 0 })
    : member.device.request('thread.urgency', { ...thread, value: (['urgent', 'today', 'routine'] as const)[i % 3] });
}

/** The same act as an edit of a shared document. */
export function editOf(device: number, i: number): { readonly id: string; readonly value: object } {
  const id = newId();
  return device < DEVICES / 2
    ? { id, value: { id, from: 'patient', text: words(i), at: Date.now() } }
    : { id, value: { tag: tags[i % tags.length], on: i % 3 > 0, at: Date.now(), by: id } };
}
