import { createSignal, For, Show, type JSX } from 'solid-js';
import {
  cannedRemove, cannedRemoveOwn, cannedSave, cannedSaveOwn, mayWriteCanned, placeAtEnd, placesAfterMove, type CannedOf, type CannedReply,
} from '../../../schema/canned-replies.ts';
import { newId } from '../../../schema/ids.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { useCanned } from '../shared/use-canned.ts';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { ReplyForm } from './reply-form.tsx';
import { ReplyItem } from './reply-item.tsx';
import styles from './replies.module.css';
import { repliesTexts } from './texts.ts';

/** B15: where canned replies are written, changed, ordered and removed. */
export function RepliesPage(): JSX.Element {
  const t = useT(repliesTexts);
  return (
    <StaffFrame
      current="settings"
      title={t('title')}
      pane={<div class={styles.page}><p>{t('intro')}</p><Part of="own" /><Part of="clinic" /></div>}
    />
  );
}

function Part(props: { readonly of: CannedOf }): JSX.Element {
  const t = useT(repliesTexts);
  const sync = useSync();
  const words = useRefusalWords('staff');
  const snackbar = useSnackbar();
  const announce = useAnnounce();
  const list = () => canned[props.of];
  const canned = useCanned();
  /** Id of what is being changed; 'new'. */
  const [editing, setEditing] = createSignal<string | null>(null);
  const mayWrite = (): boolean => {
    const actor = sync.actor();
    return actor !== null && mayWriteCanned(actor, props.of);
  };
  const whyNot = (): string | undefined =>
    mayWrite() ? undefined : words({ code: 'permission.missing', params: { permission: props.of === 'clinic' ? 'portal.manage' : 'portal.message.reply' } }).reason;

  async function save(reply: string, value: { title: string; text: string; place: number }, draft?: string): Promise<string | undefined> {
    const answer = await sync.act(props.of === 'clinic' ? cannedSave : cannedSaveOwn, { reply, ...value }, draft === undefined ? undefined : { draft });
    return answer.ok ? undefined : `${words(answer.refusal).reason} ${words(answer.refusal).remedy}`;
  }
  async function remove({ id, is: { value } }: CannedReply): Promise<void> {
    const answer = await sync.act(props.of === 'clinic' ? cannedRemove : cannedRemoveOwn, { reply: id });
    if (!answer.ok) snackbar.show({ text: `${words(answer.refusal).reason} ${words(answer.refusal).remedy}` });
    else snackbar.show({ text: t('removed'), act: { label: t('undo'), onPress: () => void save(id, value) } });
  }
  async function move(index: number, by: 1 | -1): Promise<void> {
    for (const { reply: { id, is }, place } of placesAfterMove(list().replies(), index, index + by)) {
      const against = await save(id, { ...is.value, place });
      if (against !== undefined) {
        snackbar.show({ text: against });
        return;
      }
    }
    const moved = list().replies()[index + by];
    if (moved) announce(t('moved', { title: moved.is.value.title, place: index + by + 1 }));
  }
  return (
    <section class={styles.part}>
      <h2 class={styles.heading}>{t(`${props.of}.title`)}</h2>
      <p class={styles.second}>{t(`${props.of}.second`)}</p>
      <Show when={list().replies().length > 0} fallback={<p>{t(`${props.of}.none`)}</p>}>
        <ol class={styles.rows} aria-label={t(`${props.of}.title`)}>
          <For each={list().replies().map(({ id }) => id)}>
            {(id, index) => (
              <Show when={list().replies().find((reply) => reply.id === id)}>
                {(reply) => (
                  <li class={styles.row}>
                    <Show when={editing() === id} fallback={
                      <ReplyItem
                        reply={reply()} first={index() === 0} last={index() === list().replies().length - 1} here={list().waitingOn(id) !== undefined} whyNot={whyNot()}
                        onChange={() => setEditing(id)} onRemove={() => void remove(reply())} onMove={(by) => void move(index(), by)}
                      />
                    }>
                      <ReplyForm
                        of={props.of} reply={id} title={reply().is.value.title} text={reply().is.value.text} onDone={() => setEditing(null)}
                        onSave={(title, text, draft) => save(id, { title, text, place: reply().is.value.place }, draft)}
                      />
                    </Show>
                  </li>
                )}
              </Show>
            )}
          </For>
        </ol>
      </Show>
      <Show when={editing() === 'new'} fallback={<div><Button onPress={() => setEditing('new')} unavailable={whyNot()}>{t(`addOf.${props.of}`)}</Button></div>}>
        <ReplyForm
          of={props.of} reply={null} title="" text="" onDone={() => setEditing(null)}
          onSave={(title, text, draft) => save(newId(), { title, text, place: placeAtEnd(list().replies()) }, draft)}
        />
      </Show>
    </section>
  );
}
