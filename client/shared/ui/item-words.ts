import { useFormat, useT } from '../i18n/context.tsx';
import type { Icon } from './icon.tsx';
import { ArrowUp, Check, CheckCheck, Clock, GitMerge, Pencil, TriangleAlert, Undo2 } from './icons.ts';
import type { ItemState } from './item-state.ts';
import { uiTexts } from './ui-texts.ts';

/** A total table: a new state does not compile until it has its icon. */
export const itemIcons: Readonly<Record<ItemState['kind'], Icon>> = {
  draft: Pencil,
  saved: Clock,
  sending: ArrowUp,
  received: Check,
  handled: CheckCheck,
  notAccepted: TriangleAlert,
  tooLate: TriangleAlert,
  withdrawn: Undo2,
  superseded: GitMerge,
};

/** Word and time of a state, for the eye and the ear alike. */
export function useItemWords(): (state: ItemState) => string {
  const t = useT(uiTexts);
  const format = useFormat();
  return (state) => {
    switch (state.kind) {
      case 'draft':
        return state.at === undefined ? t('item.draft') : t('item.draftAt', { time: format.stamp(state.at) });
      case 'saved':
        return t('item.saved', { time: format.stamp(state.at) });
      case 'sending':
        return t('item.sending');
      case 'received':
        return state.clinic === undefined
          ? t('item.received', { time: format.stamp(state.at) })
          : t('item.receivedBy', { clinic: state.clinic, time: format.stamp(state.at) });
      case 'handled': {
        const time = format.stamp(state.at);
        if (state.what === 'released' || state.what === 'done') return t(`item.${state.what}`, { time });
        if (state.clinic === undefined) return t(`item.${state.what}`, { time });
        return t(`item.${state.what}By`, { clinic: state.clinic, time });
      }
      case 'notAccepted':
        return state.at === undefined ? t('item.notAccepted') : t('item.notAcceptedAt', { time: format.stamp(state.at) });
      case 'tooLate':
        return t('item.tooLate');
      case 'withdrawn': {
        const time = format.stamp(state.at);
        if (state.words !== undefined) return state.words;
        return state.by === undefined ? t('item.withdrawn', { time }) : t('item.withdrawnBy', { name: state.by, time });
      }
      case 'superseded':
        return state.text;
    }
  };
}
