import type { IdentityCode, IdentityProblem } from '../../schema/identity.ts';
import type { IdentityRefusal } from './deps.ts';

type Status = 400 | 401 | 403 | 404 | 409 | 422 | 429;

/** Code → status and the English sentence of the answer; screens have their own words. Total: no code without both. */
const problems: Record<IdentityCode, readonly [Status, string]> = {
  'request.notReadable': [400, 'The request is not readable: see /api/openapi.json for its shape.'],
  'clinic.unknown': [404, 'There is no clinic at this address.'],
  'signIn.emailFormat': [422, 'Write the e-mail address in full, like name@example.org.'],
  'signIn.nationalIdFormat': [422, 'Write the whole number of the national id.'],
  'signIn.phoneFormat': [422, 'Write the whole phone number; from abroad with + and the country code.'],
  'signIn.birthDateFormat': [422, 'This clinic asks the birth date, too: write it as `birthDate`, like 1990-05-31.'],
  'signIn.addressLimit': [429, 'Too many tries from this connection. Try again at the time given as `at`, or use another connection.'],
  'signIn.usernameFormat': [422, 'Write the user name the administrator gave you.'],
  'signIn.passwordMissing': [422, 'Write your password.'],
  'signIn.noMatch': [401, 'These do not fit together. Nothing tells which of them is wrong.'],
  'signIn.closed': [403, 'This account has been closed. An administrator of the clinic can open it again.'],
  'signIn.locked': [429, 'Too many wrong tries. Try again at the time given as `until`.'],
  'signIn.askLimit': [429, 'Too many codes were asked for. Ask again at the time given as `at`.'],
  'signIn.smsLimit': [429, 'Too many codes were sent to this phone. Ask again at the time given as `at`.'],
  'signIn.smsDayFull': [429, 'The clinic can send no more codes now. Ask again at the time given as `at`, or call the clinic.'],
  'signIn.smsCountry': [403, 'The clinic sends no codes to phones of this country. Call the clinic.'],
  'signIn.over': [409, 'This sign-in is over. Start again.'],
  'signIn.codeFormat': [422, 'The code has six digits.'],
  'signIn.codeWrong': [403, 'This code does not fit. `left` says how many tries are left.'],
  'signIn.codeTries': [403, 'Too many wrong tries for this code. Ask for a new one.'],
  'signIn.codeExpired': [403, 'This code is older than 5 minutes. Ask for a new one.'],
  'signIn.codeLocked': [429, 'Too many wrong codes today. Try again at the time given as `until`, or call the clinic.'],
  'signIn.codeUsed': [409, 'This sign-in is at another step. GET sign-in says which.'],
  'signIn.resendWait': [429, 'Another code can be asked for at the time given as `at`.'],
  'signIn.totpWrong': [403, 'This code does not fit. Check the time of the phone. `left` says how many tries are left.'],
  'signIn.totpUsed': [403, 'This code was used already. Wait for the next one.'],
  'password.tooShort': [422, 'The new password needs at least `least` characters.'],
  'password.needsLower': [422, 'The new password needs a lower case letter.'],
  'password.needsUpper': [422, 'The new password needs an upper case letter.'],
  'password.needsDigit': [422, 'The new password needs a digit.'],
  'password.sameAsOnce': [422, 'The new password has to differ from the one-time password.'],
  'device.proofWrong': [422, 'The proof is not a signature of the challenge by this key.'],
  'device.revoked': [403, 'This key was taken from the account. Register a new one.'],
  'device.unknown': [404, 'There is no such device of yours.'],
  'device.inUse': [409, 'This is the device you are asking from. Sign out instead, or remove it from another one.'],
  'passkey.refused': [403, 'This passkey does not fit. Nothing tells why.'],
  'passkey.stale': [403, 'This took too long, or was tried twice. Ask for new options and show the passkey again.'],
  'passkey.counter': [403, 'This passkey was shown less often here than elsewhere: it may have been copied. Remove it and add a new one.'],
  'passkey.none': [409, 'There is no passkey here to show. Use the authenticator or the password.'],
  'passkey.last': [409, 'This is the last second factor. Add another passkey first.'],
  'passkey.unknown': [404, 'There is no such passkey of yours.'],
  'passkey.name': [422, 'Give the passkey a name of at most 60 characters.'],
  'passkey.known': [409, 'This passkey is known already.'],
  'passkey.tooMany': [409, 'No more than `most` passkeys are kept. Remove one first.'],
  'passkey.address': [409, 'No passkeys at this address: open the one with a name, like https://portal.example.org or http://localhost.'],
  'session.over': [401, 'The session is over. Sign in again. `verified` 1: the password given is the right one.'],
  'session.unknown': [404, 'There is no such session of yours.'],
  'unlock.noMatch': [403, 'This is not the password.'],
  'unlock.closed': [403, 'The access of this account or device has been closed. Call the clinic.'],
};

export function describeProblem({ code, params }: IdentityRefusal): { status: Status; problem: IdentityProblem } {
  const [status, message] = problems[code];
  return { status, problem: { code, ...(params ? { params } : {}), message } };
}
