import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium; Playwright never downloads one. `CHROMIUM_PATH` names another. */
export function findChromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  const found = named ?? places.find((path) => existsSync(path));
  if (found === undefined) throw new Error('No Chromium. Run .ci/setup, or name one in CHROMIUM_PATH.');
  return found;
}

/** Quiet, the same everywhere, and talking to nobody but the test. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** For `chromium.launchPersistentContext(directory, …)`, which does not read the configuration's launch options. */
export function chromiumLaunchOptions(): { executablePath: string; args: string[]; chromiumSandbox: false } {
  return { executablePath: findChromium(), args: [...chromiumFlags], chromiumSandbox: false };
}
