import { For, Show, splitProps, type JSX } from 'solid-js';
import { Virtualizer, type VirtualizerHandle } from 'virtua/solid';
import styles from './inbox.module.css';

/** From here on only what is near the screen is drawn; below, every row stands in the page for find and print. */
const VIRTUAL_FROM = 200;
const ROW_HEIGHT = 87;

export interface InboxListProps {
  readonly ids: readonly string[];
  readonly label: string;
  readonly scroller: HTMLElement | undefined;
  /** Stays drawn while it holds the focus, wherever the list is scrolled to. */
  readonly kept: string | null;
  readonly handle: (handle: VirtualizerHandle | undefined) => void;
  readonly row: (id: string) => JSX.Element;
}

export function InboxList(props: InboxListProps): JSX.Element {
  const keptIndexes = (): number[] => {
    const index = props.kept === null ? -1 : props.ids.indexOf(props.kept);
    return index < 0 ? [] : [index];
  };
  return (
    <Show when={props.ids.length > VIRTUAL_FROM} fallback={<ul aria-label={props.label}><For each={props.ids}>{(id) => props.row(id)}</For></ul>}>
      <Virtualizer
        ref={props.handle}
        data={props.ids}
        {...(props.scroller ? { scrollRef: props.scroller } : {})}
        itemSize={ROW_HEIGHT}
        keepMounted={keptIndexes()}
        as={VirtualList}
        item={VirtualItem}
      >
        {(id) => props.row(id)}
      </Virtualizer>
    </Show>
  );
}

/** virtua puts a box of its own around each row: it is no list item, so it says that it is nothing. */
function VirtualItem(props: JSX.HTMLAttributes<HTMLDivElement> & { readonly index?: number }): JSX.Element {
  const [, box] = splitProps(props, ['index']);
  return <div {...box} role="presentation" class={styles.virtual} />;
}
function VirtualList(props: JSX.HTMLAttributes<HTMLUListElement>): JSX.Element {
  return <ul {...props} role="list" />;
}
