import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { AccessToken } from 'livekit-server-sdk';
import { createPgliteTarget } from '../support/databases.ts';
import { chromiumLaunchOptions, fakeDeviceFlags } from '../support/chromium.ts';
import { admit, hasLiveKit, insertVisit, openVisitWorld, presentIn, type Person, type VisitWorld } from './visit-world.ts';

/** Sound and picture through the door, with LiveKit's own client: two people in two browsers, and somebody who came another way. */

interface Client {
  readonly Room: new () => {
    connect(url: string, token: string): Promise<void>;
    on(event: string, hear: (...told: unknown[]) => void): void;
    readonly state: string;
    readonly localParticipant: { setCameraEnabled(on: boolean): Promise<unknown>; setMicrophoneEnabled(on: boolean): Promise<unknown> };
    readonly remoteParticipants: Map<string, { readonly trackPublications: Map<string, { readonly track?: { readonly kind: string; attach(): HTMLElement; getRTCStatsReport(): Promise<RTCStatsReport | undefined> } }> }>;
  };
}
declare global {
  interface Window { LivekitClient: Client; room: InstanceType<Client['Room']>; gone: unknown[] }
}

const library = resolve(import.meta.dirname, '../../node_modules/livekit-client/dist/livekit-client.umd.js');

/** A page of the server itself, which a browser lets open sockets there, with nothing on it but the client. */
async function openPage(browser: Browser, url: string, person: Person | null): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true });
  if (person !== null) {
    const [name = '', value = ''] = person.cookie.split('=');
    // Chromium takes localhost for a safe place, but not from here unless it is called one.
    await context.addCookies([{ name, value, url: url.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Strict' }]);
  }
  const page = await context.newPage();
  await page.goto(`${url}/healthz`);
  await page.addScriptTag({ path: library });
  return page;
}

async function connect(page: Page, address: string, token: string): Promise<void> {
  await page.evaluate(async ([to, with_]) => {
    window.room = new window.LivekitClient.Room();
    window.gone = [];
    window.room.on('trackSubscribed', (track) => document.body.append((track as { attach(): HTMLElement }).attach()));
    window.room.on('disconnected', (reason) => void window.gone.push(reason));
    await window.room.connect(to, with_);
    await window.room.localParticipant.setMicrophoneEnabled(true);
    await window.room.localParticipant.setCameraEnabled(true);
  }, [address, token] as const);
}

/** What came from the other side so far. */
function heardAndSeen(page: Page): Promise<{ energy: number; frames: number }> {
  return page.evaluate(async () => {
    const sum = { energy: 0, frames: 0 };
    for (const person of window.room.remoteParticipants.values()) {
      for (const { track } of person.trackPublications.values()) {
        for (const one of (await track?.getRTCStatsReport())?.values() ?? []) {
          const stats = one as { type: string; totalAudioEnergy?: number; framesDecoded?: number };
          if (stats.type !== 'inbound-rtp') continue;
          sum.energy += stats.totalAudioEnergy ?? 0;
          sum.frames += stats.framesDecoded ?? 0;
        }
      }
    }
    return sum;
  });
}

async function expectMediaToGrow(page: Page): Promise<void> {
  const before = await heardAndSeen(page);
  await expect.poll(() => heardAndSeen(page).then(({ energy }) => energy), { timeout: 30_000 }).toBeGreaterThan(before.energy);
  await expect.poll(() => heardAndSeen(page).then(({ frames }) => frames), { timeout: 30_000 }).toBeGreaterThan(before.frames + 10);
}

test.describe('through the door', () => {
  test.skip(!hasLiveKit, 'No livekit-server: .ci/setup says how to get it.');
  let world: VisitWorld;
  let browser: Browser;
  let folder: string;
  test.beforeAll(async () => {
    const target = await createPgliteTarget();
    folder = target.dataDir;
    world = await openVisitWorld(target, {});
    browser = await chromium.launch(chromiumLaunchOptions(fakeDeviceFlags));
  });
  test.afterAll(async () => {
    await browser.close();
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('[C29] [C30] both see and hear each other, whoever comes another way is taken out, and the End ends it on both sides', async () => {
    const visit = await insertVisit(world.database);
    const [theirs, ours] = [await admit(world, visit, visit.patient), await admit(world, visit, visit.clinician)];
    const [patient, clinician] = [await openPage(browser, world.url, visit.patient), await openPage(browser, world.url, visit.clinician)];
    await connect(patient, `${world.url}/livekit`, theirs.token);
    await connect(clinician, `${world.url}/livekit`, ours.token);
    await expectMediaToGrow(patient);
    await expectMediaToGrow(clinician);
    // LiveKit has told of both by itself.
    const here = async () => (await world.database.query(sql`select 1 from consult_grant where consult_id = ${visit.consult} and here`)).length;
    await expect.poll(here).toBe(2);

    const token = new AccessToken(world.livekit.key, world.livekit.secret, { identity: 'intruder', ttl: '60s' });
    token.addGrant({ roomJoin: true, room: ours.room });
    const intruder = await openPage(browser, world.url, null);
    await connect(intruder, world.livekit.url, await token.toJwt()).catch(() => undefined);
    await expect.poll(() => intruder.evaluate(() => window.room.state), { timeout: 30_000 }).toBe('disconnected');
    await expect.poll(() => presentIn(world, ours.room)).toEqual([ours.identity, theirs.identity].toSorted());

    await world.database.transaction((tx) => world.app.live.endGrants(tx, visit.consult));
    // ROOM_DELETED: neither tries to come back.
    for (const page of [patient, clinician]) await expect.poll(() => page.evaluate(() => window.gone)).toEqual([5]);
    expect(world.log()).not.toContain(theirs.token.split('.')[2]);
  });
});
