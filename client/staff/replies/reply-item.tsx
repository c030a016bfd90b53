import { Show, type JSX } from 'solid-js';
import type { CannedReply } from '../../../schema/canned-replies.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { ArrowDown, ArrowUp, Clock, PencilLine, Trash } from '../../shared/ui/icons.ts';
import { Tag } from '../../shared/ui/tag.tsx';
import styles from './replies.module.css';
import { repliesTexts } from './texts.ts';

export interface ReplyItemProps {
  readonly reply: CannedReply;
  readonly first: boolean;
  readonly last: boolean;
  /** What is shown is only on this device yet. */
  readonly here: boolean;
  readonly whyNot: string | undefined;
  readonly onChange: () => void;
  readonly onRemove: () => void;
  readonly onMove: (by: 1 | -1) => void;
}

export function ReplyItem(props: ReplyItemProps): JSX.Element {
  const t = useT(repliesTexts);
  const title = (): string => props.reply.is.value.title;
  return (
    <div class={styles.item} data-here={props.here ? '' : undefined}>
      <div class={styles.text}>
        <strong>{title()}</strong>
        <p class={styles.words} dir="auto">{props.reply.is.value.text}</p>
        <Show when={props.here}><span><Tag look="dashed" icon={Clock}>{t('here')}</Tag></span></Show>
      </div>
      <Show when={props.whyNot === undefined}>
        <div class={styles.acts}>
          <IconButton size="small" icon={ArrowUp} label={t('upOf', { title: title() })} unavailable={props.first ? t('isFirst') : undefined} onPress={() => props.onMove(-1)} />
          <IconButton size="small" icon={ArrowDown} label={t('downOf', { title: title() })} unavailable={props.last ? t('isLast') : undefined} onPress={() => props.onMove(1)} />
          <IconButton size="small" icon={PencilLine} label={t('changeOf', { title: title() })} onPress={props.onChange} />
          <IconButton size="small" icon={Trash} label={t('removeOf', { title: title() })} onPress={props.onRemove} />
        </div>
      </Show>
    </div>
  );
}
