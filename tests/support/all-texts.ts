import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Texts, TextTree } from '../../client/shared/i18n/define-texts.ts';

const root = resolve(import.meta.dirname, '../..');

/** Every `defineTexts` of both apps, by name. A file of texts imports nothing but that, so it loads anywhere. */
export async function loadAllTexts(): Promise<ReadonlyMap<string, Texts>> {
  const files = globSync('client/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/\.test\.tsx?$|define-texts\.ts$/.test(file) && readFileSync(resolve(root, file), 'utf8').includes('defineTexts('));
  const found = new Map<string, Texts>();
  for (const file of files) {
    const exported = (await import(pathToFileURL(resolve(root, file)).href)) as Record<string, unknown>;
    for (const texts of Object.values(exported).filter(isTexts)) {
      if (found.has(texts.name)) throw new Error(`Two texts are called "${texts.name}"; the second stands in ${file}.`);
      found.set(texts.name, texts);
    }
  }
  return found;
}

function isTexts(value: unknown): value is Texts {
  return typeof value === 'object' && value !== null && 'english' in value && 'name' in value;
}

/** Every leaf of a tree by its dotted path; a plural is one leaf. */
export function leavesOf(tree: TextTree, above = ''): [path: string, leaf: string | Readonly<Record<string, string>>][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const path = `${above}${key}`;
    if (typeof value === 'string') return [[path, value]];
    if (typeof (value as { other?: unknown }).other === 'string') return [[path, value as Readonly<Record<string, string>>]];
    return leavesOf(value as TextTree, `${path}.`);
  });
}
