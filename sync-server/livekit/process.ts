import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { LiveKit, LiveKitAt } from './livekit-at.ts';

/** What stands in its own log may hold tokens: it stays unread, but for why it did not start. */
const LOG_LEVEL = 'error';
const READY_WITHIN_MS = 20_000;
const LOOK_MS = 50;
/** After this, a program that does not end when told (one that has only just begun sometimes does not) is killed: it keeps nothing. */
const END_WITHIN_MS = 1000;
const AGAIN_MS = [200, 1000, 5000, 30_000];

export interface OwnLiveKit extends LiveKit {
  /** When it first answers, or has failed to. */
  readonly started: Promise<void>;
  /** Of the program as it runs now; null: not started yet. */
  readonly pid: number | null;
  close(): Promise<void>;
}

/**
 * A LiveKit on this machine alone, for `npm start` and for tests: signalling and media on loopback, on ports that are free
 * now, with a key of its own that nobody else learns. Started again when it dies; meanwhile `at()` says so.
 *
 * Not promised: that it ends with us where there is no setpriv (elsewhere than Linux) and we are killed, not stopped.
 *
 * @param webhook where it tells us who came and went
 */
export function startOwnLiveKit({ program, webhook, log }: { readonly program: string; readonly webhook: string; readonly log: Log }): OwnLiveKit {
  const [key, secret] = [`outpost-${randomBytes(6).toString('hex')}`, randomBytes(32).toString('base64url')];
  let at: LiveKitAt | null = null;
  let child: ChildProcess | null = null;
  const closing = new AbortController();

  async function runOnce(): Promise<{ readonly lived: boolean }> {
    const [port, udpPort] = [await freeTcpPort(), await freeUdpPort()];
    // Closed before it ran: there would be nobody left to end it.
    if (closing.signal.aborted) return { lived: false };
    const words: string[] = [];
    const running = launch(program, writeConfig({ port, udpPort, key, secret, webhook }));
    child = running;
    const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()).once('error', () => resolve()));
    running.stdout?.on('data', (data: Buffer) => {
      if (at === null && words.length < 20) words.push(data.toString());
    });
    const url = `http://127.0.0.1:${port}`;
    const ready = await Promise.race([whenReady(url, running), gone.then(() => false)]);
    if (ready && !closing.signal.aborted) {
      at = { url, key, secret };
      log.info({ url }, 'LiveKit is there');
    } else if (!closing.signal.aborted) {
      log.error({ why: words.join('').slice(0, 1000) }, 'LiveKit did not start');
      running.kill('SIGKILL');
    }
    told();
    await gone;
    at = null;
    return { lived: ready };
  }

  async function keepRunning(): Promise<void> {
    for (let failed = 0; !closing.signal.aborted;) {
      const { lived } = await runOnce();
      if (closing.signal.aborted) return;
      log.error('LiveKit ended; it is started again, and its rooms are made anew');
      failed = lived ? 0 : failed + 1;
      await sleep(AGAIN_MS[Math.min(failed, AGAIN_MS.length - 1)], null, { signal: closing.signal }).catch(() => undefined);
    }
  }

  let told = (): void => undefined;
  const started = new Promise<void>((resolve) => {
    told = resolve;
  });
  const ended = keepRunning().catch((error: unknown) => log.error({ err: error }, 'LiveKit is not looked after any more'));
  return {
    configured: true,
    at: () => at,
    started,
    get pid() { return child?.pid ?? null; },
    async close() {
      closing.abort();
      if (child?.exitCode === null && child.signalCode === null) await end(child);
      await ended;
    },
  };
}

/** The first signal waits until everybody has left; the second does not. */
async function end(child: ChildProcess): Promise<void> {
  const kill = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await sleep(LOOK_MS);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(kill);
}

/** YAML is strict there: one unknown key and it ends, with exit code 0. JSON is YAML. */
function writeConfig(given: { readonly port: number; readonly udpPort: number; readonly key: string; readonly secret: string; readonly webhook: string }): string {
  return JSON.stringify({
    port: given.port,
    bind_addresses: ['127.0.0.1'],
    // Exactly one: it signs refreshed tokens with "the first".
    keys: { [given.key]: given.secret },
    rtc: {
      // Without the 0 it listens for media on every address.
      tcp_port: 0, udp_port: given.udpPort, use_external_ip: false, node_ip: '127.0.0.1', enable_loopback_candidate: true, ips: { includes: ['127.0.0.1/32'] },
      stun_servers: ['127.0.0.1:3478'], congestion_control: { enabled: true, allow_pause: true },
    },
    room: { auto_create: false, empty_timeout: 86_400, departure_timeout: 86_400, max_participants: 4 },
    audio: { active_red_encoding: true },
    webhook: { api_key: given.key, urls: [given.webhook] },
    logging: { level: LOG_LEVEL },
  });
}

/** The configuration in its environment, not in its arguments, which everybody on the machine can read. */
function launch(program: string, config: string): ChildProcess {
  const tie = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : [];
  const [command, ...words] = [...tie, program];
  return spawn(command, words, { env: { PATH: process.env['PATH'] ?? '', LIVEKIT_CONFIG: config }, stdio: ['ignore', 'pipe', 'ignore'] });
}

async function whenReady(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const ready = await fetch(url, { signal: AbortSignal.timeout(2000) }).then((answer) => answer.ok, () => false);
    if (ready) return true;
    await sleep(LOOK_MS);
  }
  return false;
}

/** Free now; should another program be quicker, LiveKit does not start and is started again with others. */
async function freeTcpPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => void probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => void probe.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('No free port on loopback');
  return address.port;
}

async function freeUdpPort(): Promise<number> {
  const probe = createSocket('udp4');
  await new Promise<void>((resolve, reject) => void probe.once('error', reject).bind(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise<void>((resolve) => void probe.close(() => resolve()));
  return port;
}
