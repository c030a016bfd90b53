import { createResource, createSignal, For, Show, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { useFormat, useT } from '../i18n/context.tsx';
import { areRecordsLater, budgets, readBudget, writeBudget } from '../local/budget.ts';
import { askToPersist, readAppBytes, readStorageRoom, type StorageRoom } from '../local/storage-room.ts';
import { useSync } from '../sync/sync.ts';
import type { HeldBytes } from '../sync/views/types.ts';
import { Button } from '../ui/button.tsx';
import { RadioRows } from '../ui/radio-rows.tsx';
import styles from './device-room.module.css';
import { roomTexts } from './room-texts.ts';

interface Found { readonly held: HeldBytes; readonly room: StorageRoom | null; readonly app: number | null }
const parts = ['messages', 'records', 'pages', 'rest'] as const;

/** In the settings of both apps: what is kept here, how safely, and how much of it at most. */
export function DeviceRoom(props: { readonly heading: 'h2' | 'h3' }): JSX.Element {
  const t = useT(roomTexts);
  const f = useFormat();
  const sync = useSync();
  const [budget, setBudget] = createSignal(readBudget());
  const [done, setDone] = createSignal('');
  const [later, setLater] = createSignal(areRecordsLater());
  const [found, { refetch }] = createResource(async (): Promise<Found> => {
    const [held, room, app] = await Promise.all([sync.views.hold().then((hold) => hold.weigh()), readStorageRoom().catch(() => null), readAppBytes().catch(() => null)]);
    return { held, room, app };
  });
  // One that is not among them was chosen by an app that had others.
  const sizes = (): number[] => [...new Set([...budgets, budget()])].sort((a, b) => a - b);
  const words = (bytes: number): string => (Number.isFinite(bytes) ? f.bytes(bytes) : t('all'));

  async function choose(bytes: number): Promise<void> {
    const more = bytes > budget();
    setBudget(bytes);
    const kept = writeBudget(bytes);
    const hold = await sync.views.hold();
    const count = await hold.settle();
    if (more) {
      await hold.wantAgain();
      setLater(false);
      void sync.views.refresh();
    }
    setDone(!kept ? t('notSet') : count > 0 ? t('gone', { count }) : t('kept'));
    await refetch();
  }
  async function getAll(): Promise<void> {
    await (await sync.views.hold()).wantAgain();
    setLater(false);
    void sync.views.refresh();
  }
  async function askKeep(): Promise<void> {
    setDone(await askToPersist() ? t('persisted') : t('refused'));
    await refetch();
  }
  return (
    <section class={styles.room} aria-labelledby="device-room">
      <Dynamic component={props.heading} class={styles.heading} id="device-room">{t('title')}</Dynamic>
      <Show when={found.latest}>
        {(now) => (
          <>
            <dl class={styles.parts}>
              <For each={parts}>{(part) => <Show when={now().held[part] > 0}><dt>{t(`what.${part}`)}</dt><dd>{f.bytes(now().held[part])}</dd></Show>}</For>
              <Show when={now().app}>{(app) => <><dt>{t('what.app')}</dt><dd>{f.bytes(app())}</dd></>}</Show>
            </dl>
            <p class={styles.second}>
              <Show when={now().room} fallback={t('unknown')}>{(room) => t('used', { used: f.bytes(room().used), quota: f.bytes(room().allowed) })}</Show>
            </p>
            <Show when={later()}>
              <p>{t('later')}</p>
              <div><Button onPress={() => void getAll()}>{t('everything')}</Button></div>
            </Show>
            <Show when={now().held.letGo > 0 && !later()}><p>{t('letGo', { count: now().held.letGo })}</p></Show>
            <Show when={now().room}>
              {(room) => (
                <Show when={!room().persisted} fallback={<p>{t('persisted')}</p>}>
                  <p>{t('mayClear')}</p>
                  <div><Button onPress={() => void askKeep()}>{t('ask')}</Button></div>
                </Show>
              )}
            </Show>
          </>
        )}
      </Show>
      <RadioRows
        legend={t('choose')}
        value={String(budget())}
        onChange={(value) => void choose(Number(value))}
        options={sizes().map((bytes) => ({ value: String(bytes), label: words(bytes) }))}
      />
      <p class={styles.second}>{t('chooseSecond')}</p>
      <p role="status">{done()}</p>
    </section>
  );
}
