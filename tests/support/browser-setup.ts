import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** Browser tests run against the built apps; a stale build would test yesterday's code. */
export default function buildApps(): void {
  const root = resolve(import.meta.dirname, '../..');
  mkdirSync(resolve(root, '.build/screenshots'), { recursive: true });
  execFileSync(process.execPath, ['.ci/build.ts', '--if-needed'], { cwd: root, stdio: 'inherit' });
}
