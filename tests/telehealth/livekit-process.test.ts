import { afterEach, describe, expect, it } from 'vitest';
import { findLiveKitProgram } from '../../sync-server/livekit/livekit-program.ts';
import { startOwnLiveKit, type OwnLiveKit } from '../../sync-server/livekit/process.ts';
import { createLog } from '../../sync-server/log.ts';
import { until } from '../support/until.ts';
import { hasLiveKit } from './visit-world.ts';

/** The LiveKit that `npm start` runs beside itself. */
describe.skipIf(!hasLiveKit)('a LiveKit of our own', () => {
  let open: OwnLiveKit[] = [];
  afterEach(async () => {
    for (const one of open) await one.close();
    open = [];
  });
  const begin = (): OwnLiveKit => startOwnLiveKit({ program: findLiveKitProgram() ?? '', webhook: 'http://127.0.0.1:9/livekit/webhook', log: createLog('silent') });
  async function start(): Promise<OwnLiveKit> {
    const livekit = begin();
    open.push(livekit);
    await livekit.started;
    return livekit;
  }
  const runs = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('stands beside another, each with a key and ports of its own, on this machine alone', async () => {
    const both = [await start(), await start()].map((one) => one.at());
    expect(new Set(both.map((at) => at?.url)).size).toBe(2);
    expect(new Set(both.map((at) => at?.secret)).size).toBe(2);
    for (const at of both) expect(at?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('ends at whatever moment of its start it is closed', async () => {
    const atOnce = begin();
    await atOnce.close();
    expect([atOnce.pid, atOnce.at()]).toEqual([null, null]);
    const launched = begin();
    await until(() => launched.pid !== null);
    await launched.close();
    expect(runs(launched.pid ?? 0)).toBe(false);
  });

  it('is started again when it dies, is not there meanwhile, and ends with us', async () => {
    const livekit = await start();
    const first = livekit.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await until(() => livekit.at() === null);
    await until(() => livekit.at() !== null, 20_000);
    const second = livekit.pid ?? 0;
    expect([second === first, runs(first), runs(second)]).toEqual([false, false, true]);
    await livekit.close();
    expect([runs(second), livekit.at()]).toEqual([false, null]);
  });
});
