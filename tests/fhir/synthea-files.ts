import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Real generator output, kept beside the repository. A build server must have it; a lone clone runs the rest. */
export const syntheaFolder = resolve(import.meta.dirname, '../../../shared/fhir/synthea');

export function listSyntheaFiles(): string[] {
  if (!existsSync(syntheaFolder)) {
    if (process.env['CI']) throw new Error(`${syntheaFolder} is missing: the import is not tested on real files.`);
    return [];
  }
  return readdirSync(syntheaFolder).filter((file) => file.endsWith('.json')).sort().map((file) => join(syntheaFolder, file));
}
