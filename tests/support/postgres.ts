import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findFreePort } from './free-port.ts';

/** Set by the test run's global setup to the URL of its cluster. */
export const testServerVariable = 'OUTPOST_TEST_POSTGRES';

/** A real Postgres of its own: durable as a clinic's must be, thrown away with `stop`. */
export interface PostgresServer {
  /** The maintenance database; tests use `createDatabase`. */
  readonly url: string;
  /** A fresh empty database. */
  createDatabase(): Promise<string>;
  /** As `pg_ctl restart -m immediate`: every connection dies, the write-ahead log is replayed. Same URLs afterwards. */
  restartImmediate(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a cluster in a temporary directory, on loopback and a free port, as user `postgres` when we are root (it
 * refuses root). Works in Vitest, Playwright and plain scripts. If the caller is killed, Linux ends the server with it.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : null;
  const home = mkdtempSync(join(tmpdir(), 'outpost-postgres-'));
  if (owner) chownSync(home, owner.uid, owner.gid);
  const data = join(home, 'data');
  const bin = findBinaries();
  const initdb = ['-D', data, '-U', 'outpost', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(join(bin, 'initdb'), initdb, { ...owner, cwd: home, stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await findFreePort();
  await appendFile(join(data, 'postgresql.conf'), configuration(port));

  const log = join(home, 'log');
  const launch = () => launchServer(join(bin, 'postgres'), data, home, log, owner);
  const url = `postgres://outpost@127.0.0.1:${port}/postgres`;
  let child = launch();
  await waitUntilReady(url, child, log);

  return {
    url,
    createDatabase: () => createDatabaseOn(url),
    async restartImmediate() {
      await end(child, 'SIGQUIT');
      child = launch();
      await waitUntilReady(url, child, log);
    },
    async stop() {
      await end(child, 'SIGQUIT');
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A fresh empty database on the cluster whose maintenance database is `url`. */
export async function createDatabaseOn(url: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.href;
}

function configuration(port: number): string {
  return [
    '',
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    "unix_socket_directories = ''",
    'max_connections = 200',
    'fsync = on',
    'synchronous_commit = on',
    'shared_buffers = 128MB',
    "timezone = 'UTC'",
    '',
  ].join('\n');
}

type Owner = { readonly uid: number; readonly gid: number } | null;

function launchServer(postgres: string, data: string, cwd: string, log: string, owner: Owner): ChildProcess {
  // Through sh, so that the log is opened by the owner; setpriv ties the server's life to ours (SIGQUIT: immediate).
  const tie = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'QUIT'] : [];
  const words = [...tie, postgres, '-D', data];
  return spawn('/bin/sh', ['-c', 'log=$1; shift; exec "$@" >>"$log" 2>&1', 'sh', log, ...words], { ...owner, cwd, stdio: 'ignore' });
}

async function waitUntilReady(url: string, child: ChildProcess, log: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`Postgres did not start:\n${await readFile(log, 'utf8').catch(() => '(no log)')}`, { cause });
      }
      await sleep(50);
    }
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await exited;
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

/** Debian keeps the server's programs out of PATH, one folder per major version; the newest wins. */
function findBinaries(): string {
  const debian = '/usr/lib/postgresql';
  const majors = existsSync(debian) ? readdirSync(debian).map(Number).filter(Number.isFinite).sort((a, b) => b - a) : [];
  const folders = [...majors.map((major) => join(debian, String(major), 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
  if (found === undefined) throw new Error('No Postgres server programs (initdb, postgres). Run .ci/setup, which installs or names them.');
  return found;
}
