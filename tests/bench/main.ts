import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';
import { benchRequests } from './requests.ts';

/** Figures, not verdicts: a machine that does other things at the same time shows in them. Sizes alone are enforced, by the build. */
const benches = { requests: benchRequests } as const;

const asked = process.argv.slice(2);
process.stdout.write(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}; load before: ${loadavg()[0]?.toFixed(2) ?? '?'}; Node ${process.version}\n`);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length === 0 || asked.includes(name)) await bench();
}
printSizes();
// The peers' stock clients leave timers behind.
process.exit(0);

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
