import { createEffect, createSignal, onMount, Show, type JSX } from 'solid-js';
import { clinicPublic, type ClinicPublic } from '../../../schema/clinic.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { applyBrand } from '../../shared/ui/brand.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ClinicMark } from '../../shared/ui/clinic-mark.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { appBase } from '../base.ts';
import { askLive, invited } from './live-api.ts';
import styles from './visits.module.css';
import { visitsTexts } from './texts.ts';

type Trouble = 'unknown' | 'noAnswer' | 'tooOften' | 'elsewhere';

/** What an invite's link or code opens: a sign-in that leads to the visit, and nothing more. Opening the page asks nobody anything. */
export function InvitePage(): JSX.Element {
  const t = useT(visitsTexts);
  const secret = location.hash.slice(1);
  const [clinic, setClinic] = createSignal<ClinicPublic>();
  const [code, setCode] = createSignal('');
  const [missing, setMissing] = createSignal(false);
  const [trouble, setTrouble] = createSignal<Trouble>();
  const [busy, setBusy] = createSignal(false);
  const name = (): string => clinic()?.brand.name ?? t('invite.clinic');
  createEffect(() => { document.title = t('invite.title'); });
  onMount(() => void fetch(`/api/clinics/${encodeURIComponent(appBase().slice('/c/'.length))}/public`).then(async (response) => {
    const card = clinicPublic.parse(await response.json());
    applyBrand(card.brand);
    setClinic(card);
  }).catch(() => undefined));

  async function open(event?: SubmitEvent): Promise<void> {
    event?.preventDefault();
    const typed = code().normalize('NFKC').replace(/[\s.-]/g, '').toUpperCase();
    setMissing(event !== undefined && typed.length !== 8);
    if (busy() || missing()) return;
    setBusy(true);
    setTrouble(undefined);
    const answer = await askLive('invite', invited, event === undefined ? { secret } : { code: typed });
    setBusy(false);
    if (!answer.ok) return void setTrouble(answer.code === 'noAnswer' ? 'noAnswer' : /tooOften|tooMany/.test(answer.code) ? 'tooOften' : 'unknown');
    if (`/c/${answer.value.clinic}` !== appBase()) return void setTrouble('elsewhere');
    // Whose visit it is, the app finds out once somebody has signed in; the secret stays in no history.
    location.replace(`${appBase()}/visits/${answer.value.consult}`);
  }
  return (
    <main class={styles.invite}>
      <ClinicMark name={name()} mark={clinic()?.brand.mark} />
      <h1><bdi>{t('invite.title')}</bdi></h1>
      <p>{t('invite.lead')}</p>
      <Show when={trouble()}>{(why) => <Notice tone="asks" title={t(`invite.${why()}`)} announce />}</Show>
      <Show when={secret !== ''}><Button kind="primary" size="last" wide onPress={() => void open()}>{busy() ? t('invite.opening') : t('invite.open')}</Button></Show>
      <form class={styles.form} onSubmit={(event) => void open(event)} noValidate>
        <TextField label={t('invite.code')} hint={t('invite.codeHint')} value={code()} onInput={setCode} autocomplete="one-time-code" dir="ltr" spellcheck={false} error={missing() ? t('invite.codeMissing') : undefined} />
        <Button kind={secret === '' ? 'primary' : 'secondary'} size="last" type="submit" wide>{t('invite.open')}</Button>
      </form>
      <Show when={clinic()}>{(known) => <Button wide href={`tel:${known().texts.phone.replace(/[^+\d]/g, '')}`}>{t('ways.call', { clinic: known().brand.name })}</Button>}</Show>
    </main>
  );
}
