import * as fc from 'fast-check';
import { stampOf, type Register } from '../../schema/merge.ts';

/** One write of a device: when, and whose value it was looking at. */
export interface Write {
  readonly id: string;
  readonly value: string;
  /** The device's clock, ms. */
  readonly deviceTime: number;
  readonly saw: number;
  /** Whose write it had seen; null: the initial value. */
  readonly sawId: string | null;
}
export interface HistoryDevice {
  /** Server clock minus device clock when it delivers, ms. */
  readonly offset: number;
  readonly writes: readonly Write[];
}

export const RECEIVED = 1_800_000_000_000;
const DAY = 86_400_000;

interface Options { readonly writes: number; readonly values?: readonly string[] }

/**
 * What 2 to 6 devices wrote to one register while they were apart: each write made after looking at some earlier write,
 * or at none. Their clocks are off by up to two days and were set by up to a day before they delivered, so that the
 * corrected times are wrong too; all of it is received later.
 */
export function history({ writes, values = ['urgent', 'today', 'routine'] }: Options): fc.Arbitrary<HistoryDevice[]> {
  const clock = fc.record({ off: fc.integer({ min: -2 * DAY, max: 2 * DAY }), set: fc.integer({ min: -DAY, max: DAY }) });
  const write = fc.record({ device: fc.nat(), value: fc.constantFrom(...values), looks: fc.option(fc.nat(), { freq: 2 }) });
  return fc.tuple(fc.array(clock, { minLength: 2, maxLength: 6 }), fc.array(write, { minLength: Math.ceil(writes / 2), maxLength: writes }))
    .map(([clocks, plan]) => {
      const made: { readonly id: string; readonly stamp: number }[] = [];
      const devices = clocks.map(({ off, set }) => ({ off, offset: -(off + set), writes: [] as Write[] }));
      plan.forEach((step, index) => {
        const device = devices[step.device % devices.length];
        if (!device) return;
        const seen = step.looks === null ? undefined : made[step.looks % Math.max(1, made.length)];
        const id = String(index).padStart(22, '0');
        const deviceTime = RECEIVED - 10 * DAY + index * 1000 + device.off;
        const saw = seen?.stamp ?? 0;
        device.writes.push({ id, value: step.value, deviceTime, saw, sawId: seen?.id ?? null });
        made.push({ id, stamp: stampOf(deviceTime, device.offset, RECEIVED, saw) });
      });
      return devices;
    });
}

export const writesOf = (devices: readonly HistoryDevice[]): Write[] => devices.flatMap(({ writes }) => writes);

/** The registers as a server makes them at receipt. `named`: the request ids they got. */
export function registersOf(devices: readonly HistoryDevice[], named: (id: string) => string = (id) => id): Register<string>[] {
  return devices.flatMap(({ offset, writes }) => writes.map((write) => ({
    value: write.value, stamp: stampOf(write.deviceTime, offset, RECEIVED, write.saw), saw: write.saw, by: named(write.id), who: '', at: RECEIVED,
  })));
}
