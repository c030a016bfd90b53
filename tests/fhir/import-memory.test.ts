import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** 600 in a row are the soak's; here as many as would not fit into this heap together. */
it('[B24] imports bundle after bundle, some of 4 MB, in a heap that could not hold them all', async () => {
  const script = join(import.meta.dirname, 'import-many.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=64', script, '--count', '20', '--kb', '1024'], { timeout: 110_000 });
  expect(JSON.parse(stdout)).toMatchObject({ patients: 20, kept: 18 * 256 + 2 * 1024, broken: 0 });
}, 120_000);
