import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import type { BrandEntry, ClinicTextsEntry } from '../../schema/clinic.ts';
import { deriveBrandTokens } from '../branding/brand-tokens.ts';
import { jsonParam, type Tx } from '../record/database.ts';
import { foldText } from '../../schema/fold-text.ts';

export interface NewClinic {
  readonly name: string;
  readonly suffix?: string | undefined;
  /** ISO 3166 alpha-2: how phones typed without a country are read. */
  readonly country?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly phone?: string | undefined;
  /** The Organization it stands for. */
  readonly fhirId?: string | undefined;
}

const COLOUR = '#0F6A57';
const allModules = ['record', 'appointments', 'portal', 'live'];

/** Where an emergency is called in. 112 reaches help from mobiles nearly everywhere else. */
const emergencyPhones: Readonly<Record<string, string>> = { US: '911', CA: '911', GB: '999', AU: '000', NZ: '111', KE: '999', IN: '112', ZA: '10177' };

/**
 * A clinic to begin with: a name, a readable brand, the sentences every screen needs, and one team that patients can write
 * to. Everything of it can be changed in the app later.
 */
export async function foundClinic(tx: Tx, clinic: NewClinic): Promise<{ id: string; suffix: string; name: string }> {
  const id = newId();
  const name = tidyName(clinic.name);
  const suffix = clinic.suffix ?? suffixOf(name);
  const country = clinic.country ?? 'US';
  const timeZone = clinic.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const emergencyPhone = emergencyPhones[country] ?? '112';
  const shortName = shorten(name);
  const { light, dark } = deriveHex(COLOUR);
  const brand: BrandEntry = { name, shortName, suffix, colour: COLOUR, mark: 'waves', light, dark };
  const texts: ClinicTextsEntry = {
    phone: clinic.phone ?? '', emergencyPhone,
    replyPromise: 'We answer within 1 working day.',
    urgentCareWarning: `If this is an emergency, call ${emergencyPhone} now. Messages are read in opening hours only.`,
    timeZone, language: 'en', country, identifierMode: 'email', lockMinutes: { patient: 60, staffOwn: 15, staffShared: 5 },
  };
  await tx.query(sql`
    insert into clinic (id, suffix, name, short_name, brand, texts, identifier_mode, time_zone, country, modules, fhir_id)
    values (${id}, ${suffix}, ${name}, ${shortName}, ${jsonParam(brand)}, ${jsonParam(texts)}, 'email', ${timeZone}, ${country}, ${sql.param(allModules)}, ${clinic.fhirId ?? null})`);
  await tx.query(sql`insert into team (id, clinic_id, name, title, addressable) values (${newId()}, ${id}, 'Care team', 'Answers your messages', true)`);
  return { id, suffix, name };
}

/** Registers write names in capitals: "COOLEY DICKINSON HOSPITAL INC,THE" is read out as "Cooley Dickinson Hospital Inc, The". */
function tidyName(name: string): string {
  const spaced = name.trim().replace(/,(?=\S)/g, ', ').replace(/\s+/g, ' ');
  if (spaced !== spaced.toUpperCase()) return spaced;
  return spaced.toLowerCase().replace(/(^|[\s(-])(\p{L})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase());
}

export function suffixOf(name: string): string {
  const suffix = foldText(name).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '');
  return suffix.length >= 2 ? suffix : `clinic-${suffix}`.replace(/-$/, '');
}

/** At most 12 letters, whole words where they fit: under an icon on a phone. */
function shorten(name: string): string {
  const whole = name.split(' ').reduce((short, word) => (`${short} ${word}`.trim().length <= 12 ? `${short} ${word}`.trim() : short), '');
  return whole || name.slice(0, 12);
}

function deriveHex(colour: string): Pick<BrandEntry, 'light' | 'dark'> {
  const derived = deriveBrandTokens(colour);
  if ('code' in derived) throw new Error(`The first colour of a clinic is none: ${derived.code}`);
  return { light: { ...derived.light }, dark: { ...derived.dark } };
}
