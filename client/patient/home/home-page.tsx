import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, onCleanup, Show, type Component, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';

import { brandEntry, clinicTextsEntry } from '../../../schema/clinic.ts';
import { threadEntry } from '../../../schema/messages.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ClinicMark } from '../../shared/ui/clinic-mark.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { PencilLine, Phone } from '../../shared/ui/icons.ts';
import { List } from '../../shared/ui/list.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { ThreadRow } from '../shared/thread-row.tsx';
import { usePerson } from '../person/person.tsx';
import { useUnread } from '../person/unread.ts';
import { MainScreen } from '../shell.tsx';
import styles from './home.module.css';
import { homeTexts } from './texts.ts';

/** The page is usable first; what it offers besides comes below it. */
const LATE_MS = 1_500;

/** What is new, what waits, and how to reach the clinic. */
export function HomePage(): JSX.Element {
  const t = useT(homeTexts);
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const brand = () => clinic.section('brand', brandEntry)()['brand'];
  const texts = () => clinic.section('texts', clinicTextsEntry)()['texts'];
  const view = useView(() => viewName.threads(person.patient()));
  const threads = view.section('threads', threadEntry);
  const unread = useUnread(person.patient);
  /** Unread first, then the newest conversation: enough to go on where one was. */
  const shown = createMemo(() =>
    Object.values(threads()).sort((a, b) => Number(unread.ofThread(b.id) > 0) - Number(unread.ofThread(a.id) > 0) || b.lastAt - a.lastAt).slice(0, 3));
  /** Nothing is said of what was never here. */
  const isComing = (): boolean => sync.state().kind === 'receiving' || sync.state().kind === 'current';
  /** "New" is said only of what was not read. */
  function heading(): string {
    const isNew = view.held() && shown().length === 0 || shown().some((thread) => unread.ofThread(thread.id) > 0);
    if (!isNew) return t('conversations');
    return person.isSelf() ? t('new') : t('newFor', { name: person.firstName() });
  }
  const [next, setNext] = createSignal<Component>();
  void import('../shared/next-card.tsx').then((part) => setNext(() => part.NextCard), leaveOut);
  const [offer, setOffer] = createSignal<Component>();
  const timer = setTimeout(() => void import('./later.tsx').then((part) => setOffer(() => part.Later), leaveOut), LATE_MS);
  onCleanup(() => clearTimeout(timer));
  const refused = () => sync.needsYou().filter((request) => request.patient === person.patient());
  return (
    <MainScreen title={t('title')} current="home">
      <ClinicMark name={brand()?.name ?? ''} mark={brand()?.mark} />
      <Show when={refused().length > 0}>
        <Notice tone="asks" title={t('needsYou', { count: refused().length })} act={{ label: t('seeWhy'), href: person.pathTo('more/needs-you') }} />
      </Show>
      <Dynamic component={next()} />
      <section class={styles.ask}>
        <h1 class={styles.askTitle}>{t('promise', { clinic: brand()?.name ?? '' })}</h1>
        <Show when={texts()}>{(words) => <p><bdi>{words().replyPromise}</bdi></p>}</Show>
        <Button kind="primary" wide icon={PencilLine} onPress={() => navigate(person.pathTo('messages/new'))}>
          {person.isSelf() ? t('write') : t('writeFor', { name: person.firstName() })}
        </Button>
      </section>
      <section aria-labelledby="home-new">
        <h2 id="home-new" class={styles.heading}>{heading()}</h2>
        <Show when={shown().length === 0}>
          <Show when={!view.held() && isComing()} fallback={<p class={styles.quiet}>{t(view.held() ? 'nothing' : 'notHere')}</p>}>
            <Skeleton of="list" rows={2} />
          </Show>
        </Show>
        <List labelledBy="home-new">
          <Each of={shown()} by={({ id }) => id}>{(thread) => <ThreadRow thread={thread()} unread={unread.ofThread(thread().id)} />}</Each>
          <Show when={texts()?.phone}>
            {(phone) => <ListRow icon={Phone} href={`tel:${phone().replace(/\s/g, '')}`} title={t('call', { clinic: brand()?.name ?? '' })} second={<bdi dir="ltr">{phone()}</bdi>} />}
          </Show>
        </List>
        <Show when={texts()?.emergencyPhone}>
          {(phone) => <p class={styles.quiet}>{t('emergency')} <a href={`tel:${phone().replace(/\s/g, '')}`}><bdi dir="ltr">{phone()}</bdi></a></p>}
        </Show>
      </section>
      <Dynamic component={offer()} />
    </MainScreen>
  );
}

/** What is not on the device yet is not offered. */
function leaveOut(): void {}
