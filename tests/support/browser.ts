import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from './chromium.ts';

/** Nothing a person presses may take longer to be there, on a busy machine either. */
const ACT_WITHIN_MS = 20_000;

export interface PersonOptions {
  /** The profile: all that outlives the browser. */
  readonly profile: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly colourScheme?: 'light' | 'dark';
  readonly origin: string;
  /** Further flags of Chromium. */
  readonly flags?: readonly string[];
}

/** One person's browser with a profile on disk, and one page in it. It can be killed hard and started again. */
export interface PersonBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** SIGKILL to the browser's whole process group; resolves when all of it is gone. */
  killHard(): Promise<void>;
  /** As when a person closes the window: the browser writes down what it still holds. */
  closeWindow(): Promise<void>;
  /** Between a kill and the next start: as Chromium itself does with a database whose log it takes for damaged. */
  clearDatabases(): void;
  /** Starts it again on the same profile. */
  startAgain(): Promise<Page>;
  /** Messages of the console and the content security policy that nobody expected; see `watchPage`. */
  readonly complaints: readonly string[];
}

/** @returns a browser that runs, its page still blank */
export async function startPersonBrowser(options: PersonOptions): Promise<PersonBrowser> {
  const complaints: string[] = [];
  let context = await launch(options, complaints);
  let page = await firstPage(context);
  return {
    get context() {
      return context;
    },
    get page() {
      return page;
    },
    complaints,
    async killHard() {
      const group = findGroup(options.profile);
      const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
      process.kill(-group, 'SIGKILL');
      await closed;
      while (groupLives(group)) await sleep(10);
    },
    closeWindow: () => context.close(),
    clearDatabases: () => rmSync(join(options.profile, 'Default', 'IndexedDB'), { recursive: true }),
    async startAgain() {
      context = await launch(options, complaints);
      page = await firstPage(context);
      return page;
    },
  };
}

async function launch(options: PersonOptions, complaints: string[]): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(options.profile, {
    ...chromiumLaunchOptions(options.flags),
    viewport: options.size,
    colorScheme: options.colourScheme ?? 'light',
    baseURL: options.origin,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    serviceWorkers: 'allow',
  });
  context.setDefaultTimeout(ACT_WITHIN_MS);
  await watchContext(context, complaints);
  return context;
}

async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? context.newPage();
}

/** What a page must never say: an error nobody caught, or that it tried what its own policy forbids. */
async function watchContext(context: BrowserContext, complaints: string[]): Promise<void> {
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  context.on('weberror', (error) => complaints.push(`${error.page()?.url() ?? ''} ${String(error.error())}`));
  context.on('console', (message) => {
    if (message.type() === 'error' && !isNetworkTalk(message.text())) complaints.push(`${message.location().url} ${message.text()}`);
  });
}

/** Chromium itself notes every request that failed or was refused, that of a worker's script too; the line is cut and doors stay shut on purpose here. */
function isNetworkTalk(text: string): boolean {
  return /^Failed to load resource: |^WebSocket connection to .* failed|^An unknown error occurred when fetching the script\.$/.test(text);
}

/** The browser's own process is the one that leads the group; its helpers carry `--type=`. */
function findGroup(profile: string): number {
  const own = listProcesses().find(({ pid, group, args }) => pid === group && `${args} `.includes(`--user-data-dir=${profile} `) && !args.includes(' --type='));
  if (own === undefined) throw new Error(`No browser leads a process group on ${profile}`);
  return own.group;
}

/** Zombies that nobody has collected yet are dead enough: they hold no file. */
function groupLives(group: number): boolean {
  return listProcesses().some((process) => process.group === group && !process.state.startsWith('Z'));
}

interface RunningProcess {
  readonly pid: number;
  readonly group: number;
  readonly state: string;
  readonly args: string;
}

function listProcesses(): RunningProcess[] {
  const lines = execFileSync('ps', ['-axww', '-o', 'pid=,pgid=,stat=,args='], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, group, state = '', args = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), group: Number(group), state, args }];
  });
}
