import type { JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Armchair, CalendarRange, LayoutDashboard, Video } from '../../shared/ui/icons.ts';
import { LIVE, LIVE_ROOM, LIVE_SCHEDULE, LIVE_WAITING } from '../shell/addresses.ts';
import type { Icon } from '../../shared/ui/icon.tsx';
import { StaffFrame, type StaffFrameProps } from '../shell/staff-frame.tsx';
import { staffLiveTexts } from './texts.ts';
import type { Live } from './use-live.ts';

/** Of the sources' eight those that are there. */
export type LiveTab = 'board' | 'waiting' | 'room' | 'schedule';
const tabs: readonly (readonly [LiveTab, string, Icon])[] = [['board', LIVE, LayoutDashboard], ['waiting', LIVE_WAITING, Armchair], ['room', LIVE_ROOM, Video], ['schedule', LIVE_SCHEDULE, CalendarRange]];

/** What the rail shows in this area: its own places first, everything else after. */
export function useLiveGroups(live: Live | null, current: () => LiveTab): NonNullable<StaffFrameProps['groups']> {
  const t = useT(staffLiveTexts);
  const count = (): number => live?.waiting().length ?? 0;
  return (portal) => [
    { title: t('area'), items: tabs.map(([name, href, icon]) => ({
      href, icon, label: t(`tabs.${name}`), current: name === current(), ...(name === 'waiting' && live ? { count: count(), countLabel: t('waitingCount', { count: count() }), tone: 'asks' as const } : {}),
    })) },
    { title: t('portal'), items: portal.filter(({ href }) => href !== LIVE) },
  ];
}

/** Every page of the area Live. */
export function LiveFrame(props: Omit<StaffFrameProps, 'current' | 'groups' | 'title'> & { readonly live: Live; readonly tab: LiveTab; readonly title?: string | undefined }): JSX.Element {
  const t = useT(staffLiveTexts);
  return <StaffFrame {...props} current={null} title={props.title ?? t(`tabs.${props.tab}`)} groups={useLiveGroups(props.live, () => props.tab)} />;
}
