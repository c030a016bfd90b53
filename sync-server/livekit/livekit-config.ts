import { isIP } from 'node:net';
import * as z from 'zod';

/** `own`: one that we start on this machine when its program is found (process.ts). */
export type LiveKitConfig =
  | { readonly kind: 'off' }
  | { readonly kind: 'own' }
  | { readonly kind: 'elsewhere'; readonly url: string; readonly key: string; readonly secret: string };

/** Keys and secrets that stand in LiveKit's own guides: everybody has them. */
const known = new Set(['devkey', 'secret', 'APIxxxxxxx', 'your-api-key', 'your-api-secret', 'a-secret-of-at-least-32-characters']);

const url = z.string().refine((text) => text === 'off' || isAddress(text), { error: 'must be a URL like ws://127.0.0.1:7880, without a path, or "off"' });

/** Further keys of config.ts's environment. */
export const livekitEnvironment = {
  LIVEKIT_URL: url,
  LIVEKIT_API_KEY: z.string().regex(/^[\x21-\x7e]{1,64}$/, { error: 'must be the API key as LiveKit has it, without spaces' }),
  LIVEKIT_API_SECRET: z.string().min(32, { error: 'must have at least 32 characters; LiveKit takes no shorter one' }),
  LIVEKIT_PLAIN: z.enum(['allow'], { error: 'can only be "allow"' }),
};

type Given = Readonly<Partial<Record<keyof typeof livekitEnvironment, string | undefined>>>;

/** Of what each variable alone passed. In production there is none unless one is named: its own serves this machine alone. */
export function readLiveKit(given: Given, mode: 'development' | 'production'): LiveKitConfig {
  const { LIVEKIT_URL: named, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = given;
  if (named === undefined) return { kind: mode === 'development' ? 'own' : 'off' };
  if (named === 'off' || key === undefined || secret === undefined) return { kind: 'off' };
  const { protocol, host } = new URL(named);
  return { kind: 'elsewhere', url: `${protocol.replace('ws', 'http')}//${host}`, key, secret };
}

/** What is wrong only beside something else. */
export function judgeLiveKit(env: Readonly<Record<string, string | undefined>>): string[] {
  const given = (name: string): boolean => (env[name] ?? '') !== '';
  const address = env['LIVEKIT_URL'] ?? '';
  const keys = ['LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'].filter(given);
  if (address === '' || address === 'off') {
    return keys.map((name) => `${name} is of no use without LIVEKIT_URL, the address of your LiveKit server`);
  }
  const mistakes = ['LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'].filter((name) => !given(name)).map((name) => `${name} is missing: LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET go together`);
  if (env['OUTPOST_MODE'] !== 'production') return mistakes;
  for (const name of keys) {
    if (known.has(env[name] ?? '')) mistakes.push(`${name} is the one of LiveKit's examples, which everybody knows: make your own (livekit-server generate-keys)`);
  }
  if (isAddress(address) && /^(ws|http):/.test(address) && !isPrivate(new URL(address).hostname) && env['LIVEKIT_PLAIN'] !== 'allow') {
    mistakes.push('LIVEKIT_URL is unencrypted and no address of a private network: use wss://, or say with LIVEKIT_PLAIN=allow that the way there is safe');
  }
  return mistakes;
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, username } = new URL(text);
  return ['ws:', 'wss:', 'http:', 'https:'].includes(protocol) && pathname === '/' && search === '' && username === '';
}

/** This machine, its container network, or a private range (RFC 1918, RFC 4193). */
function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 4) return /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host);
  if (isIP(host) === 6) return host === '::1' || /^f[cd]/.test(host);
  return !host.includes('.') || /\.(localhost|internal|local|lan|home\.arpa)$/.test(host);
}
