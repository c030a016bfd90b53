import { Hono, type Context } from 'hono';
import type * as z from 'zod/mini';
import * as shapes from '../../schema/identity.ts';
import { readJson } from '../http/read-json.ts';
import { refuseStep, type IdentityDeps, type IdentityRefusal, type Walked } from './deps.ts';
import { addressOf } from './address-limits.ts';
import { setNewPassword } from './new-password.ts';
import { endOtherSessions, endOwnSession, listSessions, signOut } from './own-sessions.ts';
import { mountPasskeyRoutes } from './passkey-routes.ts';
import { wipeOwnDevice } from './wipe-device.ts';
import { describeProblem } from './problems.ts';
import { registerDevice } from './register-device.ts';
import { removeOwnDevice } from './remove-device.ts';
import { readSessionAnswer } from './session-answer.ts';
import { cookieValue, sessionCookie, type App } from './sessions.ts';
import { signInCookie, SIGN_IN_SECONDS } from './sign-in-row.ts';
import { resumeSignIn, startNewPassword, startPatientSignIn } from './start-patient.ts';
import { startStaffSignIn } from './start-staff.ts';
import { resendCode, submitAuthenticatorCode, submitEnrolment, submitSmsCode } from './submit-code.ts';
import { unlockSession } from './unlock.ts';

/** The server ends a session after an hour of inactivity; the cookie outlives it, so that an unlock can still be judged. */
const SESSION_COOKIE_SECONDS = 30 * 86_400;
const MAX_BODY_BYTES = 8 * 1024;

/**
 * /api/identity/*. Refuses by what the step says and nothing more; every answer is `no-store`. Whoever mounts these checks
 * the Origin of each POST before they run.
 */
export function identityRoutes(deps: IdentityDeps): Hono {
  const routes = new Hono();
  routes.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });

  const cookies = (c: Context): string | undefined => c.req.header('cookie');
  const signInToken = (c: Context, app: App): string | null => cookieValue(cookies(c), signInCookie(app));
  const addressIn = (c: Context): string | null => addressOf(deps.proxies, c.req.header('x-forwarded-for'));
  const pastIn = async (c: Context, app: App): Promise<Pick<Extract<shapes.SessionAnswer, { signedIn: false }>, 'past'>> => {
    const past = await deps.sessions.pastFromCookies(cookies(c), app);
    return past ? { past: { account: past.account, standing: past.wiped ? 'wiped' : past.open ? 'over' : 'closed' } } : {};
  };
  const refused = (c: Context, refusal: IdentityRefusal): Response => {
    const { status, problem } = describeProblem(refusal);
    return c.json(problem, status);
  };
  const walked = (c: Context, app: App, result: Walked): Response => {
    if ('refused' in result) return refused(c, result.refused);
    if (result.token !== undefined) setCookie(c, signInCookie(app), result.token, SIGN_IN_SECONDS);
    if (result.sessionToken !== undefined) {
      setCookie(c, sessionCookie(app), result.sessionToken, SESSION_COOKIE_SECONDS);
      setCookie(c, signInCookie(app), '', 0);
    }
    return c.json(shapes.signInStep.parse(result.step));
  };
  /** A POST with a JSON body of that shape. */
  const post = <Body>(path: string, shape: z.ZodMiniType<Body>, answer: (c: Context, body: Body) => Promise<Response>): void => {
    routes.post(path, async (c) => answer(c, await readJson(c, shape, MAX_BODY_BYTES)));
  };
  /** A GET with `?app=`. */
  const get = (path: string, answer: (c: Context, app: App) => Promise<Response>): void => {
    routes.get(path, async (c) => {
      const query = shapes.appOnly.safeParse(c.req.query());
      return query.success ? answer(c, query.data.app) : refused(c, refuseStep('request.notReadable'));
    });
  };

  post('/sign-in/patient', shapes.patientSignIn, async (c, body) => walked(c, 'patient', await startPatientSignIn(deps, body, addressIn(c))));
  post('/sign-in/staff', shapes.staffSignIn, async (c, body) => walked(c, 'staff', await startStaffSignIn(deps, body, addressIn(c))));
  post('/new-password', shapes.newPasswordStart, async (c, body) => walked(c, 'patient', await startNewPassword(deps, body, addressIn(c))));
  get('/sign-in', async (c, app) => walked(c, app, await resumeSignIn(deps, signInToken(c, app), app)));
  post('/sign-in/code', shapes.codeStep, async (c, { app, code }) => walked(c, app, await submitSmsCode(deps, signInToken(c, app), code)));
  post('/sign-in/resend', shapes.appOnly, async (c, { app }) => walked(c, app, await resendCode(deps, signInToken(c, app), addressIn(c))));
  post('/sign-in/totp', shapes.codeStep, async (c, { app, code }) => walked(c, app, await submitAuthenticatorCode(deps, signInToken(c, app), code)));
  post('/sign-in/enrol', shapes.codeStep, async (c, { app, code }) => walked(c, app, await submitEnrolment(deps, signInToken(c, app), code)));
  post('/sign-in/password', shapes.passwordStep, async (c, { app, password }) => walked(c, app, await setNewPassword(deps, signInToken(c, app), app, password)));
  post('/sign-in/device', shapes.deviceStep, async (c, { app, ...registration }) => {
    const replaces = await deps.sessions.fromCookies(cookies(c), app);
    return walked(c, app, await registerDevice(deps, signInToken(c, app), app, registration, replaces));
  });

  mountPasskeyRoutes(deps, { post, refused, walked, signInToken });

  // Not activity: the app asks by itself. It does tell that the device met us (R11).
  get('/session', async (c, app) => {
    const session = await deps.sessions.fromCookies(cookies(c), app);
    if (session) await deps.sessions.touchDevice(session);
    const now = deps.clock();
    const answer: shapes.SessionAnswer = session ? await readSessionAnswer(deps.database, session.id, now) : { signedIn: false, serverTime: now, ...(await pastIn(c, app)) };
    return c.json(shapes.sessionAnswer.parse(answer));
  });
  post('/activity', shapes.appOnly, async (c, { app }) => {
    const session = await deps.sessions.fromCookies(cookies(c), app);
    if (!session) return refused(c, refuseStep('session.over'));
    await deps.sessions.touchActivity(session);
    return c.json(shapes.activityAnswer.parse({ serverTime: deps.clock() }));
  });
  post('/unlock', shapes.unlockStep, async (c, { app, password }) => {
    const past = await deps.sessions.pastFromCookies(cookies(c), app);
    if (!past) return refused(c, refuseStep('session.over'));
    const refusal = await unlockSession(deps, past, password);
    if (refusal) return refused(c, refusal);
    const session = await deps.sessions.fromCookies(cookies(c), app);
    if (!session) return refused(c, refuseStep('session.over', { verified: 1 }));
    await deps.sessions.touchActivity(session);
    return c.json(shapes.sessionAnswer.parse(await readSessionAnswer(deps.database, session.id, deps.clock())));
  });
  post('/sign-out', shapes.appOnly, async (c, { app }) => {
    const session = await deps.sessions.fromCookies(cookies(c), app);
    if (session) await signOut(deps, session);
    setCookie(c, sessionCookie(app), '', 0);
    // Never "storage": it would delete what waits on this device to be sent. Never "cookies": the other app is signed in with one.
    c.header('clear-site-data', '"cache"');
    return c.json({ signedIn: false, serverTime: deps.clock() } satisfies shapes.SessionAnswer);
  });
  get('/sessions', async (c, app) => {
    const session = await deps.sessions.fromCookies(cookies(c), app);
    return session ? c.json(shapes.sessionList.parse(await listSessions(deps.database, session))) : refused(c, refuseStep('session.over'));
  });
  post('/devices/wipe', shapes.deviceWipe, async (c, { app, device }) => {
    const session = await deps.sessions.fromCookies(cookies(c), app);
    if (!session) return refused(c, refuseStep('session.over'));
    const refusal = await wipeOwnDevice(deps, session, device);
    return refusal ? refused(c, refusal) : c.json(shapes.sessionList.parse(await listSessions(deps.database, session)));
  });
  post('/sessions/end', shapes.sessionEnd, async (c, { app, session: target }) => {
    const session = await deps.sessions.fromCookies(cookies(c), app);
    if (!session) return refused(c, refuseStep('session.over'));
    const refusal = await endOwnSession(deps, session, target);
    return refusal ? refused(c, refusal) : c.json(shapes.sessionList.parse(await listSessions(deps.database, session)));
  });
  post('/sessions/end-others', shapes.appOnly, async (c, { app }) => {
    const session = await deps.sessions.fromCookies(cookies(c), app);
    if (!session) return refused(c, refuseStep('session.over'));
    await endOtherSessions(deps, session);
    return c.json(shapes.sessionList.parse(await listSessions(deps.database, session)));
  });
  post('/devices/remove', shapes.deviceRemove, async (c, { app, device }) => {
    const session = await deps.sessions.fromCookies(cookies(c), app);
    if (!session) return refused(c, refuseStep('session.over'));
    const refusal = await removeOwnDevice(deps, session, device);
    return refusal ? refused(c, refusal) : c.json(shapes.sessionList.parse(await listSessions(deps.database, session)));
  });
  return routes;
}

function setCookie(c: Context, name: string, value: string, seconds: number): void {
  c.header('set-cookie', `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Strict`, { append: true });
}
