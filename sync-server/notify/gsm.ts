// GSM 03.38: what an SMS holds 160 of. One other character, and it holds 70. ------------------------------------------------------

const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
/** Two places each. */
const extended = new Set('^{}\\[~]|€');
const nearest: Readonly<Record<string, string>> = { ő: 'ö', ű: 'ü', Ő: 'Ö', Ű: 'Ü', '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-', '\u00a0': ' ', '\u202f': ' ' };

const isGsm = (character: string): boolean => basic.has(character) || extended.has(character);

/** The letters people read it by all the same: "idopontja" for "időpontja" costs a third of the price. What has none stays. */
export function toGsm(text: string): string {
  return [...text.normalize('NFC')].map((character) => {
    if (isGsm(character)) return character;
    const near = nearest[character] ?? character.normalize('NFD').charAt(0);
    return isGsm(near) ? near : character;
  }).join('');
}

/** As `toGsm` would send it. */
export function fitsOneSms(text: string): boolean {
  const characters = [...toGsm(text)];
  if (!characters.every(isGsm)) return text.length <= 70;
  return characters.reduce((length, character) => length + (extended.has(character) ? 2 : 1), 0) <= 160;
}
