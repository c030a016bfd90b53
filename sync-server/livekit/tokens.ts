import { AccessToken, TokenVerifier, TrackSource } from 'livekit-server-sdk';
import * as z from 'zod';
import { identityOf } from './grants.ts';
import type { GrantKind } from './live-rooms.ts';
import type { LiveKitAt } from './livekit-at.ts';

/** A token is for the way from our answer to our door, and no longer. */
export const TOKEN_SECONDS = 60;
/** The attribute a token names its grant by; nobody can change theirs. */
export const GRANT_ATTRIBUTE = 'grant';

const seen = [TrackSource.CAMERA, TrackSource.MICROPHONE];
const sources: Readonly<Record<GrantKind, TrackSource[]>> = {
  patient: seen, guest: seen, clinician: [...seen, TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO], staff: [...seen, TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
};

/** For this grant in this room alone: to come in, be seen and heard, see and hear. */
export async function makeToken(at: LiveKitAt, grant: { readonly id: string; readonly kind: GrantKind; readonly name: string }, room: string): Promise<string> {
  const token = new AccessToken(at.key, at.secret, { identity: identityOf(grant), name: grant.name, ttl: TOKEN_SECONDS, attributes: { [GRANT_ATTRIBUTE]: grant.id } });
  token.addGrant({ room, roomJoin: true, canPublish: true, canPublishSources: sources[grant.kind], canSubscribe: true, canPublishData: true, canUpdateOwnMetadata: false });
  return token.toJwt();
}

/**
 * Ours, and LiveKit's refreshed copies of ours: to join one named room, with a grant's id. Anything it could do beyond
 * that is refused, whoever signed it.
 */
const claims = z.object({
  sub: z.string().min(1),
  attributes: z.object({ [GRANT_ATTRIBUTE]: z.string().regex(/^[A-Za-z0-9_-]{22}$/) }),
  video: z.object({
    room: z.string().min(1), roomJoin: z.literal(true),
    roomCreate: z.literal(false).optional(), roomList: z.literal(false).optional(), roomAdmin: z.literal(false).optional(), roomRecord: z.literal(false).optional(),
    ingressAdmin: z.literal(false).optional(), canUpdateOwnMetadata: z.literal(false).optional(), hidden: z.literal(false).optional(), recorder: z.literal(false).optional(),
    agent: z.literal(false).optional(), destinationRoom: z.literal('').optional(),
  }),
  sip: z.never().optional(),
});

export interface ReadToken {
  readonly grant: string;
  readonly identity: string;
  readonly room: string;
}

/** What a token says, or null: not signed with our key, expired to the second, or no token of a grant's. */
export async function readToken(at: LiveKitAt, token: string): Promise<ReadToken | null> {
  const verified = await new TokenVerifier(at.key, at.secret).verify(token, 0).catch(() => null);
  const read = claims.safeParse(verified);
  if (!read.success) return null;
  return { grant: read.data.attributes[GRANT_ATTRIBUTE], identity: read.data.sub, room: read.data.video.room };
}
