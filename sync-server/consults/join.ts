import type { Actor } from '../../schema/actor.ts';
import { scopeOf } from '../../schema/roles.ts';
import { audit } from '../audit/audit.ts';
import type { Seal } from '../identity/seal.ts';
import type { Grant, LiveRooms } from '../livekit/live-rooms.ts';
import type { Tx } from '../record/database.ts';
import { useJoinCode } from './join-code.ts';
import { lockConsult } from './read-facts.ts';

export type Joined = { readonly grant: Grant } | { readonly refused: string; readonly left?: number };

interface Asking { readonly actor: Actor; readonly session: string; readonly consult: string; readonly code: string | undefined }

/**
 * Who may come into the room now, in one transaction with what lets them in (C29, C46): the conducting clinician; the patient or
 * a carer with the code sent to their own phone; whoever is in already, from that same session, without a new one.
 */
export async function joinConsult(tx: Tx, rooms: LiveRooms, { actor, session, consult, code }: Asking, { seal, now }: { readonly seal: Seal; readonly now: number }): Promise<Joined> {
  const row = await lockConsult(tx, consult, actor.clinic);
  const reaches = row !== null && actor.reaches.some(({ patient }) => patient === row.patient_id);
  const conducts = row !== null && actor.kind === 'staff' && scopeOf(actor, 'live.consult.conduct') !== null;
  if (!row || (!reaches && !conducts)) return { refused: 'consult.unknown' };
  if (conducts && row.staff_id !== actor.staff) return { refused: 'consult.notYours' };
  if (row.state !== 'inProgress') return { refused: 'consult.notSo' };
  const who = { clinic: row.clinic_id, patient: row.patient_id, consult: row.id, account: actor.account, guest: null, session, name: actor.name };
  const told = (action: string): Promise<void> => audit(tx, { clinic: row.clinic_id, account: actor.account, who: actor.name, action, patient: row.patient_id, subject: row.id });
  if (conducts) {
    await told('consult.join');
    return { grant: await rooms.issueGrant(tx, { ...who, kind: 'clinician' }) };
  }
  const before = await rooms.findGrant(tx, row.id, session);
  if (before) {
    await told('consult.rejoin');
    return { grant: before };
  }
  if (code === undefined) return { refused: 'join.codeNeeded' };
  const verdict = await useJoinCode(tx, { consult: row.id, account: actor.account, clinic: row.clinic_id }, code, { seal, now });
  if (!verdict.ok) {
    await told('consult.codeWrong');
    return { refused: verdict.code, ...(verdict.left === undefined ? {} : { left: verdict.left }) };
  }
  await told('consult.join');
  return { grant: await rooms.issueGrant(tx, { ...who, kind: 'patient' }) };
}
