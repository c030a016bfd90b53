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

/** A camera and a microphone that need nobody: a moving picture, beeps, and whoever is asked says yes. Media may go over loopback. */
export const fakeDeviceFlags: readonly string[] = [
  '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection',
];

/** For `chromium.launchPersistentContext(directory, …)`, which does not read the configuration's launch options. */
export function chromiumLaunchOptions(further: readonly string[] = []): { executablePath: string; args: string[]; chromiumSandbox: false } {
  return { executablePath: findChromium(), args: [...chromiumFlags, ...further], chromiumSandbox: false };
}
