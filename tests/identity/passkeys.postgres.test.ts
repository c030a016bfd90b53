import { sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { passkeyCreation, passkeyRequest, type PasskeyCreation, type PasskeyRequest } from '../../schema/passkeys.ts';
import { forgetAuthenticator } from '../../sync-server/identity/accounts.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { SoftwareAuthenticator, type Twist } from '../support/software-authenticator.ts';
import { Browser, makeDeviceKey, MINUTE, SECOND, signedIn, World, type Answer, type Clinic, type Colleague } from './world.ts';

const ORIGIN = 'http://localhost:8080';
const app = 'staff';

describeEachDatabase('passkeys of staff', (createTarget) => {
  let world: World;
  let clinic: Clinic;
  let grace: Colleague;
  let browser: Browser;
  let key: SoftwareAuthenticator;
  let secret: string;
  beforeAll(async () => {
    world = await World.open(await createTarget());
    clinic = await world.addClinic();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    grace = await world.addStaff(clinic);
    browser = new Browser(world);
    key = new SoftwareAuthenticator(ORIGIN);
    world.clock.now += 10 * MINUTE;
  });

  const totp = (): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.clock.now });
  const askTo = async (path: string, body: object = { app }, from = browser): Promise<PasskeyRequest> => passkeyRequest.parse((await from.ask(path, body)).body);
  const askToMake = async (path: string, body: object = { app }, from = browser): Promise<PasskeyCreation> => passkeyCreation.parse((await from.ask(path, body)).body);
  const auditOf = (account: string) => world.database.query<{ action: string; detail: unknown }>(sql`
    select action, detail from audit where account_id = ${account} and action like 'passkey%' order by id`);

  /** In with an authenticator, as everybody is until a passkey is added. */
  async function signIn(): Promise<void> {
    const started = await browser.startStaff(grace);
    if (started.body.step === 'enrol') secret = started.body.key.replaceAll(' ', '');
    await browser.ask(started.body.step === 'enrol' ? '/sign-in/enrol' : '/sign-in/totp', { app, code: totp() });
    signedIn(await browser.registerDevice(app, await makeDeviceKey()));
  }
  async function add(name = 'My phone', made = key): Promise<Answer> {
    return browser.ask('/passkeys', { app, name, made: made.make(await askToMake('/passkeys/options', { app, password: grace.password })) });
  }
  /** Password given, the second factor still to come. */
  async function stepTwo(): Promise<Browser> {
    world.clock.now += MINUTE;
    const other = new Browser(world);
    await other.startStaff(grace);
    return other;
  }
  const show = async (from: Browser, twist: Twist = {}, by = key): Promise<Answer> =>
    from.ask('/sign-in/passkey', { app, shown: by.show(await askTo('/sign-in/passkey/options', { app }, from), twist) });

  it('[C79] is added under a name after the password, and stands for the authenticator\'s code from then on', async () => {
    await signIn();
    expect((await browser.ask('/passkeys/options', { app, password: 'Wrong1234' })).body).toMatchObject({ code: 'unlock.noMatch' });
    const options = await askToMake('/passkeys/options', { app, password: grace.password });
    expect(options).toMatchObject({ rp: { id: 'localhost' }, user: { name: grace.username }, authenticatorSelection: { userVerification: 'required' } });
    expect((await browser.ask('/passkeys', { app, name: '  ', made: key.make(options) })).body.code).toBe('passkey.name');
    const added = await browser.ask('/passkeys', { app, name: ' My phone ', made: key.make(options) });
    expect(added).toMatchObject({ status: 200, body: { passkeys: [{ credential: key.id, rpId: 'localhost', publicKey: { kty: 'EC', crv: 'P-256' } }] } });

    const other = await stepTwo();
    expect((await other.ask('/sign-in?app=staff')).body).toEqual({ step: 'totp', authenticator: true, passkey: true });
    expect((await show(other)).body).toMatchObject({ step: 'device', name: 'Grace Wanjiru' });
    const session = signedIn(await other.registerDevice(app, await makeDeviceKey()));
    expect(session.passkeys).toMatchObject([{ credential: key.id }]);
    expect((await world.database.query(sql`select name, last_used_at from passkey where account_id = ${grace.account}`))).toEqual([{ name: 'My phone', last_used_at: world.clock.now }]);
    expect((await auditOf(grace.account)).map(({ action }) => action)).toEqual(['passkey.added']);
    const again = await browser.ask('/passkeys', { app, name: 'Twice', made: key.make(await askToMake('/passkeys/options', { app, password: grace.password })) });
    expect(again.body.code).toBe('passkey.known');
  });

  it('[C79] an RSA one, as some computers make, does as well', async () => {
    await signIn();
    key = new SoftwareAuthenticator(ORIGIN, { kind: 'RSA', counter: null });
    expect((await add()).body).toMatchObject({ passkeys: [{ publicKey: { kty: 'RSA' } }] });
    expect((await show(await stepTwo())).body.step).toBe('device');
    expect((await show(await stepTwo())).body.step).toBe('device');
  });

  it('[C79] at the first sign-in one is enrolled instead of an authenticator, and the sign-in goes on', async () => {
    const started = await browser.startStaff(grace);
    expect(started.body.step).toBe('enrol');
    const options = await askToMake('/sign-in/passkey/enrol-options');
    expect((await browser.ask('/sign-in/passkey/enrol', { app, name: 'Work laptop', made: key.make(options) })).body.step).toBe('device');
    signedIn(await browser.registerDevice(app, await makeDeviceKey()));
    const other = await stepTwo();
    expect((await other.ask('/sign-in?app=staff')).body).toEqual({ step: 'totp', authenticator: false, passkey: true });
    expect((await show(other)).body.step).toBe('device');
  });

  it('[C79] a one-time password is changed after the passkey, too', async () => {
    const { password } = await world.issueOneTimePassword(grace.account);
    await browser.startStaff({ ...grace, password });
    const made = key.make(await askToMake('/sign-in/passkey/enrol-options'));
    expect((await browser.ask('/sign-in/passkey/enrol', { app, name: 'Phone', made })).body).toEqual({ step: 'password', reason: 'once', rule: 'mixed' });
  });

  it('[C79] of two first sign-ins one enrols, whichever way', async () => {
    const [one, two, three] = [new Browser(world), new Browser(world), new Browser(world)];
    for (const each of [one, two]) await each.startStaff(grace);
    const third = (await three.startStaff(grace)).body;
    secret = third.step === 'enrol' ? third.key.replaceAll(' ', '') : '';
    const makings = await Promise.all([one, two].map(async (each) => ({ each, made: new SoftwareAuthenticator(ORIGIN).make(await askToMake('/sign-in/passkey/enrol-options', { app }, each)) })));
    const answers = await Promise.all([
      ...makings.map(({ each, made }) => each.ask('/sign-in/passkey/enrol', { app, name: 'P', made })), three.ask('/sign-in/enrol', { app, code: totp() }),
    ]);
    expect(answers.map(({ body }) => body.step ?? body.code).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(['device', 'signIn.over', 'signIn.over']);
  });

  it('[C79] never asks for a passkey before the password, nor without this sign-in\'s cookie', async () => {
    await signIn();
    await add();
    const stranger = new Browser(world);
    expect((await stranger.ask('/sign-in/passkey/options', { app })).body.code).toBe('signIn.over');
    await stranger.startStaff({ ...grace, password: 'Wrong1234' });
    expect((await stranger.ask('/sign-in/passkey/options', { app })).body.code).toBe('signIn.over');
  });

  const hostile: readonly (readonly [string, Twist])[] = [
    ['another origin', { origin: 'https://riverside.example.net' }], ['another port', { origin: 'http://localhost:9090' }],
    ['another relying party', { rpId: 'riverside.example.net' }], ['nobody recognised by their device', { verified: false }],
    ['nobody there', { present: false, verified: false }], ['an answer to something else', { type: 'webauthn.create' }],
  ];
  it('[C79] refuses one shown to another origin or party, without its person recognised, or of another kind', async () => {
    await signIn();
    await add();
    for (const [name, twist] of hostile) {
      const answer = await show(await stepTwo(), twist);
      expect([name, answer.status, answer.body.code]).toEqual([name, 403, 'passkey.refused']);
    }
    expect((await auditOf(grace.account)).filter(({ action }) => action === 'passkey.refused')).toHaveLength(hostile.length);
  });

  it('[C79] refuses to keep one that was made for another origin or party, or without its person recognised', async () => {
    await signIn();
    for (const [name, twist] of hostile.filter(([, { type }]) => type === undefined)) {
      const made = key.make(await askToMake('/passkeys/options', { app, password: grace.password }), twist);
      expect([name, (await browser.ask('/passkeys', { app, name: 'x', made })).body.code]).toEqual([name, 'passkey.refused']);
    }
    expect(await world.database.query(sql`select id from passkey where account_id = ${grace.account}`)).toEqual([]);
  });

  it('[C79] refuses a replay, a challenge of one\'s own, of another sign-in, of another purpose, and one that is too old', async () => {
    await signIn();
    await add();
    const first = await stepTwo();
    const shown = key.show(await askTo('/sign-in/passkey/options', { app }, first));
    expect((await first.ask('/sign-in/passkey', { app, shown })).body.step).toBe('device');
    const second = await stepTwo();
    expect((await second.ask('/sign-in/passkey', { app, shown })).body.code).toBe('passkey.stale');
    expect((await show(second, { challenge: Buffer.from('a challenge of my own').toString('base64url') })).body.code).toBe('passkey.stale');
    const elsewhere = await askTo('/sign-in/passkey/options', { app }, await stepTwo());
    expect((await second.ask('/sign-in/passkey', { app, shown: key.show(elsewhere) })).body.code).toBe('passkey.stale');
    const unlock = await askTo('/unlock/passkey/options');
    expect((await second.ask('/sign-in/passkey', { app, shown: key.show(unlock) })).body.code).toBe('passkey.stale');
    const third = await stepTwo();
    const old = key.show(await askTo('/sign-in/passkey/options', { app }, third));
    world.clock.now += 5 * MINUTE + SECOND;
    expect((await third.ask('/sign-in/passkey', { app, shown: old })).body.code).toBe('passkey.stale');
    expect((await third.ask('/sign-in/passkey', { app, shown: { ...old, response: { ...old.response, clientDataJSON: 'AAAA' } } })).body.code).toBe('passkey.stale');
  });

  it('[C79] a wrong one uses its challenge up, and five end the sign-in', async () => {
    await signIn();
    await add();
    const other = await stepTwo();
    const options = await askTo('/sign-in/passkey/options', { app }, other);
    expect((await other.ask('/sign-in/passkey', { app, shown: key.show(options, { verified: false }) })).body.code).toBe('passkey.refused');
    expect((await other.ask('/sign-in/passkey', { app, shown: key.show(options) })).body.code).toBe('passkey.stale');
    for (let n = 0; n < 3; n += 1) await show(other, { verified: false });
    expect((await other.ask('/sign-in/passkey/options', { app })).body.code).toBe('signIn.over');
  });

  it('[C79] refuses an unknown passkey and another person\'s alike, and a signature by another key', async () => {
    await signIn();
    await add();
    const amina = { ...grace };
    const aminasKey = key;
    grace = await world.addStaff(clinic);
    key = new SoftwareAuthenticator(ORIGIN);
    browser = new Browser(world);
    await signIn();
    await add();
    const unknown = await show(await stepTwo(), {}, new SoftwareAuthenticator(ORIGIN));
    const hers = await show(await stepTwo(), {}, aminasKey);
    expect([unknown.status, unknown.body]).toEqual([403, hers.body]);
    expect(hers.body.code).toBe('passkey.refused');
    const other = await stepTwo();
    const forged = new SoftwareAuthenticator(ORIGIN).show(await askTo('/sign-in/passkey/options', { app }, other));
    expect((await other.ask('/sign-in/passkey', { app, shown: { ...forged, id: key.id, rawId: key.id } })).body.code).toBe('passkey.refused');
    expect(amina.account).not.toBe(grace.account);
  });

  it('[C79] a counter that goes back is refused and reported: it may be a copy', async () => {
    await signIn();
    await add();
    expect((await show(await stepTwo(), { counter: 10 })).body.step).toBe('device');
    for (const counter of [10, 9, 0]) expect((await show(await stepTwo(), { counter })).body.code).toBe('passkey.counter');
    expect((await show(await stepTwo(), { counter: 11 })).body.step).toBe('device');
    expect(await world.database.query(sql`select kind from security_event where account_id = ${grace.account}`)).toHaveLength(3);
  });

  it('[C79] of 20 submits of one showing one goes on', async () => {
    await signIn();
    await add();
    const other = await stepTwo();
    const shown = key.show(await askTo('/sign-in/passkey/options', { app }, other));
    const answers = await Promise.all(Array.from({ length: 20 }, () => other.clone().ask('/sign-in/passkey', { app, shown })));
    expect(answers.filter(({ body }) => body.step === 'device')).toHaveLength(1);
  });

  it('[C79] is removed by its owner, never as the last second factor, and then opens nothing', async () => {
    await browser.startStaff(grace);
    await browser.ask('/sign-in/passkey/enrol', { app, name: 'Laptop', made: key.make(await askToMake('/sign-in/passkey/enrol-options')) });
    signedIn(await browser.registerDevice(app, await makeDeviceKey()));
    const idOf = async (credential: string): Promise<string> =>
      (await world.database.query<{ id: string }>(sql`select id from passkey where credential_id = ${credential}`))[0]?.id ?? '';
    const only = await idOf(key.id);
    expect((await browser.ask('/passkeys/remove', { app, passkey: only })).body.code).toBe('passkey.last');
    const second = new SoftwareAuthenticator(ORIGIN);
    await add('Phone', second);
    const stranger = await world.addStaff(clinic);
    const theirs = new Browser(world);
    await theirs.startStaff(stranger);
    await theirs.ask('/sign-in/passkey/enrol', { app, name: 'x', made: new SoftwareAuthenticator(ORIGIN).make(await askToMake('/sign-in/passkey/enrol-options', { app }, theirs)) });
    signedIn(await theirs.registerDevice(app, await makeDeviceKey()));
    expect((await theirs.ask('/passkeys/remove', { app, passkey: only })).body.code).toBe('passkey.unknown');
    const both = await Promise.all([only, await idOf(second.id)].map((passkey) => browser.clone().ask('/passkeys/remove', { app, passkey })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(await world.database.query(sql`select id from passkey where account_id = ${grace.account}`)).toHaveLength(1);
    const gone = both[0]?.status === 200 ? key : second;
    expect((await show(await stepTwo(), {}, gone)).body.code).toBe('passkey.refused');
  });

  it('[C79] goes with the authenticator when an administrator gives a new start', async () => {
    await signIn();
    await add();
    await world.database.transaction((tx) => forgetAuthenticator(tx, grace.account));
    expect((await (await stepTwo()).ask('/sign-in?app=staff')).body.step).toBe('enrol');
  });

  it('[C85] opens a lock for whoever the session is or was, and not once the account is shut', async () => {
    await signIn();
    await add();
    const unlock = async (twist: Twist = {}): Promise<Answer> => browser.ask('/unlock/passkey', { app, shown: key.show(await askTo('/unlock/passkey/options'), twist) });
    expect((await unlock()).body).toMatchObject({ signedIn: true, account: grace.account });
    for (const [name, twist] of hostile) expect([name, (await unlock(twist)).body.code]).toEqual([name, 'passkey.refused']);
    world.clock.now += 61 * MINUTE;
    await world.identity.sessions.sweep();
    expect((await unlock()).body).toMatchObject({ code: 'session.over', params: { verified: 1 } });
    await world.database.query(sql`update account set state = 'blocked' where id = ${grace.account}`);
    expect((await browser.ask('/unlock/passkey/options', { app })).body.code).toBe('unlock.closed');
    expect((await new Browser(world).ask('/unlock/passkey/options', { app })).body.code).toBe('session.over');
  });
});
