import { newId } from '../../schema/ids.ts';
import type { Asked } from '../support/rights-server.ts';
import type { Crowd, LivePerson, Place } from '../support/rights-people.ts';

/** One call of a route; `aim` says whose thing it names, seen from the caller. */
export interface RouteCall extends Pick<Asked, 'path' | 'body'> {
  readonly aim: 'nothing' | 'own' | 'foreign' | 'absent';
}

const app = { app: 'staff' as const };
const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' };
/** Of the right shape, and nobody's. */
export const shownPasskey = { ...credential, response: { authenticatorData: 'AAAA', clientDataJSON: 'AAAA', signature: 'AAAA' } };
export const madePasskey = { ...credential, response: { attestationObject: 'AAAA', clientDataJSON: 'AAAA' } };
const nothing = (path: string, body?: object): RouteCall[] => [{ path, ...(body ? { body } : {}), aim: 'nothing' }];
const bySuffix = (write: (suffix: string) => string) => (crowd: Crowd): RouteCall[] =>
  [crowd.here.suffix, crowd.elsewhere.suffix, 'no-such-clinic', '%00', '..%2f'].flatMap((suffix) => nothing(write(suffix)));

/** Well-formed calls: what stops one is the caller's right, or that it names nothing of theirs. */
const probes: Record<string, (crowd: Crowd) => RouteCall[]> = {
  'GET /healthz': () => nothing('/healthz'),
  'GET /api/openapi.json': () => nothing('/api/openapi.json'),
  'POST /api/views': () => nothing('/api/views', { seen: '', rows: { max: 1024, of: [] } }),
  'POST /api/identity/sign-in/patient': ({ here }) => nothing('/api/identity/sign-in/patient', { clinic: here.suffix, identifier: 'nobody', phone: '1', password: 'x' }),
  'POST /api/identity/sign-in/staff': () => nothing('/api/identity/sign-in/staff', { username: 'nobody here', password: 'x' }),
  'POST /api/identity/new-password': ({ here }) => nothing('/api/identity/new-password', { clinic: here.suffix, identifier: 'nobody', phone: '1' }),
  'GET /api/identity/sign-in': () => nothing('/api/identity/sign-in?app=staff'),
  'POST /api/identity/sign-in/code': () => nothing('/api/identity/sign-in/code', { ...app, code: '123456' }),
  'POST /api/identity/sign-in/resend': () => nothing('/api/identity/sign-in/resend', app),
  'POST /api/identity/sign-in/totp': () => nothing('/api/identity/sign-in/totp', { ...app, code: '123456' }),
  'POST /api/identity/sign-in/enrol': () => nothing('/api/identity/sign-in/enrol', { ...app, code: '123456' }),
  'POST /api/identity/sign-in/passkey/options': () => nothing('/api/identity/sign-in/passkey/options', app),
  'POST /api/identity/sign-in/passkey': () => nothing('/api/identity/sign-in/passkey', { ...app, shown: shownPasskey }),
  'POST /api/identity/sign-in/passkey/enrol-options': () => nothing('/api/identity/sign-in/passkey/enrol-options', app),
  'POST /api/identity/sign-in/passkey/enrol': () => nothing('/api/identity/sign-in/passkey/enrol', { ...app, name: 'x', made: madePasskey }),
  'POST /api/identity/sign-in/password': () => nothing('/api/identity/sign-in/password', { ...app, password: 'Riverside1' }),
  'POST /api/identity/sign-in/device': () => nothing('/api/identity/sign-in/device', {
    ...app, publicKey: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) }, proof: 'A'.repeat(86), name: 'Chrome', shared: false,
  }),
  'POST /api/consults/invite': () => nothing('/api/consults/invite', { secret: 'A'.repeat(22) }),
  'POST /api/replies/look': () => nothing('/api/replies/look', { secret: 'A'.repeat(22) }),
  'POST /livekit/webhook': () => nothing('/livekit/webhook', { id: 'EV_1', event: 'room_finished', room: { name: 'consult-1', sid: 'RM_1' } }),
  'POST /api/replies/answer': () => nothing('/api/replies/answer', { secret: 'A'.repeat(22), answer: 'come' }),
  'GET /api/clinics/:suffix/public': bySuffix((suffix) => `/api/clinics/${suffix}/public`),
  'GET /c/:suffix/icon.svg': bySuffix((suffix) => `/c/${suffix}/icon.svg`),
  'GET /c/:suffix/icons/:file': bySuffix((suffix) => `/c/${suffix}/icons/192.png`),
  'GET /staff/icons/:file': () => [...nothing('/staff/icons/192.png'), ...nothing('/staff/icons/none.png')],
  'GET /c/:suffix/manifest.webmanifest': bySuffix((suffix) => `/c/${suffix}/manifest.webmanifest`),
  'GET /c/:suffix': bySuffix((suffix) => `/c/${suffix}`),
  'GET /c/:suffix/*': bySuffix((suffix) => `/c/${suffix}/messages`),
  'GET /assets/*': () => nothing('/assets/none.js'),
  'GET /staff/*': () => [...nothing('/staff/'), ...nothing('/staff/portal/messages')],
  'GET /portal/*': () => nothing('/portal/messages'),
  'GET /live/*': () => nothing('/live/waiting'),
};

/** Calls of a route that answers everybody alike, or that belongs to a sign-in. A path without parameters calls itself. */
export function callsOf(route: string, crowd: Crowd): RouteCall[] {
  const probe = Object.hasOwn(probes, route) ? probes[route] : undefined;
  if (probe) return probe(crowd);
  const [method, path = ''] = route.split(' ');
  if (method !== 'GET' || /[:*]/.test(path)) throw new Error(`No call for ${route}: write one in route-probes.ts`);
  return nothing(path);
}

/** Calls that name a patient, from this person's place. */
export function callsAbout(route: string, person: LivePerson, { here, elsewhere }: Crowd): RouteCall[] {
  const foreign: Place = person.place === here ? elsewhere : here;
  if (route === 'GET /api/patients') return ['', 'Patient', 'Desk', '1990-05-02', foreign.patient].map((q): RouteCall => ({ path: `/api/patients?q=${q}`, aim: 'own' }));
  if (route === 'GET /api/messages/search') return ['', 'First%20words', 'question', foreign.thread, '%27%3A*'].map((q): RouteCall => ({ path: `/api/messages/search?q=${q}`, aim: 'own' }));
  if (route === 'GET /api/reports') {
    return [
      { path: '/api/reports', aim: 'own' }, { path: `/api/reports?from=2026-03-01&until=2026-03-31&location=${person.place.location}`, aim: 'own' },
      { path: `/api/reports?location=${foreign.location}`, aim: 'foreign' }, { path: `/api/reports?location=${newId()}`, aim: 'absent' },
    ];
  }
  if (route === 'GET /api/staff') return [{ path: '/api/staff', aim: 'own' }];
  if (route.startsWith('GET /api/held') || route === 'GET /api/disclosures') return ['', '?cursor=', '?cursor=W10'].map((query): RouteCall => ({ path: `${route.slice(4)}${query}`, aim: 'own' }));
  if (route !== 'POST /api/patients/:id/one-time-password') throw new Error(`No call for ${route}: write one in route-probes.ts`);
  const path = (id: string): string => `/api/patients/${id}/one-time-password`;
  return [
    { path: path(person.place.desk), body: {}, aim: 'own' },
    { path: path(foreign.desk), body: {}, aim: 'foreign' },
    { path: path(newId()), body: {}, aim: 'absent' },
    { path: path('__proto__'), body: {}, aim: 'absent' },
  ];
}
