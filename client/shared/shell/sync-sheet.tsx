import { createMemo, Show, type JSX } from 'solid-js';
import { clinicTextsEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../i18n/context.tsx';
import { useSession } from '../session/session.tsx';
import { appMade } from '../../../schema/app-made.ts';
import { useSync } from '../sync/sync.ts';
import { useView } from '../sync/views/use-view.ts';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { Each } from '../ui/each.tsx';
import { GitMerge, HardDrive, LogIn, Phone, RefreshCw } from '../ui/icons.ts';
import { IconMark } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { syncIcons } from '../ui/sync-words.ts';
import { ArrivingPart } from './arriving.tsx';
import { arrivingTexts } from './arriving-texts.ts';
import { LastTries } from './last-tries.tsx';
import { useShellPanels } from './shell-panels.tsx';
import { shellTexts } from './shell-texts.ts';
import styles from './sync-sheet.module.css';
import { WaitingItem } from './waiting-item.tsx';

/** What waits here, what was tried, and what a person can do about it (UX: one sheet for both apps). */
export function SyncSheet(props: { readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(shellTexts);
  const sync = useSync();
  const kind = (): ReturnType<typeof sync.state>['kind'] => sync.state().kind;
  const acts = (): JSX.Element => <SheetActs />;
  return (
    <Show
      when={sync.account.app === 'staff'}
      fallback={
        <Sheet open={props.open} onClose={props.onClose} icon={syncIcons[kind()]} title={t(`sheet.${kind()}.title`)} second={t(`sheet.${kind()}.second`)} acts={acts()}>
          <SheetBody />
        </Sheet>
      }
    >
      <Drawer open={props.open} onClose={props.onClose} title={t(`sheet.${kind()}.title`)} foot={acts()}>
        <p class={styles.state}>
          <span class={styles.tile}><IconMark icon={syncIcons[kind()]} size={20} /></span>
          {t(`sheet.${kind()}.second`)}
        </p>
        <SheetBody />
      </Drawer>
    </Show>
  );
}

function SheetBody(): JSX.Element {
  const t = useT(shellTexts);
  const arriving = useT(arrivingTexts);
  const sync = useSync();
  const panels = useShellPanels();
  const decided = (): number => sync.superseded().length + sync.notices().length;
  const waiting = createMemo(() => sync.waiting().filter((request) => !appMade.has(request.type)));
  return (
    <div class={styles.body}>
      <Show when={sync.views.notKept()}><Notice tone="asks" icon={HardDrive} title={arriving('full')} announce>{arriving('fullText')}</Notice></Show>
      <ArrivingPart />
      <Show when={sync.needsYou().length > 0} fallback={
        <Show when={decided() > 0}>
          <Notice icon={GitMerge} title={t('sheet.decided', { count: decided() })} act={{ label: t('sheet.see'), onPress: () => panels.openNeedsYou() }} />
        </Show>
      }>
        <Notice tone="asks" title={t('sheet.needsYouNotice', { count: sync.needsYou().length })} act={{ label: t('sheet.seeWhy'), onPress: () => panels.openNeedsYou() }} />
      </Show>
      <section class={styles.section}>
        <h3 class={styles.heading}>{waiting().length > 0 ? t('sheet.waiting', { count: waiting().length }) : t('sheet.nothingWaiting')}</h3>
        <Show when={waiting().length > 0}>
          <ul class={styles.items}>
            <Each of={waiting()} by={({ id }) => id}>{(request) => <WaitingItem request={request()} />}</Each>
          </ul>
        </Show>
      </section>
      <section class={styles.section}>
        <h3 class={styles.heading}>{t('sheet.lastTries')}</h3>
        <LastTries />
      </section>
    </div>
  );
}

function SheetActs(): JSX.Element {
  const t = useT(shellTexts);
  const sync = useSync();
  const texts = useView(() => viewName.clinic(sync.account.clinic)).section('texts', clinicTextsEntry);
  const phone = (): string | undefined => texts()['texts']?.phone;
  const session = useSession();
  const panels = useShellPanels();
  function signIn(): void {
    panels.closeAll();
    session.askSignIn();
  }
  return (
    <>
      <Show
        when={sync.state().kind === 'signedOut'}
        fallback={<Button kind="primary" icon={RefreshCw} wide onPress={() => void sync.tryNow()}>{t('sheet.tryNow')}</Button>}
      >
        <Button kind="primary" icon={LogIn} wide onPress={signIn}>{t('sheet.signIn')}</Button>
      </Show>
      <Show when={phone()}>
        {(number) => (
          <Button kind="secondary" icon={Phone} wide href={`tel:${number().replace(/\s/g, '')}`}>
            {sync.account.app === 'staff' ? t('sheet.callHelp', { phone: number() }) : t('sheet.getHelp')}
          </Button>
        )}
      </Show>
    </>
  );
}
