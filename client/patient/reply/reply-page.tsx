import { createEffect, createSignal, Match, onMount, Show, Switch, type JSX } from 'solid-js';
import { clinicPublic, type ClinicPublic } from '../../../schema/clinic.ts';
import { replyFragment, type ReplyAnswer } from '../../../schema/reply-links.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { applyBrand } from '../../shared/ui/brand.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ClinicMark } from '../../shared/ui/clinic-mark.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { appBase } from '../base.ts';
import { askReply, type Asked } from './ask-reply.ts';
import styles from './reply.module.css';
import { replyTexts } from './texts.ts';

/** What a reminder's link opens (B35): clinic, day and time, and two answers. Opening it says nothing to anybody. */
export function ReplyPage(): JSX.Element {
  const t = useT(replyTexts);
  const f = useFormat();
  const i18n = useI18n();
  const fragment = replyFragment.safeParse(location.hash.slice(1));
  const [secret = '', language] = fragment.success ? fragment.data.split('.') : [];
  const [clinic, setClinic] = createSignal<ClinicPublic>();
  const [asked, setAsked] = createSignal<Asked | undefined>(secret === '' ? { state: 'unknown' } : undefined);
  /** What was pressed and is on its way, or got lost there. */
  const [given, setGiven] = createSignal<ReplyAnswer | null>(null);
  const [busy, setBusy] = createSignal(false);
  /** Stays while an answer is on its way, or lost there. */
  const [time, setTime] = createSignal<number>();
  let heading: HTMLHeadingElement | undefined;
  const clinicName = (): string => clinic()?.brand.name ?? t('portal');

  async function ask(answer: ReplyAnswer | null): Promise<void> {
    if (busy() || secret === '') return;
    setGiven(answer);
    setBusy(true);
    const state = await askReply(secret, answer);
    if ('timeZone' in state) i18n.setTimeZone(state.timeZone);
    if ('startsAt' in state) setTime(state.startsAt);
    else if (state.state === 'changed' || state.state === 'unknown') setTime(undefined);
    setAsked(state);
    setBusy(false);
    if (answer !== null && state.state !== 'noAnswer') heading?.focus();
  }
  async function readClinic(): Promise<void> {
    const response = await fetch(`/api/clinics/${encodeURIComponent(appBase().slice('/c/'.length))}/public`);
    const card = clinicPublic.parse(await response.json());
    applyBrand(card.brand);
    setClinic(card);
  }
  onMount(() => {
    // As the message was written; where its words do not come, English stands.
    if (language !== undefined && i18n.language() === 'en') void i18n.setLanguage(language).catch(() => undefined);
    void readClinic().catch(() => undefined);
    void ask(null);
  });
  const title = (): string => {
    const state = asked()?.state;
    const now = asked();
    if (now?.state === 'answered') return t(`done.${now.answer}`);
    if (state === 'changed' || state === 'over' || state === 'unknown') return t(`${state}.title`);
    return t('title', { clinic: clinicName() });
  };
  createEffect(() => { document.title = title(); });
  const after = (): string => {
    const state = asked()?.state;
    if (state === 'answered') return t('doneNext');
    return state === 'changed' || state === 'over' || state === 'unknown' ? t(`${state}.next`) : t('lead');
  };
  return (
    <main class={styles.page}>
      <ClinicMark name={clinicName()} mark={clinic()?.brand.mark} />
      <h1 class={styles.title} tabindex={-1} ref={(element) => { heading = element; }}><bdi>{title()}</bdi></h1>
      <Show when={time()}>{(at) => <p class={styles.when}><strong>{f.appointment(at())}</strong></p>}</Show>
      <Switch fallback={<p role="status">{t('loading')}</p>}>
        <Match when={asked()?.state === 'noAnswer' || asked()?.state === 'tooOften'}>
          <Notice tone="asks" title={t(asked()?.state === 'tooOften' ? 'tooOften' : given() === null ? 'noAnswer' : 'notSure')} announce />
          <div class={styles.acts}>
            <Button kind="primary" size="last" wide onPress={() => void ask(given())}>{busy() ? t('sending') : t('again')}</Button>
          </div>
        </Match>
        <Match when={asked()}>
          <p>{after()}</p>
          <Show when={asked()?.state === 'open'}>
            <div class={styles.acts}>
              <Button kind="primary" size="last" wide onPress={() => void ask('come')}>{busy() && given() === 'come' ? t('sending') : t('come')}</Button>
              <Button size="last" wide onPress={() => void ask('call')}>{busy() && given() === 'call' ? t('sending') : t('call')}</Button>
            </div>
          </Show>
        </Match>
      </Switch>
      <div class={styles.acts}>
        <Show when={asked()?.state === 'changed'}><Button wide href={`${appBase()}/`}>{t('signIn')}</Button></Show>
        <Show when={asked()?.state !== 'open' && clinic()}>
          {(known) => <Button wide href={`tel:${known().texts.phone.replace(/[^+\d]/g, '')}`}>{t('phone', { clinic: known().brand.name })}</Button>}
        </Show>
      </div>
    </main>
  );
}
