import { Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { IconMark } from '../../shared/ui/icon.tsx';
import { Video } from '../../shared/ui/icons.ts';
import { shortName } from '../../shared/ui/short-name.ts';
import { usePerson } from '../person/person.tsx';
import { keepPresent, useConsults } from './use-consults.ts';
import styles from './visit-pin.module.css';
import { visitTexts } from './visit-texts.ts';

/** While one waits or is waited for: above the navigation of every page, with the way to the visit. Whoever reads messages meanwhile still waits. */
export function VisitPin(): JSX.Element {
  const t = useT(visitTexts);
  const person = usePerson();
  const consults = useConsults();
  keepPresent(() => (consults.open()?.state === 'waiting' ? (consults.open()?.id ?? null) : null));
  return (
    <Show when={consults.open()}>
      {(consult) => {
        const name = (): string => shortName(consult().provider.name);
        const isNow = (): boolean => consult().state === 'inProgress';
        return (
          <aside class={styles.pin} aria-label={t('pinned')}>
            <p class={styles.words} role="status"><IconMark icon={Video} size={20} /> <strong><bdi>{t(isNow() ? 'isWaiting' : 'waitingFor', { name: name() })}</bdi></strong></p>
            <Button kind={isNow() ? 'primary' : 'secondary'} href={person.pathTo(`visits/${consult().id}`)}>{t(isNow() ? 'join' : 'back')}</Button>
          </aside>
        );
      }}
    </Show>
  );
}
