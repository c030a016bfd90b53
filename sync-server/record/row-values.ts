/** Postgres' text form → what `Queries` promises. One set for both drivers, keyed by type OID. */
export const OID = { bytea: 17, int8: 20, date: 1082, timestamptz: 1184 } as const;

/** Arrays of those types, as Postgres numbers them. */
export const ARRAY_OID = { bytea: 1001, int8: 1016, date: 1182, timestamptz: 1185 } as const;

export const readers: Readonly<Record<keyof typeof OID, (text: string) => unknown>> = {
  bytea: readBytes,
  int8: readInt8,
  date: (text) => text,
  timestamptz: readInstant,
};

function readBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text.slice(2), 'hex');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`A bigint of the record, ${text}, does not fit a number`);
  return value;
}

/** "2026-11-21 09:14:00.123456+00" with the session in UTC. Microseconds are cut to ms, towards the past. */
function readInstant(text: string): number {
  const ms = Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/(\.\d{3})\d*/, '$1').replace(/\+00$/, 'Z')}`);
  if (Number.isNaN(ms)) throw new RangeError(`A time of the record, ${text}, is none`);
  return ms;
}
