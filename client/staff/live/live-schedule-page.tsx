import { useNavigate } from '@solidjs/router';
import { Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { SchedulePage } from '../shared/schedule/schedule-page.tsx';
import { LIVE } from '../shell/addresses.ts';
import { useLiveGroups } from './live-frame.tsx';
import { staffLiveTexts } from './texts.ts';
import { useLive } from './use-live.ts';

/** C38: the same schedule as the front desk's, video visits alone. */
export function LiveSchedulePage(): JSX.Element {
  const t = useT(staffLiveTexts);
  const live = useLive();
  const navigate = useNavigate();
  return (
    <SchedulePage
      current={null} title={t('schedule')} only="telehealth" groups={useLiveGroups(live, () => 'schedule')}
      more={(block) => <Show when={live.all().find(({ appointment }) => appointment === block.appointment?.id)}>{(one) => <Button onPress={() => navigate(`${LIVE}/${one().id}?whose=all&day=${live.dayOf(one().startsAt)}`)}>{t('act.consult')}</Button>}</Show>}
    />
  );
}
