import { createSignal, Show, type JSX } from 'solid-js';
import type * as z from 'zod/mini';
import type { deviceEntry } from '../../../schema/accounts.ts';
import { sessionList } from '../../../schema/identity.ts';
import { refuse } from '../../../schema/outcome.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { createIdentityApi } from '../../shared/session/identity-api.ts';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { settingsTexts } from './texts.ts';

/**
 * Takes another device off one's own account, after saying what becomes of what was written there. Meant for now: asked
 * online, never kept to be done later.
 */
export function RemoveDevice(props: { readonly device: z.infer<typeof deviceEntry>; readonly described: string }): JSX.Element {
  const t = useT(settingsTexts);
  const { account } = useSync();
  const words = useRefusalWords('staff');
  const snackbar = useSnackbar();
  const isReachable = useReachable();
  const api = createIdentityApi();
  const [asking, setAsking] = createSignal(false);
  const unavailable = (): string | undefined => (isReachable() ? undefined : t('removing.offline'));
  async function remove(): Promise<void> {
    const { id: device, name } = props.device;
    const answer = await api.post('devices/remove', sessionList, { app: account.app, device });
    setAsking(false);
    const refusal = answer.ok ? null : 'problem' in answer ? answer.problem : refuse('session.offline');
    // The list's row follows with the account's view.
    snackbar.show({ text: refusal ? `${words(refusal).reason} ${words(refusal).remedy}` : t('removing.done', { device: name }) });
  }
  return (
    <Show when={props.device.id !== account.deviceId} fallback={<Tag>{t('devices.here')}</Tag>}>
      <Button describedBy={props.described} onPress={() => setAsking(true)} unavailable={unavailable()}>{t('removing.act')}</Button>
      <Dialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={t('removing.question', { device: props.device.name })}
        second={t('removing.what')}
        acts={
          <>
            <Button onPress={() => setAsking(false)}>{t('removing.not')}</Button>
            <Button kind="primary" onPress={() => void remove()} unavailable={unavailable()}>{t('removing.do')}</Button>
          </>
        }
      />
    </Show>
  );
}
