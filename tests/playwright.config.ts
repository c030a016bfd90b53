import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './support/chromium.ts';

const root = resolve(import.meta.dirname, '..');

/** Where specs put the pictures that people look at. */
export const screenshotDir = resolve(root, '.build/screenshots');

/** One browser at a time, no retries: a test that passes the second time has failed. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: resolve(root, '.build/playwright'),
  globalSetup: resolve(import.meta.dirname, 'support/browser-setup.ts'),
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...['playwright-evidence.ts', 'playwright-no-skips.ts'].map((one) => [resolve(import.meta.dirname, 'support', one)] as const)],
  use: { launchOptions: chromiumLaunchOptions(), trace: 'off', serviceWorkers: 'allow' },
});
