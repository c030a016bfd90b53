import { describe, expect, it } from 'vitest';
import { readCode } from '../../schema/identity.ts';
import { passwordLacks } from '../../schema/passwords.ts';
import { emailIdentifier, nationalIdIdentifier, usernameIdentifier } from '../../sync-server/identity/identifiers.ts';
import { makeOneTimePassword } from '../../sync-server/identity/one-time-password.ts';
import { oneTimeWords } from '../../sync-server/identity/one-time-words.ts';
import { hashPassword, verifyPassword } from '../../sync-server/identity/password.ts';
import { readPhone } from '../../sync-server/identity/phone.ts';
import { createSeal } from '../../sync-server/identity/seal.ts';

const seal = createSeal('a secret of the tests, 32 characters or more');

describe('passwords at rest', () => {
  it('[C78] are argon2id with at least 19 MiB and two passes, salted', async () => {
    const [one, two] = [await hashPassword('Riverside1'), await hashPassword('Riverside1')];
    expect(one).not.toBe(two);
    const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(one) ?? [];
    expect(Number(memory)).toBeGreaterThanOrEqual(19 * 1024);
    expect(Number(passes)).toBeGreaterThanOrEqual(2);
  });

  it('[C78] fit one password in any spelling of its letters; nobody\'s fits none', async () => {
    const stored = await hashPassword('Caf\u00e9-2026');
    expect(await verifyPassword(stored, 'Cafe\u0301-2026')).toBe(true);
    expect(await verifyPassword(stored, 'café-2026')).toBe(false);
    expect(await verifyPassword(null, '')).toBe(false);
  });

  it('[D7] one-time passwords have 30 bits, obey the rules and are read out without a doubt', () => {
    expect(new Set(oneTimeWords).size).toBe(256);
    const made = new Set(Array.from({ length: 500 }, makeOneTimePassword));
    expect(made.size).toBe(500);
    for (const password of made) {
      expect(passwordLacks(password, 'mixed')).toEqual([]);
      expect(password).toMatch(/^([A-Z][a-z]+-){3}\d\d$/);
    }
  });
});

describe('the seal', () => {
  it('opens what it sealed, never twice the same text, and nothing changed or sealed elsewhere', () => {
    const sealed = seal.seal('AB1234567');
    expect(sealed).not.toBe(seal.seal('AB1234567'));
    expect(seal.open(sealed)).toBe('AB1234567');
    const parts = sealed.split('.');
    const bent = [parts[0], parts[1], `${parts[2]?.startsWith('A') ? 'B' : 'A'}${parts[2]?.slice(1)}`, parts[3]].join('.');
    for (const broken of [bent, sealed.slice(0, -2), '', 's2.a.b.c']) expect(() => seal.open(broken)).toThrow('eal');
    expect(() => createSeal('another secret of 32 characters....').open(sealed)).toThrow('Sealed with another secret');
  });

  it('finds the same text by a hash that nobody makes without the secret', () => {
    expect(seal.lookup('AB1234567')).toBe(seal.lookup('AB1234567'));
    expect(seal.lookup('AB1234567')).not.toBe(createSeal('another secret of 32 characters....').lookup('AB1234567'));
    expect(seal.lookup('AB1234567')).toMatch(/^[\w-]{43}$/);
  });
});

describe('what people type', () => {
  it.each([
    ['0712 345 678', 'KE', '+254712345678'], ['(+254) 712 345678', 'KE', '+254712345678'], ['254712345678', 'KE', '+254712345678'],
    ['00254712345678', 'KE', '+254712345678'], ['+1 (617) 253-1000', 'KE', '+16172531000'], ['٠٧١٢٣٤٥٦٧٨', 'KE', '+254712345678'],
    ['555-123-4567', 'US', null], ['+254 712', 'KE', null], ['call me', 'KE', null], ['+254712345678 ext 5', 'KE', null], ['', 'KE', null],
  ])('[C68] phone %s in %s is %s', (typed, country, e164) => {
    expect(readPhone(typed, country)?.e164 ?? null).toBe(e164);
  });

  it('[C75] identifiers fold', () => {
    expect(emailIdentifier(' Fatma@Example.ORG ')).toBe('fatma@example.org');
    expect(emailIdentifier('fatma@example')).toBeNull();
    expect(nationalIdIdentifier('ab 123-456.7', seal)).toBe(seal.lookup('AB1234567'));
    expect(nationalIdIdentifier('--', seal)).toBeNull();
    expect(usernameIdentifier(' Grace.W ')).toBe('grace.w');
  });

  it('[C76] codes may have spaces and digits of other scripts', () => {
    expect(['123 456', ' 12-34.56 ', '١٢٣٤٥٦', '۱۲۳۴۵۶', '१२३४५६', '１２３４５６'].map(readCode)).toEqual(Array.from({ length: 6 }, () => '123456'));
    expect(['12345', '1234567', '12345a', ''].map(readCode)).toEqual([null, null, null, null]);
  });
});
