import { expect, test } from 'vitest';
import { leavesOf, loadAllTexts } from '../../../tests/support/all-texts.ts';
import type { TextTree } from './define-texts.ts';
import { pack as patient } from './hu/patient.ts';
import { pack as staff } from './hu/staff.ts';

const namesIn = (text: string): string[] => [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name))].sort();
const isStaffs = (name: string): boolean => name.startsWith('staff.') || name === 'handover';
const isPatients = (name: string): boolean => name.startsWith('patient.');
type Leaf = ReturnType<typeof leavesOf>[number][1];
const formsOf = (leaf: Leaf): Readonly<Record<string, string>> => (typeof leaf === 'string' ? { other: leaf } : leaf);

/** After a number a Hungarian noun stays as it is, so a plural may be one sentence; where it has forms, they are the language's own. */
function faultsOf(english: Leaf, own: Leaf | undefined): string[] {
  if (own === undefined) return ['missing'];
  if (typeof english === 'string' && typeof own !== 'string') return ['has forms, the English has none'];
  const needed = namesIn(formsOf(english)['other'] ?? '');
  const known = new Set<string>(new Intl.PluralRules('hu').resolvedOptions().pluralCategories);
  return Object.entries(formsOf(own)).flatMap(([form, text]) => [
    ...(known.has(form) ? [] : [`has a form "${form}" that Hungarian does not use`]),
    ...(text.trim() === '' ? ['is empty'] : []),
    // One of something may be said without its number.
    ...(namesIn(text).join() === needed.join() || (form === 'one' && namesIn(text).join() === needed.filter((name) => name !== 'count').join())
      ? [] : [`names ${namesIn(text).join(', ') || 'nothing'} instead of ${needed.join(', ') || 'nothing'}`]),
  ]);
}

test('every text of both apps has a Hungarian one that fills the same places, and none is left over', async () => {
  const faults: string[] = [];
  const all = await loadAllTexts();
  for (const [app, pack, foreign] of [['patient', patient, isStaffs], ['staff', staff, isPatients]] as const) {
    const wanted = [...all.values()].filter(({ name }) => !foreign(name));
    for (const { name, english } of wanted) {
      const own = new Map(leavesOf(pack[name] ?? ({} as TextTree)));
      const source = leavesOf(english);
      for (const [path, leaf] of source) faults.push(...faultsOf(leaf, own.get(path)).map((fault) => `${app}: ${name} ${path}: ${fault}`));
      const paths = new Set(source.map(([path]) => path));
      faults.push(...[...own.keys()].filter((path) => !paths.has(path)).map((path) => `${app}: ${name} ${path}: is in no English text`));
    }
    faults.push(...Object.keys(pack).filter((name) => !wanted.some((texts) => texts.name === name)).map((name) => `${app}: ${name}: is in no English text`));
  }
  expect(faults).toEqual([]);
});
