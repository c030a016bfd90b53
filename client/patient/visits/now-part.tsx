import { createSignal, onCleanup, Show, type JSX } from 'solid-js';
import type { OwnConsult } from '../../../schema/consults.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { JoinChoiceRows, type JoinChoice } from '../../shared/live/join-choice.tsx';
import type { LiveRoom } from '../../shared/live/live-room.ts';
import { joinRoom } from '../../shared/live/load-room.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Headphones, Video } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { shortName } from '../../shared/ui/short-name.ts';
import { CodePart } from './code-part.tsx';
import { askLive, codeSent, joinTicket, type CodeSent } from './live-api.ts';
import { OtherWays } from './other-ways.tsx';
import { RoomPart } from './room-part.tsx';
import styles from './visits.module.css';
import { visitsTexts } from './texts.ts';
import { troubleOf, type JoinTrouble } from './join-trouble.ts';

/**
 * The clinician has begun: a code once, then the room. Whoever was in it before comes back without a code, after a reload, too; the
 * clinic says which it is.
 */
export function NowPart(props: { readonly consult: OwnConsult; readonly choice: JoinChoice }): JSX.Element {
  const t = useT(visitsTexts);
  const reachable = useReachable();
  const [room, setRoom] = createSignal<LiveRoom>();
  const [sent, setSent] = createSignal<CodeSent>();
  const [trouble, setTrouble] = createSignal<JoinTrouble>();
  const [busy, setBusy] = createSignal(false);
  let gone = false;
  onCleanup(() => { gone = true; });
  const name = (): string => shortName(props.consult.provider.name);
  const path = (what: 'join' | 'code'): string => `${props.consult.id}/${what}`;

  async function join(code?: string): Promise<void> {
    if (busy()) return;
    setBusy(true);
    setTrouble(undefined);
    const answer = await askLive(path('join'), joinTicket, code === undefined ? {} : { code });
    if (answer.ok) await enter(answer.value);
    else if (troubleOf(answer.code) === 'codeNeeded') await askCode();
    else setTrouble(troubleOf(answer.code));
    setBusy(false);
  }
  async function askCode(): Promise<void> {
    const answer = await askLive(path('code'), codeSent, {});
    if (answer.ok) setSent(answer.value);
    else setTrouble(troubleOf(answer.code));
  }
  async function enter(first: { readonly url: string; readonly token: string }): Promise<void> {
    let ticket: typeof first | undefined = first;
    const rung = props.choice.rung();
    const joined = await joinRoom({
      top: rung, camera: rung !== 'off', microphone: true,
      async ask() {
        const given = ticket;
        ticket = undefined;
        if (given) return { ok: true, ticket: given };
        const answer = await askLive(path('join'), joinTicket, {});
        if (answer.ok) return { ok: true, ticket: answer.value };
        const why = troubleOf(answer.code);
        if (why === 'codeNeeded') setRoom(undefined);
        return { ok: false, over: why === 'over' || why === 'codeNeeded' };
      },
    });
    if (gone) return joined.leave();
    setSent(undefined);
    setRoom(joined);
  }
  return (
    <div class={styles.stack}>
      <Show when={room()} keyed fallback={
        <>
          <div role="status"><h2>{props.consult.phonedAt === null ? t('now.title', { name: name() }) : t('now.phone')}</h2></div>
          <Show when={trouble()}>{(why) => <Notice tone="asks" title={t(`trouble.${why()}`)} announce />}</Show>
          <Show when={sent()} fallback={
            <>
              <JoinChoiceRows choice={props.choice} />
              <Button kind="primary" size="last" wide icon={props.choice.rung() === 'off' ? Headphones : Video} unavailable={reachable() ? undefined : t('offline')} onPress={() => void join()}>
                {busy() ? t('now.joining') : t(props.choice.rung() === 'off' ? 'now.joinSound' : 'now.join')}
              </Button>
            </>
          }>
            {(one) => <CodePart sent={one()} busy={busy()} wrong={trouble() === 'codeWrong'} onCode={(code) => void join(code)} onAgain={() => void askCode()} />}
          </Show>
          <OtherWays />
        </>
      }>
        {(joined) => <RoomPart room={joined} name={name()} consult={props.consult} onOut={() => setRoom(undefined)} />}
      </Show>
    </div>
  );
}
