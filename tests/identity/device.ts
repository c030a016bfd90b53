import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Dexie } from 'dexie';
import { createRoot } from 'solid-js';
import { createDeviceAccounts } from '../../client/shared/session/device-accounts.ts';
import { createSession, type SessionCore } from '../../client/shared/session/create-session.ts';
import { finishSignIn } from '../../client/shared/session/finish-sign-in.ts';
import { createIdentityApi, type IdentityApi } from '../../client/shared/session/identity-api.ts';
import type { LockClocks } from '../../client/shared/session/lock-clock.ts';
import { createSignInFlow, type SignInFlow } from '../../client/shared/session/sign-in-flow.ts';
import { Browser, type World } from './world.ts';

/** What a browser has and Node has not, shared by the tabs of one device. */
export class Device {
  readonly clocks: { wall: number; steady: number };
  readonly browser: Browser;
  /** False: the line is cut, nobody answers. */
  online = true;
  /** True: what is asked is not answered, nor refused. */
  silent = false;
  readonly #world: World;
  readonly #disposals: (() => void)[] = [];
  readonly #storage = new Map<string, string>();
  readonly #listeners = new Set<(event: { key: string | null }) => void>();

  constructor(world: World) {
    this.#world = world;
    this.browser = new Browser(world);
    this.clocks = { wall: Date.UTC(2026, 10, 21, 9), steady: 0 };
    Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
    Object.assign(globalThis, {
      localStorage: {
        getItem: (key: string) => this.#storage.get(key) ?? null,
        setItem: (key: string, value: string) => this.#write(key, value),
        removeItem: (key: string) => this.#write(key, null),
      },
      location: { origin: 'http://localhost:8080' },
      addEventListener: (_kind: string, listen: (event: { key: string | null }) => void) => void this.#listeners.add(listen),
      removeEventListener: (_kind: string, listen: (event: { key: string | null }) => void) => void this.#listeners.delete(listen),
    });
  }

  /** Tabs hear of what changed; in a browser not of what they wrote themselves, here of that too: it has to change nothing. */
  #write(key: string, value: string | null): void {
    if ((this.#storage.get(key) ?? null) === value) return;
    if (value === null) this.#storage.delete(key);
    else this.#storage.set(key, value);
    for (const listen of this.#listeners) queueMicrotask(() => listen({ key }));
  }

  /** The browser is killed: what it had not written down of localStorage is gone. */
  forget(): void {
    this.#storage.clear();
  }

  get remembered(): string {
    return JSON.stringify([...this.#storage]);
  }

  /** Time passes for both clocks and at the clinic. */
  pass(ms: number): void {
    this.clocks.wall += ms;
    this.clocks.steady += ms;
    this.#world.clock.now += ms;
  }

  get api(): IdentityApi {
    return createIdentityApi({
      fetch: async (path, init) => {
        if (!this.online) throw new TypeError('Failed to fetch');
        if (this.silent) return new Promise<Response>(() => undefined);
        const url = typeof path === 'string' ? path.replace('/api/identity', '') : '';
        return this.browser.fetch(url, init);
      },
    });
  }

  /** A tab of the patient's or staff's app; `reload` is another one after `close`. */
  async openTab(app: 'patient' | 'staff' = 'patient', place = ''): Promise<Tab> {
    const clocks: LockClocks = { wall: () => this.clocks.wall, steady: () => this.clocks.steady };
    const tab = createRoot((dispose): Tab => {
      this.#disposals.push(dispose);
      const session = createSession({ app, place: () => place, api: this.api, clocks, accounts: () => Promise.resolve(createDeviceAccounts()), idle: () => Promise.resolve() });
      const flow = createSignInFlow({ app, api: this.api, session, steady: clocks.steady, finish: finishSignIn });
      return { session, flow, close: dispose };
    });
    await settle(() => tab.session.phase() !== 'starting');
    return tab;
  }

  close(): void {
    for (const dispose of this.#disposals) dispose();
  }
}

export interface Tab { readonly session: SessionCore; readonly flow: SignInFlow; close(): void }

/** Waits for what happens by itself; real time, a few milliseconds. */
export async function settle(done: () => boolean): Promise<void> {
  const until = performance.now() + 5000;
  while (!done()) {
    if (performance.now() > until) throw new Error('It never came to that');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
