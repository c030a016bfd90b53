import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';

/**
 * Figures, not verdicts: a machine that does other things at the same time shows in them. Sizes alone are enforced, by
 * the build. Words on the command line choose: `npm run bench -- requests screens`.
 */
const benches: Readonly<Record<string, () => Promise<void>>> = {
  requests: async () => (await import('./requests.ts')).benchRequests(),
  screens: async () => (await import('./screens.ts')).benchScreens(),
  'first-sync': async () => (await import('./first-sync.ts')).benchFirstSync(),
  'day-offline': async () => (await import('./day-offline.ts')).benchDayOffline(),
  memory: async () => (await import('./memory.ts')).benchMemory(),
  'offline-start': async () => (await import('./offline-start.ts')).benchOfflineStart(),
  imports: async () => (await import('./imports.ts')).benchImports(),
  'free-times': async () => (await import('./free-times.ts')).benchFreeTimes(),
};

// In Node, solid-js is what renders pages on a server; a device has the one that reacts.
registerHooks({ resolve: (specifier, context, next) => next(specifier === 'solid-js' ? 'solid-js/dist/solid.js' : specifier, context) });

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`);
  process.exit(1);
}
process.stdout.write(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}; load before: ${loadavg()[0]?.toFixed(2) ?? '?'}; Node ${process.version}\n`);
let failed = false;
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const begun = performance.now();
  await bench().catch((error: unknown) => {
    failed = true;
    process.stdout.write(`${name} could not be measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  });
  process.stdout.write(`(${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s; load ${loadavg()[0]?.toFixed(2) ?? '?'})\n`);
}
if (asked.length === 0) printSizes();
// The peers' stock clients leave timers behind.
process.exit(failed ? 1 : 0);

/** First loads as the last build weighed them. */
function printSizes(): void {
  const file = resolve(import.meta.dirname, '../../.build/sizes.json');
  if (!existsSync(file)) {
    process.stdout.write('\nFirst loads: not built yet (npm run build).\n');
    return;
  }
  const sizes = z.array(z.object({ name: z.string(), kilobytes: z.number(), budget: z.number() })).parse(JSON.parse(readFileSync(file, 'utf8')));
  process.stdout.write('\nFirst loads, JavaScript, brotli\n');
  for (const { name, kilobytes, budget } of sizes) process.stdout.write(`${name.padEnd(38)}${kilobytes.toFixed(1).padStart(10)} KB of ${budget}\n`);
}
