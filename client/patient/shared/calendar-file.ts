import { localStamp, stampOf, zoneLines } from './calendar-zone.ts';

// B35: an appointment as iCalendar (RFC 5545), made on the device. By hand: the libraries write a time in the clinic's zone by the
// device's clock, or as UTC alone. A phone's calendar is shown to anybody: no name, no kind of visit, no reason. --------------------

export interface CalendarFacts {
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone: string;
  /** When it was last moved or cancelled; null: never. */
  readonly changedAt: number | null;
  readonly cancelled: boolean;
  readonly clinic: string;
  /** Of the clinic; '' for none. */
  readonly phone: string;
  readonly place: string;
  /** In the reader's words. */
  readonly summary: string;
  readonly note: string;
}

/** Seconds from here on fit into what a SEQUENCE may be. */
const SEQUENCE_FROM = Date.UTC(2020, 0, 1);

/** The same UID at every change, and a SEQUENCE that grows with it: whoever adds the file again moves what is there. */
export function makeCalendarFile(facts: CalendarFacts, now: number): string {
  const time = (name: string, at: number): string => {
    const local = localStamp(facts.timeZone, at);
    return local === null ? `${name}:${stampOf(at)}Z` : `${name};TZID=${facts.timeZone}:${local}`;
  };
  const sequence = facts.changedAt === null ? 0 : Math.max(1, Math.floor((facts.changedAt - SEQUENCE_FROM) / 1000));
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Outpost//Appointments//EN', 'CALSCALE:GREGORIAN', `METHOD:${facts.cancelled ? 'CANCEL' : 'PUBLISH'}`,
    ...zoneLines(facts.timeZone, facts.startsAt),
    'BEGIN:VEVENT', `UID:${facts.id}@outpost`, `DTSTAMP:${stampOf(now)}Z`, `SEQUENCE:${sequence}`,
    time('DTSTART', facts.startsAt), time('DTEND', facts.endsAt),
    `STATUS:${facts.cancelled ? 'CANCELLED' : 'CONFIRMED'}`, 'CLASS:PRIVATE', 'TRANSP:OPAQUE',
    ...(facts.phone === '' ? [] : [`ORGANIZER;CN=${parameter(facts.clinic)}:tel:${facts.phone.replace(/[^+\d]/g, '')}`, `CONTACT:${escapeText(`${facts.clinic}, ${facts.phone}`)}`]),
    `SUMMARY:${escapeText(facts.summary)}`, `LOCATION:${escapeText(facts.place)}`, `DESCRIPTION:${escapeText(facts.note)}`,
    'END:VEVENT', 'END:VCALENDAR',
  ].map((line) => `${fold(line)}\r\n`).join('');
}

const escapeText = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');
const parameter = (text: string): string => `"${text.replace(/["\p{Cc}]/gu, ' ')}"`;

const LINE_OCTETS = 75;
const encoder = new TextEncoder();

/** No line longer than 75 octets, and no character cut in two. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
