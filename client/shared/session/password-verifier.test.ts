import { expect, it } from 'vitest';
import { checkPassword, makeVerifier, passwordVerifier } from './password-verifier.ts';

const MINUTE = 60_000;
const rounds = 1000;

it('[D6] knows the password again, in any spelling of its letters, and no other', async () => {
  const verifier = passwordVerifier.parse(JSON.parse(JSON.stringify(await makeVerifier('Caf\u00e9-2026', rounds))));
  expect(JSON.stringify(verifier)).not.toContain('Caf');
  expect((await checkPassword(verifier, 'Cafe\u0301-2026', 0)).right).toBe(true);
  for (const other of ['', 'café-2026', 'Café-2026 ', 'Café-2027']) expect((await checkPassword(verifier, other, 0)).right).toBe(false);
});

it('[D6] has its own salt on every device and takes 600,000 rounds', async () => {
  const [one, two] = [await makeVerifier('Riverside1'), await makeVerifier('Riverside1')];
  expect(one.rounds).toBe(600_000);
  expect(one.salt).not.toBe(two.salt);
  expect(one.hash).not.toBe(two.hash);
});

it('[D6] lets five wrong tries pass and then makes each further one wait: 1, 2, 4 … 60 minutes', async () => {
  let verifier = await makeVerifier('Riverside1', rounds);
  let now = 1_000_000;
  const waits: number[] = [];
  for (let n = 0; n < 13; n += 1) {
    const verdict = await checkPassword(verifier, 'Wrong1234', now);
    if (verdict.right !== false) throw new Error('Judged otherwise');
    verifier = verdict.verifier;
    waits.push(Math.max(0, verifier.waitUntil - now) / MINUTE);
    if (verifier.waitUntil > now) {
      expect((await checkPassword(verifier, 'Riverside1', verifier.waitUntil - 1)).right).toBeNull();
      now = verifier.waitUntil;
    }
  }
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  const verdict = await checkPassword(verifier, 'Riverside1', now);
  expect(verdict.right === true && verdict.verifier.wrong).toBe(0);
});
