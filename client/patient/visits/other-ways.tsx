import { useNavigate } from '@solidjs/router';
import { Show, type JSX } from 'solid-js';
import { brandEntry, clinicTextsEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { MessageCircle, Phone } from '../../shared/ui/icons.ts';
import { usePerson } from '../person/person.tsx';
import styles from './visits.module.css';
import { visitsTexts } from './texts.ts';

/** What works without a visit by video: the phone needs no network of ours, a message waits for one. */
export function OtherWays(props: { readonly first?: JSX.Element }): JSX.Element {
  const t = useT(visitsTexts);
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const phone = () => clinic.section('texts', clinicTextsEntry)()['texts']?.phone;
  const name = (): string => clinic.section('brand', brandEntry)()['brand']?.name ?? '';
  return (
    <div class={styles.ways}>
      {props.first}
      <Show when={phone()}>{(number) => <Button kind="quiet" icon={Phone} href={`tel:${number().replace(/\s/g, '')}`}>{t('ways.call', { clinic: name() })}</Button>}</Show>
      <Button kind="quiet" icon={MessageCircle} onPress={() => navigate(person.pathTo('messages/new'))}>{t('ways.write')}</Button>
    </div>
  );
}
