import { Show, type JSX } from 'solid-js';
import { noticeDismiss, type NoticeEntry } from '../../../schema/accounts.ts';
import { colleagueEntry } from '../../../schema/clinic.ts';
import type { Refusal } from '../../../schema/outcome.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../i18n/context.tsx';
import { useSync, type LocalRequest } from '../sync/sync.ts';
import { useView } from '../sync/views/use-view.ts';
import { TrayDecided } from '../ui/tray-decided.tsx';
import { useDecidedWords, type DecidedWords } from './decided-words.ts';
import { useShellPanels } from './shell-panels.tsx';
import { shellTexts } from './shell-texts.ts';
import { useNames, useRequestWords } from './use-request-words.ts';

function DecidedRow(props: {
  readonly refusal: Refusal;
  readonly words: DecidedWords;
  readonly person: string | undefined;
  readonly href: string | undefined;
  readonly onDismiss: () => void;
}): JSX.Element {
  const t = useT(shellTexts);
  const sync = useSync();
  const panels = useShellPanels();
  const colleagues = useView(() => (sync.account.kind === 'staff' ? viewName.office(sync.account.clinic) : null)).section('colleagues', colleagueEntry);
  /** Their colour for good; slate for whom this device does not know. */
  const colour = (): number => {
    const staff = props.refusal.params?.['staff'];
    const known = typeof staff === 'string' ? colleagues()[staff] : Object.values(colleagues()).find((one) => one.name === props.words.who);
    return known?.colour ?? 7;
  };
  return (
    <TrayDecided
      who={{ name: props.words.who, colour: colour() }}
      second={props.words.notApplied}
      act={props.href === undefined ? undefined : { label: t('needsYou.open'), href: props.href, onPress: () => panels.closeAll() }}
      onDismiss={props.onDismiss}
    >
      <Show when={props.person}>{(person) => <strong>{person()}: </strong>}</Show>
      {props.words.sentence}
    </TrayDecided>
  );
}

/** An own request that another decision overtook. */
export function DecidedRequest(props: { readonly request: LocalRequest }): JSX.Element {
  const sync = useSync();
  const panels = useShellPanels();
  const decided = useDecidedWords();
  const words = useRequestWords(() => props.request);
  const refusal = (): Refusal => props.request.refusal ?? { code: 'general' };
  const href = (): string | undefined => {
    const target = words().target;
    return target && panels.links.hrefOf(target);
  };
  return (
    <DecidedRow
      refusal={refusal()}
      words={decided({ refusal: refusal(), act: words().act, savedAt: props.request.savedAt, answeredAt: props.request.answeredAt })}
      person={words().person}
      href={href()}
      onDismiss={() => void sync.dismiss(props.request.id)}
    />
  );
}

/** What was done and answered, and then overtaken: the record tells, on every device of the account. */
export function DecidedNotice(props: { readonly notice: NoticeEntry }): JSX.Element {
  const sync = useSync();
  const panels = useShellPanels();
  const decided = useDecidedWords();
  const names = useNames(() => ({ patient: props.notice.patient }));
  const { patient, thread } = props.notice;
  return (
    <DecidedRow
      refusal={props.notice.text}
      words={decided({ refusal: props.notice.text })}
      person={patient === undefined ? undefined : names.person(patient)}
      href={patient === undefined ? undefined : panels.links.hrefOf({ patient, ...(thread === undefined ? {} : { thread }) })}
      onDismiss={() => void sync.act(noticeDismiss, { notice: props.notice.id })}
    />
  );
}
