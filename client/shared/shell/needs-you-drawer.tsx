import { Show, type JSX } from 'solid-js';
import { clinicTextsEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../i18n/context.tsx';
import { useSync } from '../sync/sync.ts';
import { useView } from '../sync/views/use-view.ts';
import { Drawer } from '../ui/drawer.tsx';
import { LifeBuoy } from '../ui/icons.ts';
import { IconMark } from '../ui/icon.tsx';
import { NeedsYouList } from './needs-you-list.tsx';
import styles from './needs-you.module.css';
import { shellTexts } from './shell-texts.ts';

/** Staff: the tray slides in over the work, which stays where it was. Patients have a page of their own. */
export function NeedsYouDrawer(props: { readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(shellTexts);
  const sync = useSync();
  const texts = useView(() => viewName.clinic(sync.account.clinic)).section('texts', clinicTextsEntry);
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      title={t('needsYou.title')}
      count={sync.needsYou().length}
      countLabel={t('needsYou.count', { count: sync.needsYou().length })}
      second={t('needsYou.kept')}
      foot={
        <Show when={texts()['texts']?.phone}>
          {(phone) => (
            <p class={styles.help}>
              <IconMark icon={LifeBuoy} size={18} />
              <span>{t('needsYou.stuck')}</span>
              <a class={styles.phone} href={`tel:${phone().replace(/\s/g, '')}`}><bdi dir="ltr">{phone()}</bdi></a>
            </p>
          )}
        </Show>
      }
    >
      <NeedsYouList />
    </Drawer>
  );
}
