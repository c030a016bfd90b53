import { createSignal, For, Show, type JSX } from 'solid-js';

import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { ownSessionsTexts } from '../../shared/shell/own-sessions-texts.ts';
import { useOwnSessions, type OwnSession } from '../../shared/shell/own-sessions.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Smartphone } from '../../shared/ui/icons.ts';
import { List } from '../../shared/ui/list.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { Sheet } from '../../shared/ui/sheet.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import styles from './more.module.css';

/** Everywhere one is signed in. A row opens what can be done about it; this sign-in is left by "Sign out". */
export function SessionsList(): JSX.Element {
  const t = useT(ownSessionsTexts);
  const f = useFormat();
  const sessions = useOwnSessions();
  const [asked, setAsked] = createSignal<OwnSession>();
  // Without a line no row is known to be this one; where there is one alone, it is nobody else's.
  const isOther = (session: OwnSession): boolean => !session.current && sessions.list().length > 1;
  async function end(session: OwnSession): Promise<void> {
    if (await sessions.end(session)) setAsked(undefined);
  }
  return (
    <section aria-labelledby="more-devices">
      <h2 id="more-devices" class={styles.heading}>{t('title')}</h2>
      <Show when={sessions.list().length > 0} fallback={<p>{t('none')}</p>}>
        <List labelledBy="more-devices">
          <For each={sessions.list()}>
            {(session) => (
              <ListRow
                icon={Smartphone}
                title={session.device}
                second={t('since', { start: f.dated(session.startedAt), seen: f.dated(session.lastSeenAt) })}
                onPress={isOther(session) ? () => setAsked(session) : undefined}
                end={session.current ? <Tag>{t('here')}</Tag> : isOther(session) ? <span class={styles.act}>{t('end')}</span> : undefined}
              />
            )}
          </For>
        </List>
      </Show>
      <Show when={sessions.list().length > 1}>
        <Button wide onPress={() => void sessions.endOthers()} unavailable={sessions.unavailable()}>{t('endOthers')}</Button>
      </Show>
      <Show when={asked()}>
        {(session) => (
          <Sheet
            open
            onClose={() => setAsked(undefined)}
            title={t('endOf', { device: session().device })}
            second={t('since', { start: f.dated(session().startedAt), seen: f.dated(session().lastSeenAt) })}
            acts={
              <>
                <Button kind="primary" wide onPress={() => void end(session())} unavailable={sessions.unavailable()}>{t('endIt')}</Button>
                <Button wide onPress={() => setAsked(undefined)}>{t('keep')}</Button>
              </>
            }
          >
            <p>{t('what')}</p>
          </Sheet>
        )}
      </Show>
    </section>
  );
}
