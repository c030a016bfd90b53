import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseBuildManifest } from '../../.ci/app-files.ts';

/** What a source under client/ that is loaded for itself became in the build: the addresses of its script and of its stylesheets. */
export function builtPart(source: string): { readonly script: string; readonly styles: readonly string[] } {
  const part = parseBuildManifest(readFileSync(resolve(import.meta.dirname, '../../.build/client/.vite/manifest.json'), 'utf8'))[source];
  if (part === undefined) throw new Error(`The build has no part "${source}".`);
  return { script: `/${part.file}`, styles: (part.css ?? []).map((file) => `/${file}`) };
}
