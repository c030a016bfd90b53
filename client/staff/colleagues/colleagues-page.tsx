import { createEffect, createSignal, For, Match, on, Show, Switch, type JSX } from 'solid-js';
import { staffAnswer, type ColleagueRow } from '../../../schema/colleagues.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { askClinic } from '../shared/ask-clinic.ts';
import { AwayForm } from '../shared/away-form.tsx';
import { useOffice } from '../shared/use-office.ts';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { ColleagueItem } from './colleague-item.tsx';
import styles from './colleagues.module.css';
import { colleaguesTexts } from './texts.ts';

/** B45: who signs in at the clinic, for whoever manages staff. Read from the clinic, kept on no device. */
export function ColleaguesPage(): JSX.Element {
  const t = useT(colleaguesTexts);
  const f = useFormat();
  const isReachable = useReachable();
  const office = useOffice();
  const [staff, setStaff] = createSignal<readonly ColleagueRow[]>([]);
  const [askedAt, setAskedAt] = createSignal<number>();
  const [isAsking, setAsking] = createSignal(false);
  const [asked, setAsked] = createSignal<{ readonly what: 'close' | 'away'; readonly staff: string } | null>(null);
  let turn = 0;
  async function load(): Promise<void> {
    const mine = (turn += 1);
    setAsking(true);
    const answer = await askClinic('/api/staff', staffAnswer, { method: 'GET' });
    // Asked again meanwhile: the newer answer counts.
    if (mine !== turn) return;
    setAsking(false);
    if (!answer.ok) return;
    setStaff(answer.value.staff);
    setAskedAt(Date.now());
  }
  void load();
  createEffect(on(isReachable, (now, before) => { if (now && before === false) void load(); }));
  const personOf = (what: 'close' | 'away'): ColleagueRow | undefined => (asked()?.what === what ? staff().find(({ id }) => id === asked()?.staff) : undefined);
  return (
    <StaffFrame
      current="staff"
      title={t('title')}
      pane={
        <div class={styles.page}>
          <Switch>
            <Match when={askedAt() === undefined && isAsking()}><Skeleton of="text" /></Match>
            <Match when={askedAt() === undefined && !isReachable()}>
              <EmptyState kind="notHere" why={t('offline.why')} next={t('offline.next')} act={{ label: t('again'), onPress: () => void load() }} />
            </Match>
            <Match when={askedAt() === undefined}>
              <EmptyState kind="nothingYet" why={t('failed.why')} next={t('failed.next')} act={{ label: t('again'), onPress: () => void load() }} />
            </Match>
            <Match when={true}>
              <p class={styles.second}>{t('intro')}</p>
              <p class={styles.second} role="status">{t('asOf', { time: f.stamp(askedAt() ?? 0) })}</p>
              <ul class={styles.list} aria-label={t('list')}>
                <For each={staff()}>
                  {(person) => <ColleagueItem person={person} office={office} onAsk={(what) => setAsked({ what, staff: person.id })} onAnswered={() => void load()} />}
                </For>
              </ul>
            </Match>
          </Switch>
          <Show when={personOf('close')}>{(person) => <CloseDialog person={person()} staff={staff()} onClose={() => setAsked(null)} onAnswered={() => void load()} />}</Show>
          <Show when={personOf('away')}>
            {(person) => (
              <Dialog open onClose={() => setAsked(null)} title={t('awayOf', { name: person().name })} acts={<Button onPress={() => setAsked(null)}>{t('cancel')}</Button>}>
                <AwayForm staff={person().id} onDone={() => setAsked(null)} />
              </Dialog>
            )}
          </Show>
        </div>
      }
    />
  );
}
