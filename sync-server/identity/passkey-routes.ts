import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { appOnly, sessionAnswer } from '../../schema/identity.ts';
import * as shapes from '../../schema/passkeys.ts';
import { refuseStep, type IdentityDeps, type IdentityRefusal, type Walked } from './deps.ts';
import { addPasskey, askToAddPasskey, removePasskey } from './own-passkeys.ts';
import { askForFirstPasskey, askForPasskey, submitFirstPasskey, submitPasskey } from './passkey-sign-in.ts';
import { readUnlockKeys } from './passkeys.ts';
import { relyingPartyOf, type RelyingParty } from './relying-party.ts';
import { readSessionAnswer } from './session-answer.ts';
import type { App, Session } from './sessions.ts';
import { askToUnlock, unlockByPasskey } from './unlock.ts';

/** What /api/identity/* gives its passkey routes to answer with. */
export interface PasskeyAnswers {
  readonly post: <Body>(path: string, shape: z.ZodMiniType<Body>, answer: (c: Context, body: Body) => Promise<Response>) => void;
  readonly refused: (c: Context, refusal: IdentityRefusal) => Response;
  readonly walked: (c: Context, app: App, result: Walked) => Response;
  readonly signInToken: (c: Context, app: App) => string | null;
}

/** Passkeys: shown and made in a sign-in, added and taken away by their owner, shown to a locked device. */
export function mountPasskeyRoutes(deps: IdentityDeps, { post, refused, walked, signInToken }: PasskeyAnswers): void {
  const partyOf = (c: Context): RelyingParty | null => relyingPartyOf(deps.origin, c.req.header('host'));
  const told = <T extends object>(c: Context, answer: { readonly options: T } | { readonly refused: IdentityRefusal }, shape: z.ZodMiniType<T>): Response =>
    ('refused' in answer ? refused(c, answer.refused) : c.json(shape.parse(answer.options)));
  const signedIn = async (c: Context, app: App, answer: (session: Session) => Promise<Response>): Promise<Response> => {
    const session = await deps.sessions.fromCookies(c.req.header('cookie'), app);
    return session ? answer(session) : refused(c, refuseStep('session.over'));
  };
  const keysOf = async (c: Context, session: Session, refusal: IdentityRefusal | null): Promise<Response> =>
    (refusal ? refused(c, refusal) : c.json(shapes.passkeysAnswer.parse({ passkeys: await readUnlockKeys(deps.database, session.account) })));

  post('/sign-in/passkey/options', appOnly, async (c, { app }) =>
    told(c, await askForPasskey(deps, { token: signInToken(c, app), app, party: partyOf(c) }), shapes.passkeyRequest));
  post('/sign-in/passkey', shapes.passkeyShow, async (c, { app, shown }) =>
    walked(c, app, await submitPasskey(deps, { token: signInToken(c, app), app, party: partyOf(c) }, shown)));
  post('/sign-in/passkey/enrol-options', appOnly, async (c, { app }) =>
    told(c, await askForFirstPasskey(deps, { token: signInToken(c, app), app, party: partyOf(c) }), shapes.passkeyCreation));
  post('/sign-in/passkey/enrol', shapes.passkeyAdd, async (c, { app, name, made }) =>
    walked(c, app, await submitFirstPasskey(deps, { token: signInToken(c, app), app, party: partyOf(c) }, name, made)));

  post('/passkeys/options', shapes.passkeyAsk, (c, { app, password }) => signedIn(c, app, async (session) =>
    told(c, await askToAddPasskey(deps, session, partyOf(c), password), shapes.passkeyCreation)));
  post('/passkeys', shapes.passkeyAdd, (c, { app, name, made }) => signedIn(c, app, async (session) =>
    keysOf(c, session, await addPasskey(deps, session, partyOf(c), name, made))));
  post('/passkeys/remove', shapes.passkeyRemove, (c, { app, passkey }) => signedIn(c, app, async (session) =>
    keysOf(c, session, await removePasskey(deps, session, passkey))));

  post('/unlock/passkey/options', appOnly, async (c, { app }) => {
    const past = await deps.sessions.pastFromCookies(c.req.header('cookie'), app);
    return past ? told(c, await askToUnlock(deps, past, partyOf(c)), shapes.passkeyRequest) : refused(c, refuseStep('session.over'));
  });
  post('/unlock/passkey', shapes.passkeyShow, async (c, { app, shown }) => {
    const past = await deps.sessions.pastFromCookies(c.req.header('cookie'), app);
    if (!past) return refused(c, refuseStep('session.over'));
    const refusal = await unlockByPasskey(deps, past, partyOf(c), shown);
    if (refusal) return refused(c, refusal);
    const session = await deps.sessions.fromCookies(c.req.header('cookie'), app);
    if (!session) return refused(c, refuseStep('session.over', { verified: 1 }));
    await deps.sessions.touchActivity(session);
    return c.json(sessionAnswer.parse(await readSessionAnswer(deps.database, session.id, deps.clock())));
  });
}
