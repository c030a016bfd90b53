import type * as z from 'zod/mini';
import { clinicPublic } from '../../schema/clinic.ts';
import { heldAnswer, heldCount } from '../../schema/held-requests.ts';
import * as identity from '../../schema/identity.ts';
import { staffAnswer } from '../../schema/colleagues.ts';
import { disclosuresAnswer } from '../../schema/misdirected.ts';
import { messageSearchAnswer } from '../../schema/message-search.ts';
import { noteAnswer } from '../../schema/notes.ts';
import { sealedPage } from '../../schema/pages.ts';
import * as passkeys from '../../schema/passkeys.ts';
import { oneTimePasswordAnswer, patientSearchAnswer } from '../../schema/patient-search.ts';
import { reportAnswer } from '../../schema/reports.ts';
import { viewsAnswer, viewsAsked } from '../../schema/many-views.ts';
import { replyGive, replyLook, replyState } from '../../schema/reply-links.ts';
import { codeAsked, codeSent, inviteAnswer, inviteAsked, joinAsked, joinTicket, liveStatus, presenceSign } from '../../schema/live-routes.ts';
import { deliverAnswer, deliverRequests, viewList, viewPage } from '../../schema/sync.ts';

type Shape = z.ZodMiniType<unknown>;

export interface Operation {
  readonly method: 'get' | 'post';
  /** `{name}` stands for a part of the path. */
  readonly path: string;
  readonly summary: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Shape;
  readonly answer?: Shape;
  /** Who may: shown, not judged here. */
  readonly session: 'staff' | 'patient' | 'any' | 'none';
}

const app = { app: 'staff or patient' };
const step = { answer: identity.signInStep, session: 'none' } as const;
const post = (path: string, summary: string, body: Shape): Operation => ({ method: 'post', path: `/api/identity/${path}`, summary, body, ...step });

/** What the API page tells. A route of /api that is missing here, or only here, turns a test red. */
export const operations: readonly Operation[] = [
  {
    method: 'post', path: '/api/requests', body: deliverRequests, answer: deliverAnswer, session: 'none',
    summary: 'Delivers signed requests. Each is judged for itself; the signature says who asks, a session only what may be told.',
  },
  { method: 'post', path: '/api/replies/look', body: replyLook, answer: replyState, session: 'none', summary: 'What the secret of a reminder\'s link stands for now: clinic\'s time alone. Changes nothing.' },
  { method: 'post', path: '/api/replies/answer', body: replyGive, answer: replyState, session: 'none', summary: 'Says once, with that secret, that one will come or asks to be called.' },
  { method: 'get', path: '/api/live', answer: liveStatus, session: 'any', summary: 'Whether there is a place to meet by video now, and what is missing where there is none.' },
  { method: 'post', path: '/api/consults/invite', body: inviteAsked, answer: inviteAnswer, session: 'none', summary: 'Which visit the secret of an invite\'s link, or its typed code, leads to. Opens a sign-in and nothing else.' },
  { method: 'post', path: '/api/consults/{id}/code', body: codeAsked, answer: codeSent, session: 'any', summary: 'Sends a code for the room to the phone or e-mail of whoever asks, who must be the patient or act for them.' },
  { method: 'post', path: '/api/consults/{id}/join', body: joinAsked, answer: joinTicket, session: 'any', summary: 'The way into the room of a visit that is under way: for its clinician, for the patient with a code, for who is in already without one.' },
  { method: 'post', path: '/api/consults/{id}/presence', body: presenceSign, session: 'any', summary: 'Says that the patient of a video visit still waits for it. Five minutes without, and nobody waits any more.' },
  {
    method: 'get', path: '/api/views', query: { account: 'whose views' }, answer: viewList, session: 'any',
    summary: 'Every view this account\'s device should hold now, with where it stands.',
  },
  {
    method: 'post', path: '/api/views', query: { account: 'whose views' }, body: viewsAsked, answer: viewsAnswer, session: 'any',
    summary: 'What differs from what the device holds, and rows of many views, each judged for itself, 32 KB together at most. The answer is bytes: the length of the words shown here (four bytes, big-endian), the words, the updates.',
  },
  {
    method: 'get', path: '/api/views/{name}', query: { account: 'whose views', epoch: 'of the copy', seq: 'of the copy', head: 'of the copy', max: 'bytes of rows at most, for a slow line', screen: '1 when it is opened on a screen' },
    answer: viewPage, session: 'any', summary: 'Rows of a view after a position, in pages of at most 32 KB.',
  },
  {
    method: 'get', path: '/api/pages/{hash}', query: { account: 'whose views', view: 'that lists it', screen: '1 when it is opened on a screen' },
    answer: sealedPage, session: 'any', summary: 'A page of what left a view\'s window. Its SHA-256 is its name; judged each time as the view is.',
  },
  {
    method: 'post', path: '/api/notes/{name}', query: { account: 'who writes', epoch: 'of the copy', seq: 'of the copy', head: 'of the copy' },
    answer: noteAnswer, session: 'staff', summary: 'One update of a note, as bytes (Yjs, V1), at most 64 KB. Answered once it is committed, with its row.',
  },
  { method: 'get', path: '/api/clinics/{suffix}/public', answer: clinicPublic, session: 'none', summary: 'A clinic\'s brand and the texts before sign-in.' },
  {
    method: 'get', path: '/api/patients', query: { q: 'name, birth date, record number, phone or national id; empty: all', cursor: 'of the page before', portal: '"active": with portal access only' },
    answer: patientSearchAnswer, session: 'staff', summary: 'Patients of the clinic.',
  },
  {
    method: 'post', path: '/api/patients/{id}/one-time-password', answer: oneTimePasswordAnswer, session: 'staff',
    summary: 'A password to say once to a patient who has portal access; the one before is dead.',
  },
  {
    method: 'get', path: '/api/messages/search', query: { q: 'beginnings of words, all of which have to be there' }, answer: messageSearchAnswer, session: 'staff',
    summary: 'Messages, subjects and comments the asker may read, newest first, at most 40. Each search is written down.',
  },
  {
    method: 'get', path: '/api/held', query: { cursor: 'of the page before' }, answer: heldAnswer, session: 'staff',
    summary: 'What revoked keys and closed accounts brought, until it is returned or discarded. Each reading is written down.',
  },
  { method: 'get', path: '/api/held/count', answer: heldCount, session: 'staff', summary: 'How many of them wait.' },
  {
    method: 'get', path: '/api/disclosures', query: { cursor: 'of the page before' }, answer: disclosuresAnswer, session: 'staff',
    summary: 'What was shown to the wrong person: to whom and when, never the words. Each reading is written down.',
  },
  { method: 'get', path: '/api/staff', answer: staffAnswer, session: 'staff', summary: 'Who signs in at the clinic, and what is open of theirs. Each reading is written down.' },
  {
    method: 'get', path: '/api/reports', query: { from: 'first day, YYYY-MM-DD', until: 'last day; both are in it, 366 days at most', location: 'one place; results and messages have none' },
    answer: reportAnswer, session: 'staff', summary: 'Figures of a time, on the clinic\'s calendar, without anybody\'s name. Each reading is written down.',
  },
  post('sign-in/patient', 'Identifier, phone and password; a code is sent when all three match.', identity.patientSignIn),
  post('sign-in/staff', 'User name and password; the authenticator\'s code comes next.', identity.staffSignIn),
  post('new-password', 'First sign-in and forgotten password. Answers alike whoever asks.', identity.newPasswordStart),
  { method: 'get', path: '/api/identity/sign-in', query: app, summary: 'Where the sign-in of this browser stands.', ...step },
  post('sign-in/code', 'The code that was sent.', identity.codeStep),
  post('sign-in/resend', 'Another code, 60 s after the last.', identity.appOnly),
  post('sign-in/totp', 'The authenticator\'s code.', identity.codeStep),
  { method: 'post', path: '/api/identity/sign-in/passkey/options', body: identity.appOnly, answer: passkeys.passkeyRequest, session: 'none', summary: 'What a passkey has to sign in place of the authenticator\'s code.' },
  post('sign-in/passkey', 'A passkey in place of the authenticator\'s code.', passkeys.passkeyShow),
  { method: 'post', path: '/api/identity/sign-in/passkey/enrol-options', body: identity.appOnly, answer: passkeys.passkeyCreation, session: 'none', summary: 'What a first passkey is made with, in place of an authenticator.' },
  post('sign-in/passkey/enrol', 'The first passkey, in place of an authenticator.', passkeys.passkeyAdd),
  post('sign-in/enrol', 'The first code of a new authenticator.', identity.codeStep),
  post('sign-in/password', 'A new password.', identity.passwordStep),
  post('sign-in/device', 'The device\'s public key, with proof that it holds the private one.', identity.deviceStep),
  { method: 'get', path: '/api/identity/session', query: app, answer: identity.sessionAnswer, session: 'none', summary: 'Who is signed in here.' },
  { method: 'post', path: '/api/identity/activity', body: identity.appOnly, answer: identity.activityAnswer, session: 'any', summary: 'The person did something: another hour.' },
  { method: 'post', path: '/api/identity/unlock', body: identity.unlockStep, answer: identity.sessionAnswer, session: 'any', summary: 'The password again, after a lock.' },
  { method: 'post', path: '/api/identity/unlock/passkey/options', body: identity.appOnly, answer: passkeys.passkeyRequest, session: 'any', summary: 'What a passkey has to sign after a lock.' },
  { method: 'post', path: '/api/identity/unlock/passkey', body: passkeys.passkeyShow, answer: identity.sessionAnswer, session: 'any', summary: 'A passkey after a lock.' },
  { method: 'post', path: '/api/identity/passkeys/options', body: passkeys.passkeyAsk, answer: passkeys.passkeyCreation, session: 'any', summary: 'What another passkey of one\'s own is made with; asks the password again.' },
  { method: 'post', path: '/api/identity/passkeys', body: passkeys.passkeyAdd, answer: passkeys.passkeysAnswer, session: 'any', summary: 'Adds one.' },
  { method: 'post', path: '/api/identity/passkeys/remove', body: passkeys.passkeyRemove, answer: passkeys.passkeysAnswer, session: 'any', summary: 'Removes one, but never the last second factor.' },
  { method: 'post', path: '/api/identity/sign-out', body: identity.appOnly, answer: identity.sessionAnswer, session: 'none', summary: 'Ends this session. What waits on the device is still delivered.' },
  { method: 'get', path: '/api/identity/sessions', query: app, answer: identity.sessionList, session: 'any', summary: 'The account\'s own sessions.' },
  { method: 'post', path: '/api/identity/devices/wipe', body: identity.deviceWipe, answer: identity.sessionList, session: 'any', summary: 'Tells one of the account\'s devices to drop what it holds, at its next contact. What waits there is still delivered.' },
  { method: 'post', path: '/api/identity/sessions/end', body: identity.sessionEnd, answer: identity.sessionList, session: 'any', summary: 'Ends one of them.' },
  { method: 'post', path: '/api/identity/sessions/end-others', body: identity.appOnly, answer: identity.sessionList, session: 'any', summary: 'Ends all of them but this one.' },
  { method: 'post', path: '/api/identity/devices/remove', body: identity.deviceRemove, answer: identity.sessionList, session: 'any', summary: 'Takes a device off the account: signed out there, and what its key still brings is held.' },
];
