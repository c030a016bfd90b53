import { useT } from '../../shared/i18n/context.tsx';
import type { KeyHint } from '../../shared/ui/key-bar.tsx';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import { messagesTexts } from './texts.ts';

/** The keys of the inbox; the first seven stand in the key bar. */
export function useKeyHints(): () => readonly KeyHint[] {
  const t = useT(messagesTexts);
  const settings = useStaffSettings();
  return () => {
    const map = settings.keymap();
    return [
      { caps: [map.next, map.previous], label: t('keys.next') },
      { caps: ['enter'], label: t('keys.open') },
      { caps: [map.assign], label: t('keys.assign') },
      { caps: [map.reply], label: t('keys.reply') },
      { caps: [map.close], label: t('keys.close') },
      { caps: [map.undo], label: t('keys.undo') },
      { caps: [map.help], label: t('keys.all') },
      { caps: [map.canned], label: t('keys.canned') },
      { caps: [map.search], label: t('keys.search') },
      { caps: [map.go, map.goMessages], label: t('keys.goMessages') },
      { caps: [map.go, map.goPatients], label: t('keys.goPatients') },
      { caps: ['ctrl', 'k'], label: t('keys.commands') },
      { caps: ['ctrl', 'i'], label: t('keys.cannedWriting') },
      { caps: ['ctrl', 'enter'], label: t('keys.send') },
    ];
  };
}

export const KEYS_IN_BAR = 7;
