import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, closeSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from './free-port.ts';

const root = resolve(import.meta.dirname, '../..');
/** Tests start hundreds of servers of one text: what Node made of it once is kept. */
const compileCache = resolve(root, '.build/compile-cache');
const STARTS_WITHIN_MS = 60_000;

export interface ServerOptions {
  /** Kept over restarts: DATA_DIR, DATABASE_URL, OUTPOST_ORIGIN … No LiveKit is started unless LIVEKIT_URL is '' here. */
  readonly env: Readonly<Record<string, string>>;
  /** Where standard output and error of every start are collected. */
  readonly logFile: string;
}

/** The real server as its own process, on one port and one record for as long as the test runs; it may die and come back. */
export interface ServerProcess {
  readonly port: number;
  /** Straight to it, past any proxy. */
  readonly url: string;
  readonly running: boolean;
  /** Resolves when /healthz answers. */
  start(): Promise<void>;
  /** With an OUTPOST_FAULT at which it kills itself. False: it has met the fault before it was well. */
  startArmed(fault: string): Promise<boolean>;
  /** kill -9 now; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Resolves when the process is gone by itself, with how it ended. */
  ended(withinMs: number): Promise<NodeJS.Signals | number>;
  /** As a person stops it (SIGTERM), to the end of its own shutdown. */
  stop(): Promise<void>;
  log(): string;
}

/** Nothing runs until `start`. */
export async function createServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let gone: Promise<NodeJS.Signals | number> = Promise.resolve(0);
  const isRunning = (): boolean => child !== null && child.exitCode === null && child.signalCode === null;

  const readLog = (): string => readFileSync(options.logFile, 'utf8');

  async function begin(fault?: string): Promise<boolean> {
    if (isRunning()) throw new Error('The server runs already');
    child = launch(options, port, fault);
    gone = whenGone(child);
    return waitUntilWell(url, isRunning, readLog);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (isRunning()) child?.kill(signal);
    await gone;
  }

  return {
    port,
    url,
    get running() {
      return isRunning();
    },
    async start() {
      if (!(await begin())) throw new Error(`The server did not start:\n${readLog()}`);
    },
    startArmed: (fault) => begin(fault),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async ended(withinMs) {
      const late = sleep(withinMs, null, { ref: false });
      const how = await Promise.race([gone, late]);
      if (how === null) throw new Error(`The server still runs after ${withinMs} ms`);
      return how;
    },
    log: readLog,
  };
}

function launch(options: ServerOptions, port: number, fault: string | undefined): ChildProcess {
  // setpriv: should the test run be killed, Linux ends the server with it.
  const tie = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : [];
  const [command, ...words] = [...tie, process.execPath, 'sync-server/main.ts'];
  const log = openSync(options.logFile, 'a');
  try {
    return spawn(command ?? process.execPath, words, {
      cwd: root,
      env: { ...inherited(), NODE_COMPILE_CACHE: compileCache, LIVEKIT_URL: 'off', ...options.env, PORT: String(port), HOST: '127.0.0.1', ...(fault === undefined ? {} : { OUTPOST_FAULT: fault }) },
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

/** What a process needs of ours; nothing that would configure Outpost by accident. */
export function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

function whenGone(child: ChildProcess): Promise<NodeJS.Signals | number> {
  return new Promise((resolveGone) => {
    child.once('exit', (code, signal) => resolveGone(signal ?? code ?? 0));
    child.once('error', () => resolveGone(1));
  });
}

/** False: it is gone. */
async function waitUntilWell(url: string, isRunning: () => boolean, log: () => string): Promise<boolean> {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    const well = await fetch(`${url}/healthz`).then((answer) => answer.ok, () => false);
    if (well) return true;
    if (!isRunning()) return false;
    if (Date.now() > deadline) throw new Error(`The server is not well after ${STARTS_WITHIN_MS} ms:\n${log()}`);
    await sleep(50);
  }
}
