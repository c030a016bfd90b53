import type { JSX } from 'solid-js';
import { appBase } from './base.ts';
import { ReplyPage } from './reply/reply-page.tsx';
import { InvitePage } from './visits/invite-page.tsx';

/** What the links of messages open without anybody signed in: a reminder's answer, or the way to a visit by video. */
export function LinkPages(): JSX.Element {
  return location.pathname === `${appBase()}/reply` ? <ReplyPage /> : <InvitePage />;
}
