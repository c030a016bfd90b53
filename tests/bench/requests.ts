import { viewList } from '../../schema/sync.ts';
import { createLoadClient } from '../support/load-client.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { withBenchServer } from './bench-server.ts';
import { DEVICES, seedDevices, signWork, type BenchDevice } from './bench-work.ts';
import { measureLoop, type LoopFigures } from './measure-loop.ts';
import { measurePeers } from './peers.ts';
import { childrenWith, cpuSeconds } from './process-cpu.ts';
import { report } from './report.ts';

const seconds = Number(process.env['OUTPOST_BENCH_SECONDS'] ?? '10');
const times = { warmSeconds: Math.max(2, seconds / 3), seconds };
/** Signed before the clock runs; more than any server answers in that time. */
const PER_DEVICE = Math.ceil((times.warmSeconds + seconds) * 60);

/**
 * Requests answered durably (committed, judged, audited, in the views) by the real server on a real Postgres, beside
 * servers that only pass edits on; in one run, on one machine, which the load shares with them.
 */
export async function benchRequests(): Promise<void> {
  const ours = [await measureOurs('Outpost, nobody looking', false), await measureOurs('Outpost, every device\'s views kept', true)];
  const peers = await measurePeers(times);
  printFigures([...ours, ...peers]);
  judgeFigures(ours, peers);
}

/** DESIGN's row: answered durably, with nobody looking and with every device's views kept up to date. */
function judgeFigures(ours: readonly LoopFigures[], peers: readonly LoopFigures[]): void {
  for (const { name, perSecond, p99 } of ours) {
    report({ what: `${name}: requests/s`, figure: perSecond.toFixed(0), budget: '≥ 1,000/s', met: perSecond >= 1000 });
    report({ what: `${name}: p99`, figure: `${p99.toFixed(0)} ms`, budget: '≤ 100 ms', met: p99 <= 100 });
  }
  const [relaying] = peers;
  for (const { name, perSecond } of relaying ? ours : []) {
    const ratio = perSecond / (relaying?.perSecond ?? 1);
    report({ what: `${name}: ratio to ${relaying?.name ?? ''}`, figure: ratio.toFixed(2), budget: '≥ 0.25', met: ratio >= 0.25 });
  }
}

function measureOurs(name: string, withViews: boolean): Promise<LoopFigures> {
  return withBenchServer(async ({ server, database }) => {
    const devices = await seedDevices(database);
    await server.start();
    if (withViews) for (const device of devices) await fetchViews(server, device);
    return measure(name, server, devices);
  });
}

async function measure(name: string, server: ServerProcess, devices: readonly BenchDevice[]): Promise<LoopFigures> {
  const work = devices.map((device) => Array.from({ length: PER_DEVICE }, (_, i) => signWork(device, i)));
  const client = createLoadClient(server.url, DEVICES);
  const watched = [...childrenWith('main.ts'), ...childrenWith('postgres')];
  const done = devices.map(() => 0);
  try {
    return await measureLoop({
      ...times, name, devices: DEVICES, cpu: () => watched.reduce((sum, pid) => sum + cpuSeconds(pid), 0),
      async act(device) {
        const request = work[device]?.[done[device] ?? 0];
        const member = devices[device]?.member;
        if (!request || !member) throw new Error('More was answered than was signed: raise PER_DEVICE');
        done[device] = (done[device] ?? 0) + 1;
        return (await client.send(request, member.cookie)).fate === 'ok';
      },
    });
  } finally {
    client.close();
  }
}

/** As a device does at its first sync: from then on the server keeps these views up to date. */
async function fetchViews(server: ServerProcess, { member }: BenchDevice): Promise<void> {
  const get = async (path: string): Promise<unknown> => (await fetch(`${server.url}${path}`, { headers: { cookie: member.cookie } })).json();
  const list = viewList.parse(await get('/api/views'));
  for (const { name } of list.views) await get(`/api/views/${name}`);
}

function printFigures(figures: readonly LoopFigures[]): void {
  const row = (...cells: readonly string[]): string => `${(cells[0] ?? '').padEnd(38)}${cells.slice(1).map((cell) => cell.padStart(13)).join('')}\n`;
  process.stdout.write(`\n${DEVICES} devices, each asks again once it is answered; ${seconds} s\n`);
  process.stdout.write(row('', 'per second', 'p50 ms', 'p99 ms', 'CPU s/1,000', 'failed'));
  for (const { name, perSecond, p50, p99, cpuPer1000, failed } of figures) {
    process.stdout.write(row(name, perSecond.toFixed(0), p50.toFixed(1), p99.toFixed(1), cpuPer1000.toFixed(2), String(failed)));
  }
}
