import type { LucideIcon } from 'lucide-solid';
import type { JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';

export type Icon = LucideIcon;

/**
 * Draws one icon beside its word, hidden from screen readers: the word speaks. `size` is in px at normal text size and grows
 * with the reader's. Arrows and chevrons mirror right to left in base.css.
 */
export function IconMark(props: { readonly icon: Icon; readonly size?: number | undefined; readonly class?: string | undefined }): JSX.Element {
  const size = (): number => props.size ?? 16;
  return <Dynamic component={props.icon} size={`${size() / 16}rem`} strokeWidth={size() < 18 ? 2.25 : 2} class={props.class ?? ''} />;
}
