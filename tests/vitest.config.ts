import { resolve } from 'node:path';
import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');
const wings = ['schema', 'sync-server', 'client', 'service-worker', 'tests'];
const inCi = Boolean(process.env['CI']);

/** What a suffix means: `.test.ts` Node alone, `.property.test.ts` many seeds, `.postgres.test.ts` a real server. */
const everywhere = (suffix: string) => wings.map((wing) => `${wing}/**/*${suffix}`);
const special = ['**/*.property.test.ts', '**/*.postgres.test.ts', 'tests/house/**'];

/** Solid's compiler, and its reactive build instead of the one that renders strings; the rest of a module is as in Node. */
const node = {
  root, plugins: [solid()],
  // The compiler asks for browser builds; that of ws is a stub.
  resolve: { alias: [{ find: /^ws$/, replacement: resolve(root, 'node_modules/ws/wrapper.mjs') }] },
};

export default defineConfig({
  root,
  cacheDir: resolve(root, '.build/vitest'),
  test: {
    reporters: ['default', resolve(root, 'tests/support/vitest-no-skips.ts')],
    allowOnly: !inCi,
    retry: 0,
    maxWorkers: 2,
    projects: [
      {
        root,
        test: { name: 'house', include: ['tests/house/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        ...node,
        test: { name: 'unit', environment: 'node', include: everywhere('.test.ts'), exclude: special, testTimeout: 20_000, hookTimeout: 30_000 },
      },
      {
        ...node,
        test: { name: 'property', environment: 'node', include: everywhere('.property.test.ts'), testTimeout: 120_000, hookTimeout: 30_000 },
      },
      {
        ...node,
        test: {
          name: 'postgres',
          environment: 'node',
          include: everywhere('.postgres.test.ts'),
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
