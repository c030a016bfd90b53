import { useNavigate } from '@solidjs/router';
import { For, Match, Show, Switch, type JSX } from 'solid-js';
import type { AppointmentEntry, BookingEntry } from '../../../schema/bookings.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { CalendarDays } from '../../shared/ui/icons.ts';
import type { ItemState } from '../../shared/ui/item-state.ts';
import { List } from '../../shared/ui/list.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { usePerson } from '../person/person.tsx';
import { MainScreen } from '../shell.tsx';
import styles from './bookings.module.css';
import { RefusedWish } from './refused-wish.tsx';
import { bookingsTexts } from '../shared/bookings-texts.ts';
import { useBookings, type Bookings } from '../shared/use-bookings.ts';
import { useVisitWords } from '../shared/use-visit-words.ts';

/** What was asked for, what is confirmed, and what was (C81). "Requested" until somebody of the clinic has confirmed. */
export function BookingsPage(): JSX.Element {
  const t = useT(bookingsTexts);
  const f = useFormat();
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const bookings = useBookings();
  const title = (): string => (person.isSelf() ? t('title') : t('titleFor', { name: person.firstName() }));
  const isEmpty = (): boolean => bookings.next().length + bookings.open().length + bookings.here().length + bookings.earlier().length === 0;
  return (
    <MainScreen title={title()} current="bookings">
      <div class={styles.head}>
        <h1>{title()}</h1>
        <FreshnessStamp of="record" {...bookings.stamp()} />
      </div>
      <Button kind="primary" wide icon={CalendarDays} onPress={() => navigate(person.pathTo('bookings/new'))}>
        {person.isSelf() ? t('ask') : t('askFor', { name: person.firstName() })}
      </Button>
      <For each={bookings.refused()}>{(one) => <RefusedWish refused={one} />}</For>
      <Switch fallback={<Skeleton of="list" rows={3} />}>
        <Match when={bookings.view.held() || bookings.here().length > 0}>
          <Show when={bookings.unread() > 0}><Notice title={t('unread', { count: bookings.unread() })} /></Show>
          <Show when={isEmpty()}><EmptyState kind="nothingYet" why={t('empty.why')} next={t('empty.next')} /></Show>
          <Group title={t('next')} entries={bookings.next()} bookings={bookings} />
          <Show when={bookings.open().length + bookings.here().length > 0}>
            <section>
              <h2 class={styles.heading}>{t('waits')}</h2>
              <List label={t('waits')}>
                <For each={bookings.here()}>
                  {({ request, wish }) => (
                    <ListRow
                      icon={CalendarDays} dashed title={f.appointment(wish.startsAt)}
                      second={<StateMark state={request.state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: request.savedAt }} {...(request.state === 'sending' ? {} : { words: t('saved.request') })} />}
                    />
                  )}
                </For>
                <For each={bookings.open()}>{(one) => <Row entry={one} bookings={bookings} />}</For>
              </List>
            </section>
          </Show>
          <Group title={t('earlier')} entries={bookings.earlier()} bookings={bookings} />
        </Match>
        <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
          <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
        </Match>
      </Switch>
    </MainScreen>
  );
}

function Group(props: { readonly title: string; readonly entries: readonly (AppointmentEntry | BookingEntry)[]; readonly bookings: Bookings }): JSX.Element {
  return (
    <Show when={props.entries.length > 0}>
      <section>
        <h2 class={styles.heading}>{props.title}</h2>
        <List label={props.title}><For each={props.entries}>{(one) => <Row entry={one} bookings={props.bookings} />}</For></List>
      </section>
    </Show>
  );
}

function Row(props: { readonly entry: AppointmentEntry | BookingEntry; readonly bookings: Bookings }): JSX.Element {
  const t = useT(bookingsTexts);
  const f = useFormat();
  const person = usePerson();
  const words = useVisitWords();
  const asked = () => props.bookings.asked(props.entry.id);
  const state = (): ItemState | undefined => {
    const found = asked();
    return found && (found.request.state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: found.request.savedAt });
  };
  return (
    <ListRow
      icon={CalendarDays} href={person.pathTo(`bookings/${props.entry.id}`)} dashed={asked() !== undefined}
      title={f.appointment(props.entry.startsAt)}
      second={<>
        <bdi>{words.second(props.entry)}</bdi><br />
        <Show when={state()} fallback={<strong>{words.state(props.entry)}</strong>}>{(one) => <StateMark state={one()} words={t(`saved.${asked()?.what ?? 'withdraw'}`)} />}</Show>
      </>}
    />
  );
}
