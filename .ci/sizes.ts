import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type AppName, chunksFrom, entryOf, parseBuildManifest } from './app-files.ts';

/** DESIGN §10, in KB of 1,000 bytes of brotli-compressed JavaScript. */
interface FirstLoad {
  readonly name: string;
  readonly app: AppName;
  /** Lazy modules that this first load needs, by their path in client/. Each must match something, or it measures nothing. */
  readonly lazy: readonly RegExp[];
  readonly budget: number;
}

const firstLoads: readonly FirstLoad[] = [
  { name: 'patient sign-in', app: 'patient', lazy: [/^patient\/sign-in\//], budget: 40 },
  { name: 'patient home', app: 'patient', lazy: [/^patient\/(signed-in|routes)\.tsx$/], budget: 100 },
  { name: 'staff inbox', app: 'staff', lazy: [/^staff\/(shell|routes|messages\/inbox-page)\.tsx$/], budget: 170 },
];

export interface MeasuredSize {
  readonly name: string;
  readonly kilobytes: number;
  readonly budget: number;
}

/** What each first load weighs; also written to .build/sizes.json for the benchmark's report. */
export function measureSizes(clientDir: string, reportFile: string): MeasuredSize[] {
  const built = parseBuildManifest(readFileSync(join(clientDir, '.vite/manifest.json'), 'utf8'));
  const sizes = firstLoads.map(({ name, app, lazy, budget }) => {
    const unmatched = lazy.filter((pattern) => !Object.keys(built).some((source) => pattern.test(source)));
    if (unmatched.length > 0) throw new Error(`Size of "${name}": nothing in the build matches ${unmatched.join(', ')} (.ci/sizes.ts).`);
    const chunks = chunksFrom(built, entryOf(app), (source) => lazy.some((pattern) => pattern.test(source)));
    const scripts = new Set([...chunks].map((source) => built[source]?.file ?? '').filter((file) => file.endsWith('.js')));
    const bytes = [...scripts].reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(clientDir, file))).length, 0);
    return { name, kilobytes: Math.round(bytes / 100) / 10, budget };
  });
  writeFileSync(reportFile, `${JSON.stringify(sizes, null, 2)}\n`);
  return sizes;
}

/** One line per first load; false when one is over its budget. */
export function reportSizes(sizes: readonly MeasuredSize[]): boolean {
  for (const { name, kilobytes, budget } of sizes) {
    const verdict = kilobytes > budget ? `  OVER by ${(kilobytes - budget).toFixed(1)} KB` : '';
    process.stdout.write(`First load  ${name.padEnd(16)} ${kilobytes.toFixed(1).padStart(6)} KB of ${budget} KB brotli${verdict}\n`);
  }
  return sizes.every(({ kilobytes, budget }) => kilobytes <= budget);
}
