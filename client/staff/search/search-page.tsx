import { useSearchParams } from '@solidjs/router';
import { createMemo, Match, Show, Switch, type JSX } from 'solid-js';
import { searchWords, snippet } from '../../../schema/message-search.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { CloudOff } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { SearchField } from '../../shared/ui/search-field.tsx';
import { useTypedAddress } from '../shared/use-typed-address.ts';
import { MESSAGES, PATIENTS } from '../shell/addresses.ts';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { joinFound, type Hit } from './join-found.ts';
import styles from './search.module.css';
import { searchTexts } from './texts.ts';
import { useClinicSearch } from './use-clinic-search.ts';
import { useDeviceSearch } from './use-device-search.ts';

/** People and messages: at once what this device holds, then everything at the clinic that the reader may see; each says where from. */
export function SearchPage(): JSX.Element {
  const t = useT(searchTexts);
  const [params, setParams] = useSearchParams<{ q?: string }>();
  const { typed, type } = useTypedAddress(() => (typeof params.q === 'string' ? params.q : ''), (q) => setParams({ q }, { replace: true }), 0);
  const words = createMemo(() => typed().trim());
  const clinic = useClinicSearch(words);
  const device = useDeviceSearch(words);
  const hits = createMemo(() => joinFound(clinic.found(), words() === '' ? [] : device()));
  return (
    <StaffFrame
      current={null}
      title={t('title')}
      search={null}
      pane={
        <div class={styles.page}>
          <SearchField label={t('label')} value={typed()} onInput={type} ref={(element) => queueMicrotask(() => element.focus())} />
          <Show when={clinic.source() === 'device'}><Notice icon={CloudOff} announce title={t('device.title')}>{t('device.text')}</Notice></Show>
          <p class={styles.second} role="status">
            <Switch>
              <Match when={clinic.source() === 'asking'}>{t('asking')}</Match>
              <Match when={clinic.source() === 'clinic'}>{t('clinic')}{clinic.found()?.messages.more ? ` ${t('more')}` : ''}</Match>
            </Switch>
          </p>
          <Switch>
            <Match when={words() === ''}><EmptyState kind="nothingYet" why={t('start.why')} next={t('start.next')} /></Match>
            <Match when={hits().patients.length + hits().messages.length === 0 && clinic.source() !== 'asking'}>
              <EmptyState kind="nothingYet" why={clinic.source() === 'device' ? t('nothing.whyDevice') : t('nothing.why')} next={t('nothing.next')} />
            </Match>
            <Match when={true}>
              <Hits label={t('patients')} hits={hits().patients} words={words()} />
              <Hits label={t('messages')} hits={hits().messages} words={words()} />
            </Match>
          </Switch>
        </div>
      }
    />
  );
}

function Hits(props: { readonly label: string; readonly hits: readonly Hit[]; readonly words: string }): JSX.Element {
  const t = useT(searchTexts);
  const f = useFormat();
  const hrefOf = (hit: Hit): string => (hit.kind === 'patient' ? `${PATIENTS}/${hit.patient}` : `${MESSAGES}/${hit.patient}/${hit.thread}`);
  return (
    <Show when={props.hits.length > 0}>
      <section class={styles.part}>
        <h2 class={styles.heading}>{props.label}</h2>
        <ul class={styles.rows} aria-label={props.label}>
          <Each of={props.hits} by={(hit) => `${hit.kind}.${hit.id}`}>
            {(hit) => (
              <li>
                <a class={styles.row} href={hrefOf(hit())}>
                  <span class={styles.head}>
                    <strong>{hit().name || t('unknown')}</strong>
                    <Show when={hit().kind !== 'patient'}><span>{hit().subject}</span></Show>
                    <span class={styles.end}>{hit().at > 0 ? `${f.stamp(hit().at)}, ` : ''}{t(hit().where === 'device' ? 'here' : 'there')}</span>
                  </span>
                  <span class={styles.second} dir="auto">
                    <Show when={hit().kind === 'comment'}><bdi>{t('kind.comment')}: </bdi></Show>{snippet(hit().text, searchWords(props.words))}
                  </span>
                </a>
              </li>
            )}
          </Each>
        </ul>
      </section>
    </Show>
  );
}
