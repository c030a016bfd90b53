import { useNavigate } from '@solidjs/router';
import { createSignal, Show, type JSX } from 'solid-js';
import { consultLeave } from '../../../schema/consult-requests.ts';
import type { OwnConsult } from '../../../schema/consults.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { shortName } from '../../shared/ui/short-name.ts';
import { usePerson } from '../person/person.tsx';
import { keepPresent } from '../shared/use-consults.ts';
import { VisitFacts } from './before-part.tsx';
import { OtherWays } from './other-ways.tsx';
import styles from './visits.module.css';
import { visitsTexts } from './texts.ts';

/** Since when, and what the clinic says meanwhile. While it is open the clinic sees that somebody waits. */
export function WaitingPart(props: { readonly consult: OwnConsult }): JSX.Element {
  const t = useT(visitsTexts);
  const f = useFormat();
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const reachable = useReachable();
  const words = useRefusalWords('patient');
  const [problem, setProblem] = createSignal<string>();
  keepPresent(() => props.consult.id);
  async function leave(): Promise<void> {
    const answer = await sync.act(consultLeave, { patient: person.patient(), consult: props.consult.id });
    if (answer.ok) navigate(person.pathTo());
    else setProblem(words(answer.refusal).reason);
  }
  return (
    <div class={styles.stack}>
      <div class={styles.group} role="status">
        <h2>{t('waiting.title')}</h2>
        <p>{t('waiting.since', { time: f.clock(props.consult.waitingSince ?? Date.now()) })} {t('waiting.stay', { name: shortName(props.consult.provider.name) })}</p>
      </div>
      <Show when={props.consult.word}>{(word) => <Notice title={t('waiting.word')} announce><bdi>{word().text}</bdi> ({f.time(word().at)})</Notice>}</Show>
      <VisitFacts consult={props.consult} />
      <Show when={problem()}>{(said) => <Notice tone="asks" title={said()} announce />}</Show>
      <Button wide unavailable={reachable() ? undefined : t('offline')} onPress={() => void leave()}>{t('waiting.leave')}</Button>
      <OtherWays />
    </div>
  );
}
