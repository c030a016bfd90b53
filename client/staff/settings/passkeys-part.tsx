import { createSignal, For, Show, type JSX } from 'solid-js';
import { passkeyEntry } from '../../../schema/accounts.ts';
import { passkeysAnswer } from '../../../schema/passkeys.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { AddPasskeyForm } from '../../shared/session/add-passkey.tsx';
import { createIdentityApi } from '../../shared/session/identity-api.ts';
import { knowsPasskeys } from '../../shared/session/passkeys-here.ts';
import { TroubleLine } from '../../shared/session/passkey-sign-in.tsx';
import { passkeyTexts } from '../../shared/session/passkey-texts.ts';
import type { PasskeyTrouble } from '../../shared/session/passkey-words.ts';
import { useSession } from '../../shared/session/session.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { KeyRound } from '../../shared/ui/icons.ts';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import styles from './settings.module.css';

interface Named { readonly id: string; readonly name: string }

/** One's own passkeys: listed offline, added and removed online. */
export function PasskeysPart(): JSX.Element {
  const t = useT(passkeyTexts);
  const f = useFormat();
  const sync = useSync();
  const isReachable = useReachable();
  const snackbar = useSnackbar();
  const passkeys = useView(() => viewName.account(sync.account.id)).section('passkeys', passkeyEntry);
  const oldest = () => Object.values(passkeys()).sort((a, b) => a.addedAt - b.addedAt);
  const [adding, setAdding] = createSignal(false);
  const [leaving, setLeaving] = createSignal<Named | null>(null);
  const offline = (): string | undefined => (isReachable() ? undefined : t('list.offline'));
  const unavailable = (): string | undefined => (knowsPasskeys() ? offline() : t('browser.unsupported'));
  return (
    <>
      <p>{t('list.lead')}</p>
      <ul class={styles.rows}>
        <For each={oldest()} fallback={<li class={styles.row}>{t('list.none')}</li>}>
          {(one) => (
            <li class={styles.row}>
              <span class={styles.text}>
                <span id={`passkey-${one.id}`}>{one.name}</span>
                <span class={styles.second}>
                  {one.lastUsedAt === null
                    ? t('list.addedUnused', { date: f.dated(one.addedAt) })
                    : t('list.added', { date: f.dated(one.addedAt), used: f.dated(one.lastUsedAt) })}
                </span>
              </span>
              <Button describedBy={`passkey-${one.id}`} onPress={() => setLeaving(one)} unavailable={offline()}>{t('list.remove')}</Button>
            </li>
          )}
        </For>
      </ul>
      <div><Button icon={KeyRound} onPress={() => setAdding(true)} unavailable={unavailable()}>{t('add.act')}</Button></div>
      <Dialog open={adding()} onClose={() => setAdding(false)} title={t('add.title')}>
        <Show when={adding()}>
          <AddPasskeyForm
            app="staff"
            onCancel={() => setAdding(false)}
            onDone={(name) => {
              setAdding(false);
              snackbar.show({ text: t('add.done', { name }) });
            }}
          />
        </Show>
      </Dialog>
      <Show when={leaving()} keyed>{(one) => <RemoveDialog passkey={one} onClose={() => setLeaving(null)} />}</Show>
    </>
  );
}

function RemoveDialog(props: { readonly passkey: Named; readonly onClose: () => void }): JSX.Element {
  const t = useT(passkeyTexts);
  const session = useSession();
  const snackbar = useSnackbar();
  const [trouble, setTrouble] = createSignal<PasskeyTrouble | null>(null);
  async function remove(): Promise<void> {
    const answer = await createIdentityApi().post('passkeys/remove', passkeysAnswer, { app: 'staff', passkey: props.passkey.id });
    if (!answer.ok) return void setTrouble(answer);
    await session.keepPasskeys(answer.value.passkeys);
    snackbar.show({ text: t('remove.done', { name: props.passkey.name }) });
    props.onClose();
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('remove.question', { name: props.passkey.name })}
      acts={
        <>
          <Button onPress={props.onClose}>{t('remove.cancel')}</Button>
          <Button kind="primary" onPress={() => void remove()}>{t('remove.act')}</Button>
        </>
      }
    >
      <p>{t('remove.lead')}</p>
      <TroubleLine trouble={trouble()} />
    </Dialog>
  );
}
