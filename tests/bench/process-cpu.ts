import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

interface Stat { readonly parent: number; readonly seconds: number }

/** User and system time of a process and of everything below it, seconds, from /proc. 0 where there is no /proc. */
export function cpuSeconds(pid: number): number {
  const stats = new Map(listProcesses().map((one) => [one, readStat(one)] as const));
  const below = (id: number): boolean => {
    for (let at: number | undefined = id; at !== undefined && at > 1; at = stats.get(at)?.parent) if (at === pid) return true;
    return false;
  };
  let total = 0;
  for (const [id, stat] of stats) if (stat && below(id)) total += stat.seconds;
  return total;
}

/** Processes that this one started and whose command line has `word` in it. */
export function childrenWith(word: string): number[] {
  return listProcesses().filter((pid) => readStat(pid)?.parent === process.pid && commandOf(pid).includes(word));
}

function listProcesses(): number[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  } catch {
    return [];
  }
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; what follows it is numbers from the third field on.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
    const [user = 0, system = 0, waitedUser = 0, waitedSystem = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, seconds: (user + system + waitedUser + waitedSystem) / TICKS_PER_SECOND };
  } catch {
    // It ended while we looked.
    return undefined;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
