import { createSignal, Show, type JSX } from 'solid-js';

import { brandEntry, clinicTextsEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSession } from '../../shared/session/session.tsx';
import { DeviceRoom } from '../../shared/shell/device-room.tsx';
import { InstallSetting } from '../../shared/shell/install-offer.tsx';
import { LanguageRows } from '../../shared/shell/language-rows.tsx';
import { chooseTheme, theme, themes } from '../../shared/shell/theme.ts';
import { appMade } from '../../../schema/app-made.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { NotHere } from '../../shared/shell/not-here.tsx';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Badge } from '../../shared/ui/badge.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { FileText, FolderHeart, Lock, LogIn, Phone, TriangleAlert } from '../../shared/ui/icons.ts';
import { List } from '../../shared/ui/list.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { Sheet } from '../../shared/ui/sheet.tsx';
import { usePerson } from '../person/person.tsx';
import { MainScreen } from '../shell.tsx';
import styles from './more.module.css';
import { SessionsList } from './sessions-list.tsx';
import { moreTexts } from './texts.ts';

export function MorePage(): JSX.Element {
  const t = useT(moreTexts);
  const sync = useSync();
  const session = useSession();
  const person = usePerson();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const phone = () => clinic.section('texts', clinicTextsEntry)()['texts']?.phone;
  const name = () => clinic.section('brand', brandEntry)()['brand']?.name ?? '';
  const needsYou = (): number => sync.needsYou().length;
  const [leaving, setLeaving] = createSignal(false);
  return (
    <MainScreen title={t('title')} current="more">
      <h1 class={styles.title}>{t('title')}</h1>
      <List label={t('title')}>
        <ListRow icon={FolderHeart} href={person.pathTo('record')} title={person.isSelf() ? t('record') : t('recordOf', { name: person.firstName() })} second={t('recordSecond')} end={<NotHere view={viewName.record(person.patient())} />} />
        <Show when={person.reach().scopes.includes('billing')}>
          <ListRow icon={FileText} href={person.pathTo('bills')} title={person.isSelf() ? t('bills') : t('billsOf', { name: person.firstName() })} second={t('billsSecond')} end={<NotHere view={viewName.billing(person.patient())} />} />
        </Show>
        <ListRow
          icon={TriangleAlert}
          href={person.pathTo('more/needs-you')}
          title={t('needsYou')}
          second={needsYou() > 0 ? t('needsYouCount', { count: needsYou() }) : t('nothing')}
          end={<Show when={needsYou() > 0}><Badge tone="asks" count={needsYou()} label={t('needsYouCount', { count: needsYou() })} /></Show>}
        />
        <Show when={phone()}>
          {(number) => <ListRow icon={Phone} href={`tel:${number().replace(/\s/g, '')}`} title={t('call', { clinic: name() })} second={<bdi dir="ltr">{number()}</bdi>} />}
        </Show>
        <ListRow icon={Lock} onPress={session.lock} title={t('lock')} second={t('lockSecond')} />
        <ListRow icon={LogIn} onPress={() => setLeaving(true)} title={t('signOut.act')} second={t('signOut.second', { name: sync.actor()?.name ?? sync.account.name })} />
      </List>
      <RadioRows
        legend={t('look')}
        value={theme()}
        onChange={(value) => chooseTheme(themes.find((one) => one === value) ?? 'system')}
        options={themes.map((one) => ({ value: one, label: t(`theme.${one}`) }))}
      />
      <LanguageRows account={sync.account.id} />
      <InstallSetting heading="h2" />
      <DeviceRoom heading="h2" />
      <SessionsList />
      <SignOutSheet open={leaving()} onClose={() => setLeaving(false)} />
    </MainScreen>
  );
}

/** Says how much has not reached the clinic before anybody signs out; it is delivered afterwards all the same (R11). */
function SignOutSheet(props: { readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(moreTexts);
  const sync = useSync();
  const session = useSession();
  const unsent = (): number => sync.waiting().filter((request) => !appMade.has(request.type)).length;
  return (
    <Sheet
      open={props.open}
      onClose={props.onClose}
      title={t('signOut.question')}
      acts={
        <>
          <Button kind="primary" wide onPress={() => void session.signOut()}>{t('signOut.act')}</Button>
          <Button wide onPress={props.onClose}>{t('signOut.stay')}</Button>
        </>
      }
    >
      <p>{unsent() > 0 ? t('signOut.unsent', { count: unsent() }) : t('signOut.nothing')}</p>
    </Sheet>
  );
}
