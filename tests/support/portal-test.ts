import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, type TestInfo } from '@playwright/test';
import { type PersonBrowser, startPersonBrowser } from './browser.ts';
import { createDemoRecord, type DemoRecord } from './demo-record.ts';
import { type PortalServer, type RecordKind, startPortalServer } from './portal-server.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** A phone as patients have it, a desk as staff do; see the look's base sizes. */
const sizes = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } } as const;

/** Somebody with a browser of their own and a line of their own to the clinic. */
export interface Person {
  readonly name: string;
  readonly browser: PersonBrowser;
  readonly line: TcpProxy;
}

/** One clinic's server and the people in front of their screens. All of it is gone after the test. */
export interface Portal {
  readonly server: PortalServer;
  person(name: string, at: keyof typeof sizes, colourScheme?: 'light' | 'dark'): Promise<Person>;
}

interface Options {
  /** `test.use({ record: 'postgres' })`. */
  readonly record: RecordKind;
  /** Words for `npm run import --` into the empty record, which so becomes a real one. Without any it is the demo. */
  readonly firstImport: readonly string[];
  /** Of everybody's Chromium: `test.use({ flags: fakeDeviceFlags })`. */
  readonly flags: readonly string[];
  /** A real LiveKit beside the server. */
  readonly livekit: boolean;
}

/** Browser tests of the whole: `test('…', async ({ portal }) => …)`. What a page complains about fails the test. */
export const test = base.extend<Options & { portal: Portal }, { cluster: () => Promise<PostgresServer>; demoRecord: DemoRecord }>({
  record: ['pglite', { option: true }],
  firstImport: [[], { option: true }],
  flags: [[], { option: true }],
  livekit: [false, { option: true }],

  // One cluster for the run, started by the first test that asks.
  cluster: [
    // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      let started: Promise<PostgresServer> | null = null;
      await use(() => (started ??= startPostgres()));
      const server = await (started as Promise<PostgresServer> | null);
      await server?.stop();
    },
    { scope: 'worker' },
  ],

  demoRecord: [
    // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const demo = createDemoRecord();
      await use(demo);
      demo.remove();
    },
    { scope: 'worker' },
  ],

  portal: async ({ record, firstImport, flags, livekit, cluster, demoRecord }, use, testInfo) => {
    const url = record === 'postgres' ? await (await cluster()).createDatabase() : null;
    const server = await startPortalServer(url, firstImport, url === null && firstImport.length === 0 ? demoRecord : null, livekit ? { LIVEKIT_URL: '' } : {});
    const people: Person[] = [];
    const portal: Portal = {
      server,
      async person(name, at, colourScheme = 'light') {
        const line = await startTcpProxy(server.process.port);
        const profile = join(server.directory, `profile-${name}`);
        const browser = await startPersonBrowser({ profile, size: sizes[at], colourScheme, origin: line.origin, flags });
        const person = { name, browser, line };
        people.push(person);
        return person;
      },
    };
    try {
      await use(portal);
    } finally {
      if (testInfo.status !== testInfo.expectedStatus) await keepEvidence(testInfo, server, people);
      for (const person of people) await person.browser.closeWindow();
      for (const person of people) await person.line.close();
      await server.close();
    }
    const complaints = people.flatMap(({ name, browser }) => browser.complaints.map((words) => `${name}: ${words}`));
    base.expect(complaints, 'errors in the consoles').toEqual([]);
  },
});

export { expect } from '@playwright/test';

/** What everybody saw last and what the server said, as files beside the failed test's output. */
async function keepEvidence(testInfo: TestInfo, server: PortalServer, people: readonly Person[]): Promise<void> {
  for (const { name, browser } of people) {
    for (const [index, page] of browser.context.pages().entries()) {
      await page.screenshot({ path: testInfo.outputPath(`${name}-${index}.png`), timeout: 5000 }).catch(() => undefined);
      const words = await page.locator('body').ariaSnapshot({ timeout: 5000 }).catch(String);
      const seen = `${page.url()}\n${words}\n\n${browser.complaints.join('\n')}\n`;
      writeFileSync(testInfo.outputPath(`${name}-${index}.txt`), seen);
      await testInfo.attach(`what ${name} saw`, { body: seen, contentType: 'text/plain' });
    }
  }
  writeFileSync(testInfo.outputPath('server.log'), server.process.log());
}
