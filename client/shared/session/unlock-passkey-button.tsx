import { createSignal, Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { Button } from '../ui/button.tsx';
import { KeyRound } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { lockTexts } from './lock-texts.ts';
import { passkeyTexts } from './passkey-texts.ts';
import { useSession } from './session.tsx';

/** On a locked screen, when this device knows a passkey of the account. */
export function UnlockPasskeyButton(): JSX.Element {
  const t = useT(passkeyTexts);
  const lock = useT(lockTexts);
  const session = useSession();
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal('');
  async function unlock(): Promise<void> {
    if (busy()) return;
    setBusy(true);
    setRefused('');
    try {
      const answer = await session.unlockByPasskey();
      if (!answer.ok) setRefused(wordsOf(answer.why));
    } catch {
      // A part of the app that is not on this device yet, or a store that does not open.
      setRefused(lock('lock.needsNetwork'));
    } finally {
      setBusy(false);
    }
  }
  type Why = Exclude<Awaited<ReturnType<typeof session.unlockByPasskey>>, { ok: true }>['why'];
  function wordsOf(why: Why): string {
    if (why === 'none') return `${t('passkey.none.reason')} ${t('passkey.none.remedy')}`;
    if (why === 'wrong') return `${t('passkey.refused.reason')} ${t('passkey.refused.remedy')}`;
    if (why === 'closed' || why === 'needsNetwork' || why === 'unheard' || why === 'signInAgain') return lock(`lock.${why}`);
    return why === 'wait' ? t('browser.failed') : t(`browser.${why}`);
  }
  return (
    <>
      <Button size="last" wide icon={KeyRound} onPress={() => void unlock()}>{t('unlock.act')}</Button>
      <div role="alert"><Show when={refused()}>{(words) => <Notice tone="asks" title={words()} />}</Show></div>
    </>
  );
}
