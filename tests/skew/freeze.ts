import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';
import { SCHEMA_VERSION } from '../../schema/sync.ts';

/**
 * Keeps this version's client, all of the app beneath its screens, so that tests of every later version can let it meet their server: run once, before
 * SCHEMA_VERSION is raised and at each release. What is frozen is never written anew.
 */
const root = resolve(import.meta.dirname, '../..');
const name = process.argv[2] ?? '';
const file = `client-${SCHEMA_VERSION}-${name}.mjs`;
const folder = resolve(root, 'tests/skew/frozen');
if (!/^[a-z0-9-]+$/.test(name)) {
  process.stderr.write('Name what is frozen: node tests/skew/freeze.ts 2026-11\n');
  process.exit(1);
}
if (existsSync(resolve(folder, file))) {
  process.stderr.write(`${file} is frozen already.\n`);
  process.exit(1);
}
await build({
  root, configFile: false, logLevel: 'warn', publicDir: false,
  build: {
    ssr: resolve(root, 'tests/requests/device.ts'), outDir: folder, emptyOutDir: false, minify: true,
    rolldownOptions: { output: { entryFileNames: file, codeSplitting: false } },
  },
});
process.stdout.write(`Frozen: tests/skew/frozen/${file}\n`);
