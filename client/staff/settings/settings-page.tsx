import type { JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { LanguageRows } from '../../shared/shell/language-rows.tsx';
import { languageTexts } from '../../shared/shell/language-texts.ts';
import { chooseTheme, theme, themes } from '../../shared/shell/theme.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { TextQuote } from '../../shared/ui/icons.ts';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { CANNED_REPLIES } from '../shell/addresses.ts';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { AwayPart } from './away-part.tsx';
import { DevicePart } from './device-part.tsx';
import { KeysPart } from './keys-part.tsx';
import { PasskeysPart } from './passkeys-part.tsx';
import { SessionsPart } from './sessions-part.tsx';
import styles from './settings.module.css';
import { SignOutPart } from './sign-out-part.tsx';
import { settingsTexts } from './texts.ts';

/** What a member of staff sets for themselves on this device, and where else they are signed in. */
export function SettingsPage(): JSX.Element {
  const t = useT(settingsTexts);
  const language = useT(languageTexts);
  const { account } = useSync();
  return (
    <StaffFrame
      current="settings"
      title={t('title')}
      pane={
        <div class={styles.page}>
          <Part title={t('look.title')}><ThemeChoice /></Part>
          <Part title={language('legend')}><LanguageRows account={account.id} legendHidden /></Part>
          <AwayPart />
          <Part title={t('keys.title')}><KeysPart /></Part>
          <Part title={t('replies.title')}>
            <p>{t('replies.second')}</p>
            <div><Button icon={TextQuote} href={CANNED_REPLIES}>{t('replies.act')}</Button></div>
          </Part>
          <Part title={t('device.title')}><DevicePart /></Part>
          <Part title={t('passkeys.title')}><PasskeysPart /></Part>
          <SessionsPart />
          <Part title={t('signOut.title')}><SignOutPart /></Part>
        </div>
      }
    />
  );
}

function Part(props: { readonly title: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <section class={styles.part}>
      <h2 class={styles.heading}>{props.title}</h2>
      {props.children}
    </section>
  );
}

function ThemeChoice(): JSX.Element {
  const t = useT(settingsTexts);
  return (
    <RadioRows
      legend={t('look.legend')}
      legendHidden
      value={theme()}
      onChange={(value) => chooseTheme(themes.find((one) => one === value) ?? 'system')}
      options={themes.map((one) => ({ value: one, label: t(`look.${one}`) }))}
    />
  );
}
