import { internationalPhone } from '../../../schema/patients.ts';

/**
 * What was typed, in any spacing, as the international number it means in the clinic's country; null when it is none. The
 * numbering plans are large and come when the first phone is changed; where they cannot, only a number with its country
 * code is understood. The server judges once more (C68).
 */
export async function readPhone(typed: string, country: string | undefined): Promise<string | null> {
  const text = typed.normalize('NFKC').trim();
  const plain = internationalPhone.safeParse(text.replace(/^00/, '+').replace(/[\s().\-/]/g, ''));
  let plans: typeof import('libphonenumber-js/min');
  try {
    plans = await import('libphonenumber-js/min');
  } catch {
    return plain.success ? plain.data : null;
  }
  const known = country !== undefined && plans.isSupportedCountry(country) ? country : undefined;
  const number = plans.parsePhoneNumberFromString(text.replace(/^00(?=[1-9])/, '+'), known ? { defaultCountry: known, extract: false } : { extract: false });
  return number?.isValid() && !number.ext ? number.number : null;
}
