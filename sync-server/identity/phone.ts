import { parsePhoneNumberWithError, ParseError, type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';

export interface Phone {
  /** "+254712345678". */
  readonly e164: string;
  /** ISO 3166 alpha-2 by the numbering plan; null for numbers of no country (satellite, +800). */
  readonly country: string | null;
}

/**
 * A phone number as people write it, in any spacing, local or international, read in the clinic's country. Null when it
 * is not a whole valid number of its country's plan (C68), such as the fictional 555 numbers of test data.
 */
export function readPhone(text: string, clinicCountry: string): Phone | null {
  const typed = text.normalize('NFKC').trim().replace(/^\(\s*(\+\s*\d+)\s*\)/, '$1');
  // "00" dials abroad in most countries, and in the minds of people from the others.
  return parse(typed, clinicCountry) ?? (typed.startsWith('00') ? parse(`+${typed.slice(2)}`, clinicCountry) : null);
}

function parse(typed: string, clinicCountry: string): Phone | null {
  try {
    const country: CountryCode | undefined = isSupportedCountry(clinicCountry) ? clinicCountry : undefined;
    const parsed = parsePhoneNumberWithError(typed, country ? { defaultCountry: country, extract: false } : { extract: false });
    return parsed.isValid() && !parsed.ext ? { e164: parsed.number, country: parsed.country ?? null } : null;
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
}
