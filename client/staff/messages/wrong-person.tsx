import { createSignal, lazy, Show, Suspense, type JSX } from 'solid-js';
import type { MessageEntry } from '../../../schema/messages.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { misdirectedTexts } from './misdirected-texts.ts';
import { useMayReply } from './thread-header.tsx';
import type { ThreadData } from './thread-data.ts';

const WrongPersonDialog = lazy(() => import('./wrong-person-dialog.tsx').then((dialog) => ({ default: dialog.WrongPersonDialog })));

/** Under a reply: that it went to the wrong person, what became of saying so, and the way there. */
export function WrongPerson(props: { readonly message: MessageEntry; readonly data: ThreadData; readonly name: string }): JSX.Element {
  const t = useT(misdirectedTexts);
  const f = useFormat();
  const sync = useSync();
  const whyNot = useMayReply();
  const [asked, setAsked] = createSignal(false);
  const [open, setOpen] = createSignal(false);
  const waiting = (): LocalRequest | undefined => sync.waiting().find((request) => isAbout(request, props.message.id));
  const reported = () => props.data.misdirected(props.message.id)?.reported ?? null;
  return (
    <>
      <Show when={reported()}>
        {(by) => <StateMark size="tiny" state={{ kind: 'handled', what: 'done', at: by().at }} words={t('reported', { name: by().by, when: f.stamp(by().at) })} />}
      </Show>
      <Show when={waiting()}>
        {(request) => (
          <StateMark
            size="tiny" state={request().state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: request().savedAt }}
            words={request().state === 'sending' ? undefined : t(request().type === 'reply.withdraw' ? 'waiting.withdraw' : 'waiting.report')}
          />
        )}
      </Show>
      <Show when={reported() === null && !waiting()}>
        <Button kind="quiet" size="small" unavailable={whyNot()} onPress={() => { setAsked(true); setOpen(true); }}>
          {t(props.message.withdrawnAt === undefined ? 'act' : 'report.act')}
        </Button>
      </Show>
      <Show when={asked()}>
        <Suspense><WrongPersonDialog {...props} open={open()} onClose={() => setOpen(false)} /></Suspense>
      </Show>
    </>
  );
}

function isAbout(request: LocalRequest, message: string): boolean {
  const body: unknown = request.body;
  return (request.type === 'reply.withdraw' || request.type === 'reply.disclose') && typeof body === 'object' && body !== null && 'message' in body && body.message === message;
}
