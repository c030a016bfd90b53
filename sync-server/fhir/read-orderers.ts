import { sql } from 'drizzle-orm';
import { arrayParam, type Tx } from '../record/database.ts';
import type { ReadItem } from './clinical-item.ts';
import { findRows, rowOf } from './fhir-keys.ts';
import type { Clinical } from './clinical-shapes.ts';
import { orderOfKept } from './resource-shapes.ts';

/**
 * Whose order a result was (DESIGN §6, own order): the requester of what it is based on, else who performed it, else who held
 * the visit. Resource id → staff row; missing where nobody of the clinic is known.
 */
export async function readOrderers(tx: Tx, clinic: string, items: readonly ReadItem[]): Promise<Map<string, string>> {
  const named = items.map((item) => {
    const { basedOn, performer, encounter } = item.parsed as Pick<Clinical<'Observation'>, 'basedOn' | 'performer' | 'encounter'>;
    const keys = (references: typeof basedOn): string[] => (references ?? []).flatMap((one) => [...item.resolve(one)]);
    return { item, orders: keys(basedOn), performers: keys(performer), visits: [...item.resolve(encounter)] };
  });
  const requesters = await readRequesters(tx, clinic, named.flatMap(({ item, orders }) => orders.map((key) => ({ key, item }))));
  const staff = await findRows(tx, clinic, 'Practitioner', [...named.flatMap((one) => one.performers), ...[...requesters.values()].flat()]);
  const visits = await findRows(tx, clinic, 'Encounter', named.flatMap((one) => one.visits));
  const held = visits.size === 0 ? [] : await tx.query<{ id: string; staff_id: string }>(sql`
    select id, staff_id from encounter where id = any(${arrayParam([...new Set(visits.values())])}::text[]) and staff_id is not null`);
  const holders = new Map(held.map(({ id, staff_id }) => [id, staff_id]));
  const found = new Map<string, string>();
  for (const { item, orders, performers, visits: keys } of named) {
    const orderer = rowOf(staff, orders.flatMap((key) => requesters.get(key) ?? [])) ?? rowOf(staff, performers) ?? holders.get(rowOf(visits, keys) ?? '');
    if (orderer) found.set(item.fhirId, orderer);
  }
  return found;
}

/** Orders are kept as they came: key of the order → keys of who asked. */
async function readRequesters(tx: Tx, clinic: string, orders: readonly { key: string; item: ReadItem }[]): Promise<Map<string, readonly string[]>> {
  if (orders.length === 0) return new Map();
  const rows = await tx.query<{ fhir_id: string; requester: unknown }>(sql`
    select fhir_id, body -> 'requester' as requester from kept_resource
    where clinic_id = ${clinic} and type = 'ServiceRequest' and fhir_id = any(${arrayParam(orders.map(({ key }) => key.replace(/^id:/, '')))}::text[])`);
  const bodies = new Map(rows.map(({ fhir_id, requester }) => [fhir_id, requester]));
  return new Map(orders.map(({ key, item }) => [key, item.resolve(orderOfKept.safeParse(bodies.get(key.replace(/^id:/, ''))).data)]));
}
