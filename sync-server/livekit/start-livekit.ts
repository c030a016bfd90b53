import type { Log } from '../log.ts';
import { noLiveKit, type LiveKit } from './livekit-at.ts';
import type { LiveKitConfig } from './livekit-config.ts';
import { findLiveKitProgram } from './livekit-program.ts';
import { startOwnLiveKit } from './process.ts';

export interface StartedLiveKit extends LiveKit {
  close(): Promise<void>;
}

/** As configured; a LiveKit of our own needs its program, and without it there are no video visits, which is said and is no error. */
export function startLiveKit(config: LiveKitConfig, options: { readonly webhook: string; readonly log: Log }): StartedLiveKit {
  const close = (): Promise<void> => Promise.resolve();
  if (config.kind === 'off') return { ...noLiveKit, close };
  if (config.kind === 'elsewhere') {
    const { url, key, secret } = config;
    return { configured: true, at: () => ({ url, key, secret }), close };
  }
  const program = findLiveKitProgram();
  if (program === null) {
    options.log.warn('No livekit-server is found: no video visits. .ci/setup builds one where there is a Go compiler; LIVEKIT_URL names one elsewhere.');
    return { ...noLiveKit, close };
  }
  return startOwnLiveKit({ program, ...options });
}
