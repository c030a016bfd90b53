import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, 'synthea');

/** One patient made by Synthea, unchanged: Clemente Kreiger, whose phone is a 555 number and who has no e-mail address. */
export const syntheaBundle = join(folder, readdirSync(folder).find((name) => name.endsWith('.json')) ?? 'missing.json');
