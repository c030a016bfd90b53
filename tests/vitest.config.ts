import { resolve } from 'node:path';
import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');
const anywhere = ['schema', 'sync-server', 'service-worker', 'tests'];
const inCi = Boolean(process.env['CI']);

/** What each suffix means: `.test.ts` node, `.property.test.ts` seeds, `.postgres.test.ts` a real server, `.spec.ts` a browser. */
const suffix = { property: '**/*.property.test.ts', postgres: '**/*.postgres.test.ts' };

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
        test: { name: 'house', include: ['tests/house/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        root,
        test: {
          name: 'unit',
          include: anywhere.map((wing) => `${wing}/**/*.test.ts`),
          exclude: [suffix.property, suffix.postgres, 'tests/house/**'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        root,
        plugins: [solid()],
        test: {
          name: 'client',
          environment: 'node',
          include: ['client/**/*.test.ts'],
          exclude: [suffix.property],
          testTimeout: 20_000,
        },
      },
      {
        root,
        plugins: [solid()],
        test: {
          name: 'property',
          environment: 'node',
          include: [...anywhere, 'client'].map((wing) => `${wing}/${suffix.property}`),
          testTimeout: 120_000,
          hookTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'postgres',
          include: anywhere.map((wing) => `${wing}/${suffix.postgres}`),
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
