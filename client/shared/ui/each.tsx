import { createMemo, For, type Accessor, type JSX } from 'solid-js';

export interface EachProps<T> {
  readonly of: readonly T[] | undefined;
  /** What tells them apart; no two may have the same. */
  readonly by: (item: T) => string;
  readonly children: (item: Accessor<T>, index: Accessor<number>) => JSX.Element;
}

/**
 * A list whose items are made anew while they stay the same thing: a count beside a link, a request's next state. `<For>` would
 * take each one's elements away and draw others, and with them go the focus and a press that has begun: the finger goes up over
 * another button than it went down on, and nothing happens.
 */
export function Each<T>(props: EachProps<T>): JSX.Element {
  const byKey = createMemo(() => new Map((props.of ?? []).map((item) => [props.by(item), item])));
  return (
    <For each={[...byKey().keys()]}>
      {(key, index) => {
        const item = createMemo<T>((before) => (byKey().has(key) ? (byKey().get(key) as T) : before), byKey().get(key) as T);
        return props.children(item, index);
      }}
    </For>
  );
}
