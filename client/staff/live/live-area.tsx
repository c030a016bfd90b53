import { useLocation } from '@solidjs/router';
import { lazy, untrack, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { LIVE_ROOM, LIVE_SCHEDULE, LIVE_WAITING } from '../shell/addresses.ts';

const BoardPage = lazy(() => import('./board-page.tsx').then((page) => ({ default: page.BoardPage })));
const WaitingPage = lazy(() => import('./waiting-page.tsx').then((page) => ({ default: page.WaitingPage })));
const RoomPage = lazy(() => import('./room-page.tsx').then((page) => ({ default: page.RoomPage })));
const LiveSchedulePage = lazy(() => import('./live-schedule-page.tsx').then((page) => ({ default: page.LiveSchedulePage })));
const pages = [[LIVE_WAITING, WaitingPage], [LIVE_ROOM, RoomPage], [LIVE_SCHEDULE, LiveSchedulePage]] as const;

/** The pages of this area come as parts of one: the first load names only that. */
export function LiveArea(): JSX.Element {
  const location = useLocation();
  const path = untrack(() => location.pathname);
  return <Dynamic component={pages.find(([address]) => path === address || path.startsWith(`${address}/`))?.[1] ?? BoardPage} />;
}
