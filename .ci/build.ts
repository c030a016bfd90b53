import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseBuildManifest } from './app-files.ts';
import { findCircles } from './circles.ts';
import { isFresh } from './freshness.ts';
import { placeBuild, startBuildFolder } from './place-build.ts';
import { precompress } from './precompress.ts';
import { refuseNewerUses, scanBuild } from './scan-build.ts';
import { measureSizes, reportSizes } from './sizes.ts';

/**
 * Builds both apps and the service worker into a folder of its own and then puts it in the place of .build/client, whole. With
 * `--if-needed` (npm start, browser tests) a build newer than its sources is kept and sizes are told; without, a first load over
 * its budget fails, and so does an API that the oldest browsers we serve do not have.
 */
const root = resolve(import.meta.dirname, '..');
const home = join(root, '.build');
/** Inside the build: it says of that build, and no other, when its sources were read. */
const STAMP = '.vite/stamp';
const sources = ['client', 'schema', 'service-worker', 'vite.config.ts', 'package-lock.json', '.ci/app-files.ts'];
const ifNeeded = process.argv.includes('--if-needed');

if (!ifNeeded || !isFresh(join(home, 'client', STAMP), sources.map((source) => join(root, source)))) {
  const began = Date.now();
  const folder = startBuildFolder(home);
  try {
    const { build } = await import('vite');
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: folder } });
    const built = parseBuildManifest(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
    const circles = findCircles(built).map((circle) => circle.map((source) => built[source]?.name ?? source).join(' > '));
    if (circles.length > 0) throw new Error(`Parts of the build import each other: ${circles.join('; ')}. Put what they share into one group of vite.config.ts, or apart from both.`);
    await precompress(folder);
    const newer = refuseNewerUses(scanBuild(folder));
    for (const line of newer) process.stdout.write(`${line}\n`);
    if (newer.length > 0) process.stdout.write('Write it otherwise, or say in .ci/scan-build.ts why it is right.\n');
    const withinBudget = reportSizes(measureSizes(folder, join(home, 'sizes.json')));
    // Dated to the beginning: a source saved while building makes the next start build again.
    writeFileSync(join(folder, STAMP), '');
    utimesSync(join(folder, STAMP), new Date(began), new Date(began));
    placeBuild(home, folder);
    process.stdout.write(`Built the apps in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
    if ((!withinBudget || newer.length > 0) && !ifNeeded) process.exitCode = 1;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
