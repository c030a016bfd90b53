import { createEffect, createSignal, on, onCleanup, Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Badge } from '../../shared/ui/badge.tsx';
import bar from '../../shared/ui/bottom-bar.module.css';
import { Each } from '../../shared/ui/each.tsx';
import { IconMark } from '../../shared/ui/icon.tsx';
import { Menu } from '../../shared/ui/icons.ts';
import type { NavItem } from '../../shared/ui/nav-item.ts';
import styles from './more-places.module.css';
import { staffTexts } from './texts.ts';

/** The fifth place of a phone's bar: what does not fit into it, above it. Goes with Escape, and with a press or the focus elsewhere. */
export function MorePlaces(props: { readonly places: readonly NavItem[] }): JSX.Element {
  const t = useT(staffTexts);
  const [isOpen, setOpen] = createSignal(false);
  const count = (): number => props.places.reduce((sum, place) => sum + (place.count ?? 0), 0);
  let root: HTMLElement | undefined;
  function closeElsewhere({ target }: Event): void {
    if (target instanceof Node && !root?.contains(target)) setOpen(false);
  }
  function closeByKey({ key }: KeyboardEvent): void {
    if (key !== 'Escape') return;
    setOpen(false);
    root?.querySelector('button')?.focus();
  }
  function watch(on: boolean): void {
    const act = on ? 'addEventListener' : 'removeEventListener';
    document[act]('pointerdown', closeElsewhere);
    document[act]('focusin', closeElsewhere);
    document[act]('keydown', closeByKey as EventListener);
  }
  createEffect(on(isOpen, watch, { defer: true }));
  onCleanup(() => watch(false));
  return (
    <div class={styles.more} ref={(element) => { root = element; }}>
      <button
        type="button" class={bar.item} aria-expanded={isOpen()} aria-controls="more-places"
        data-current={props.places.some(({ current }) => current === true) ? '' : undefined}
        onClick={() => setOpen(!isOpen())}
      >
        <span class={bar.icon}>
          <IconMark icon={Menu} size={24} />
          <Show when={count() > 0}><span class={bar.badge}><Badge count={count()} label={t('waiting', { count: count() })} /></span></Show>
        </span>
        <span class={bar.label}>{t('areas.more')}</span>
      </button>
      <ul role="list" id="more-places" class={styles.places} hidden={!isOpen()}>
        <Each of={props.places} by={({ href }) => href}>
          {(place) => (
            <li>
              <a class={styles.place} href={place().href} aria-current={place().current ? 'page' : undefined}>
                <IconMark icon={place().icon} size={22} />
                <span>{place().label}</span>
                <Show when={(place().count ?? 0) > 0}><Badge count={place().count} tone={place().tone} label={place().countLabel ?? String(place().count ?? '')} /></Show>
              </a>
            </li>
          )}
        </Each>
      </ul>
    </div>
  );
}
