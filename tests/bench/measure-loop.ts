/** What a closed loop of devices came to: each asks again once it was answered. */
export interface LoopFigures {
  readonly name: string;
  readonly perSecond: number;
  /** Ms from asking to being answered. */
  readonly p50: number;
  readonly p99: number;
  /** Of the servers alone, their databases included. */
  readonly cpuPer1000: number;
  readonly failed: number;
}

export interface Loop {
  readonly name: string;
  readonly devices: number;
  /** One act of a device; false when it failed. */
  readonly act: (device: number) => Promise<boolean>;
  readonly cpu: () => number;
  readonly warmSeconds: number;
  readonly seconds: number;
}

export async function measureLoop({ name, devices, act, cpu, warmSeconds, seconds }: Loop): Promise<LoopFigures> {
  const from = performance.now() + warmSeconds * 1000;
  const to = from + seconds * 1000;
  const took: number[] = [];
  let failed = 0;
  let cpuFrom = 0;
  const opening = new Promise<void>((resolve) => setTimeout(() => {
    cpuFrom = cpu();
    resolve();
  }, warmSeconds * 1000));
  await Promise.all(Array.from({ length: devices }, async (_, device) => {
    for (;;) {
      const begun = performance.now();
      if (begun >= to) return;
      const well = await act(device);
      const ended = performance.now();
      if (begun < from || ended > to) continue;
      if (well) took.push(ended - begun);
      else failed += 1;
    }
  }));
  await opening;
  const used = cpu() - cpuFrom;
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { name, perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99), cpuPer1000: took.length > 0 ? (used / took.length) * 1000 : 0, failed };
}
