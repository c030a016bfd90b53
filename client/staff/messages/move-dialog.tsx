import { createEffect, createSignal, on, onCleanup, Show, type JSX } from 'solid-js';
import { newId } from '../../../schema/ids.ts';
import { threadMove } from '../../../schema/misdirected-requests.ts';
import { patientSearchAnswer, type PatientFound } from '../../../schema/patient-search.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { RadioRows } from '../../shared/ui/radio-rows.tsx';
import { SearchField } from '../../shared/ui/search-field.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { askClinic } from '../shared/ask-clinic.ts';
import { useDraft } from '../shared/use-draft.ts';
import { misdirectedDraft } from '../shared/words-of.ts';
import styles from './misdirected.module.css';
import { misdirectedTexts } from './misdirected-texts.ts';
import { ReasonField, useReasonProblem } from './reason-field.tsx';
import { lastPatientSeq } from './seen-summary.ts';
import type { ThreadData } from './thread-data.ts';

const TYPING_MS = 250;
const MOST = 6;

/** The whole conversation to the patient it is about. Who loses it and who keeps it, the clinic judges. */
export function MoveDialog(props: { readonly data: ThreadData; readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(misdirectedTexts);
  const f = useFormat();
  const sync = useSync();
  const snackbar = useSnackbar();
  const words = useRefusalWords('staff');
  const isReachable = useReachable();
  const reason = useDraft(() => misdirectedDraft(props.data.thread()));
  const problemOf = useReasonProblem();
  const [typed, setTyped] = createSignal('');
  const [to, setTo] = createSignal<string>();
  const [problems, setProblems] = createSignal<{ readonly to?: string; readonly reason?: string }>({});
  const found = useFound(typed, () => props.data.patient());
  const chosen = (): PatientFound | undefined => found()?.find(({ id }) => id === to());
  createEffect(on(() => props.open, () => { setTyped(''); setTo(undefined); setProblems({}); }));
  async function save(): Promise<void> {
    const target = chosen();
    const wrong = problemOf(reason.text());
    setProblems({ ...(target ? {} : { to: t('moving.choose') }), ...(wrong === undefined ? {} : { reason: wrong }) });
    if (!target || wrong !== undefined) return;
    const stored = props.data.messages().filter(({ id }) => !props.data.waitingMessage(id));
    const answer = await sync.act(threadMove, {
      patient: props.data.patient(), thread: props.data.thread(), to: target.id, lastSeq: lastPatientSeq(stored), disclosure: newId(), reason: reason.text().trim(),
    }, { draft: reason.key() });
    if (!answer.ok) {
      const { reason: why, remedy } = words(answer.refusal);
      setProblems({ reason: `${why} ${remedy}` });
      return;
    }
    reason.sent();
    snackbar.show({ text: t('moving.saved') });
    props.onClose();
  }
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('moving.title')}
      second={t('moving.what')}
      acts={
        <>
          <Button onPress={props.onClose}>{t('not')}</Button>
          <Button kind="primary" onPress={() => void save()}>{chosen() ? t('moving.do', { name: chosen()?.name ?? '' }) : t('moving.doNobody')}</Button>
        </>
      }
    >
      <div class={styles.form}>
        <Show when={!isReachable()}><Notice title={t('moving.offline')} /></Show>
        <SearchField label={t('moving.search')} placeholder={t('moving.search')} value={typed()} onInput={setTyped} />
        <Show when={found()?.length === 0}><p role="status">{t('moving.nobody')}</p></Show>
        <Show when={problems().to !== undefined || (found()?.length ?? 0) > 0}>
          <RadioRows
            legend={t('moving.found')} value={to()} onChange={setTo} error={problems().to}
            options={(found() ?? []).map((one) => ({ value: one.id, label: one.name, second: `${one.birthDate === null ? '' : `${f.birthDate(one.birthDate)} · `}${one.recordNumber}` }))}
          />
        </Show>
        <ReasonField draft={reason} error={problems().reason} />
      </div>
    </Dialog>
  );
}

/** What the clinic finds for the words typed, this thread's own patient left out; undefined: nothing asked or no answer. */
function useFound(typed: () => string, own: () => string): () => readonly PatientFound[] | undefined {
  const [found, setFound] = createSignal<readonly PatientFound[]>();
  let running = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(on(typed, (words) => {
    clearTimeout(timer);
    running.abort();
    setFound(undefined);
    if (words.trim() === '') return;
    timer = setTimeout(() => {
      const mine = (running = new AbortController());
      void askClinic(`/api/patients?${new URLSearchParams({ q: words.trim() }).toString()}`, patientSearchAnswer, { method: 'GET' }, mine.signal).then((answer) => {
        if (!mine.signal.aborted) setFound(answer.ok ? [...answer.value.found, ...answer.value.close].filter(({ id }) => id !== own()).slice(0, MOST) : undefined);
      });
    }, TYPING_MS);
  }));
  onCleanup(() => {
    clearTimeout(timer);
    running.abort();
  });
  return found;
}
