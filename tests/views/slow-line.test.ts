import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openSlowLine } from '../bench/slow-line.ts';
import { shows } from './device.ts';
import { useDeviceWorld } from './device-world.ts';
import { openDevice } from './device.ts';
import { until } from './raw-socket.ts';
import { first } from './small-record.ts';

/** The slowest line anything is promised for: 20 kbit/s and 800 ms, one line for all connections. */
const SLOWEST = { bitsPerSecond: 20_000, roundTripMs: 800 };

describe('At 20 kbit/s', () => {
  const world = useDeviceWorld();

  it('[V8] a first sync comes to its end and the socket stays: nothing is given up, nothing asked for again', async () => {
    // Words that cannot be packed: 28 KB, eleven seconds of that line and more than the server is silent for on the socket.
    for (let i = 0; i < 8; i += 1) await world.speak(randomBytes(2600).toString('base64'));
    const line = await openSlowLine(world.server.url, SLOWEST.bitsPerSecond, SLOWEST.roundTripMs);
    const device = openDevice(line.url, first(world.record));
    try {
      const open = device.views.open(world.view());
      await until(() => open.freshness().kind === 'live' && device.views.through(), 90_000);
      expect(device.contacts.filter(({ kind }) => kind !== 'answered')).toEqual([]);
      // Each byte once, with what says which and how.
      expect(line.carried.down).toBeLessThan(1.4 * 28 * 1024);
      const asked = device.asked.length;
      await world.speak('and this one live');
      await shows(open, 'and this one live');
      expect(open.freshness()).toEqual({ kind: 'live' });
      expect(device.asked.length - asked).toBeLessThanOrEqual(2);
    } finally {
      await device.close();
      await line.close();
    }
  }, 120_000);
});
