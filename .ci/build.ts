import { utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isFresh } from './freshness.ts';
import { precompress } from './precompress.ts';
import { measureSizes, reportSizes } from './sizes.ts';

/**
 * Builds both apps and the service worker into .build/client. With `--if-needed` (npm start, browser tests) a build
 * newer than its sources is kept and sizes are told; without, a first load over its budget fails.
 */
const root = resolve(import.meta.dirname, '..');
const clientDir = join(root, '.build/client');
const stamp = join(root, '.build/client.stamp');
const sources = ['client', 'schema', 'service-worker', 'vite.config.ts', 'package-lock.json', '.ci/app-files.ts'];
const ifNeeded = process.argv.includes('--if-needed');

if (!ifNeeded || !isFresh(stamp, sources.map((source) => join(root, source)))) {
  const began = Date.now();
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  await precompress(clientDir);
  const withinBudget = reportSizes(measureSizes(clientDir, join(root, '.build/sizes.json')));
  // Dated to the beginning: a source saved while building makes the next start build again.
  writeFileSync(stamp, '');
  utimesSync(stamp, new Date(began), new Date(began));
  process.stdout.write(`Built the apps in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  if (!withinBudget && !ifNeeded) process.exitCode = 1;
}
