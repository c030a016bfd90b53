import { useFormat, useT } from '../i18n/context.tsx';
import type { Icon } from './icon.tsx';
import { Check, ClockAlert, CloudOff, Download, HardDrive, Hourglass, LogIn, RefreshCw, TriangleAlert } from './icons.ts';
import { onlyHere, type SyncState } from './sync-state.ts';
import { syncTexts } from './sync-texts.ts';
import { uiTexts } from './ui-texts.ts';

export interface SyncWords {
  readonly title: string;
  readonly rest?: string | undefined;
}

export const syncIcons: Readonly<Record<SyncState['kind'], Icon>> = {
  current: Check,
  offline: CloudOff,
  offlineWaiting: CloudOff,
  sending: RefreshCw,
  receiving: RefreshCw,
  slow: Hourglass,
  unreachable: CloudOff,
  captive: LogIn,
  needsYou: TriangleAlert,
  signedOut: LogIn,
  appTooOld: Download,
  clockWrong: ClockAlert,
  storageLow: HardDrive,
};

/** What is so, then what it means; the same words in the chip, the strip, the sheet and for screen readers. */
export function useSyncWords(): (state: SyncState) => SyncWords {
  const t = useT(syncTexts);
  const ui = useT(uiTexts);
  const format = useFormat();
  const waiting = (state: SyncState): string | undefined => (onlyHere(state) > 0 ? t('waiting', { count: onlyHere(state) }) : undefined);
  return (state) => {
    switch (state.kind) {
      case 'current': {
        const asOf = state.asOf === undefined ? undefined : ui('fresh.asOf', { stamp: format.stamp(state.asOf) });
        return { title: t('current.title'), rest: state.live ? ui('fresh.live') : asOf };
      }
      case 'offlineWaiting':
        return { title: t('offlineWaiting.title', { count: state.count }), rest: t('offlineWaiting.rest', { count: state.count }) };
      case 'sending':
        return { title: t('sending.title', { n: state.n, of: state.of }) };
      case 'receiving':
        return { title: t('receiving.title', { percent: Math.round(state.percent) }) };
      case 'captive':
        return { title: t('captive.title'), rest: waiting(state) };
      case 'needsYou':
        return { title: t('needsYou.title', { count: state.count }), rest: t('needsYou.rest') };
      case 'signedOut':
        return state.count === 0
          ? { title: t('signedOut.none') }
          : { title: t('signedOut.title', { count: state.count }), rest: t('signedOut.rest', { count: state.count }) };
      case 'appTooOld':
        return { title: state.count === 0 ? t('appTooOld.none') : t('appTooOld.title', { count: state.count }) };
      case 'storageLow':
        return { title: t('storageLow.title'), rest: t('storageLow.rest', { mb: format.number(state.mb) }) };
      case 'slow':
      case 'unreachable':
        return { title: t(`${state.kind}.title`), rest: waiting(state) ?? t(`${state.kind}.rest`) };
      case 'offline':
      case 'clockWrong':
        return { title: t(`${state.kind}.title`), rest: t(`${state.kind}.rest`) };
    }
  };
}

export function joinWords(words: SyncWords): string {
  return words.rest === undefined ? words.title : `${words.title} ${words.rest}`;
}
