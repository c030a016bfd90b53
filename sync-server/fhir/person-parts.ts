import type { Address, Concept, HumanName, Telecom } from './resource-shapes.ts';

/** Parts of FHIR resources → the words the record keeps. Empty strings where there is nothing. */

const nameOrder = ['official', 'usual', undefined];

/** The name in use: official, else usual, else the first that has not ended. */
export function pickName(names: readonly HumanName[] | undefined): { name: string; given: string; family: string } {
  const current = (names ?? []).filter((name) => !isOver(name.period));
  const chosen = nameOrder.map((use) => current.find((name) => name.use === use)).find((name) => name !== undefined) ?? current[0] ?? names?.[0];
  const given = (chosen?.given ?? []).join(' ').trim();
  const family = (chosen?.family ?? '').trim();
  return { name: `${given} ${family}`.trim() || (chosen?.text ?? '').trim(), given, family };
}

/** As colleagues say it: "Dr. Antonia Stark". */
export function pickTitledName(names: readonly HumanName[] | undefined): string {
  const { name } = pickName(names);
  const prefix = (names?.[0]?.prefix ?? []).join(' ').trim();
  return `${prefix} ${name}`.trim();
}

/** The first contact point of that system still in use; FHIR's `rank` 1 is preferred. */
export function pickTelecom(points: readonly Telecom[] | undefined, system: 'phone' | 'email' | 'sms'): string {
  const current = (points ?? []).filter((point) => point.system === system && point.use !== 'old' && !isOver(point.period) && point.value);
  const ranked = current.toSorted((a, b) => rankOf(a) - rankOf(b));
  return ranked[0]?.value?.trim() ?? '';
}

/** A mobile number can take a code: it goes before a line at home, which goes before one at work. */
function rankOf(point: Telecom): number {
  if (typeof point.rank === 'number') return point.rank;
  return 100 + ['mobile', 'home', undefined, 'work'].indexOf(point.use);
}

export function formatAddress(address: Address | undefined): string {
  if (!address) return '';
  if (address.text) return address.text.trim();
  const place = [address.city, address.state, address.postalCode].filter(Boolean).join(' ');
  return [...(address.line ?? []), place, address.country].filter(Boolean).join(', ');
}

export function pickAddress(addresses: readonly Address[] | undefined): string {
  const current = (addresses ?? []).filter((address) => address.use !== 'old' && !isOver(address.period));
  return formatAddress(current.find((address) => address.use === 'home') ?? current[0]);
}

export function conceptText(concept: Concept | undefined): string {
  return concept?.text ?? concept?.coding?.find((code) => code.display)?.display ?? concept?.coding?.[0]?.code ?? '';
}

function isOver(period: { end?: string | undefined } | undefined): boolean {
  const end = period?.end === undefined ? Number.NaN : Date.parse(period.end);
  return end < Date.now();
}
