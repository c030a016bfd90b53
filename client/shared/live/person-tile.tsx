import { onCleanup, Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { IconMark } from '../ui/icon.tsx';
import { MicOff, Volume2 } from '../ui/icons.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import type { LivePerson, LivePicture, LiveRoom } from './live-room.ts';
import { liveTexts } from './live-texts.ts';
import styles from './stage.module.css';

export interface PersonTileProps {
  readonly room: LiveRoom;
  readonly person: LivePerson;
  readonly name: string;
  /** Person colour 0–7. */
  readonly colour: number;
  readonly own?: boolean | undefined;
  /** No picture is asked for or shown. */
  readonly soundOnly: boolean;
}

/** One person: their screen, else their picture, else their initials with a ring that follows the voice. Always with their name. */
export function PersonTile(props: PersonTileProps): JSX.Element {
  const t = useT(liveTexts);
  const picture = (): LivePicture | null => {
    if (props.person.screen && !props.own) return 'screen';
    return props.person.camera && !props.soundOnly && !props.person.paused ? 'camera' : null;
  };
  const said = (): string => {
    if (props.person.paused && props.person.camera) return t('paused');
    return t(props.person.microphone ? 'hear' : 'muted', { name: props.name });
  };
  return (
    <figure class={styles.tile} data-own={props.own ? '' : undefined} data-speaking={props.person.speaking ? '' : undefined}>
      <Show when={picture()} keyed fallback={
        <div class={styles.faceless}>
          <span class={styles.ring}><Avatar name={props.name} colour={props.colour} size={props.own ? 40 : 96} /></span>
          <Show when={!props.own}><p class={styles.said}><IconMark icon={props.person.microphone ? Volume2 : MicOff} size={20} /> <bdi>{said()}</bdi></p></Show>
        </div>
      }>
        {(shown) => <Picture room={props.room} identity={props.person.identity} picture={shown} label={props.name} mirrored={props.own === true} />}
      </Show>
      <figcaption class={styles.tag}>
        <Show when={!props.person.microphone}><IconMark icon={MicOff} size={16} /><VisuallyHidden>{t(props.own ? 'control.muted' : 'muted', { name: props.name })}</VisuallyHidden></Show>
        <bdi>{props.own ? t('you') : props.name}</bdi>
      </figcaption>
    </figure>
  );
}

function Picture(props: { readonly room: LiveRoom; readonly identity: string; readonly picture: LivePicture; readonly label: string; readonly mirrored: boolean }): JSX.Element {
  return (
    <video
      class={styles.picture} data-mirrored={props.mirrored && props.picture === 'camera' ? '' : undefined} data-whole={props.picture === 'screen' ? '' : undefined}
      aria-label={props.label} autoplay playsinline muted
      // A cloned element does not take the attribute's word for it.
      ref={(element) => { element.muted = true; onCleanup(props.room.show(props.identity, props.picture, element)); }}
    />
  );
}
