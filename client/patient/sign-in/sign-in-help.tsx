import { Show, type JSX } from 'solid-js';
import type { ClinicPublic } from '../../../schema/clinic.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { signInTexts } from './texts.ts';

/** Whom to call: for the sign-in, and for what cannot wait. */
export function SignInHelp(props: { readonly clinic: ClinicPublic | null }): JSX.Element {
  const t = useT(signInTexts);
  return (
    <Show when={props.clinic}>
      {(clinic) => (
        <>
          <p>{t('help', { clinic: clinic().brand.name })} <PhoneLink phone={clinic().texts.phone} /></p>
          <p>{t('emergency')} <PhoneLink phone={clinic().texts.emergencyPhone} /></p>
        </>
      )}
    </Show>
  );
}

function PhoneLink(props: { readonly phone: string }): JSX.Element {
  return <a href={`tel:${props.phone.replace(/[^\d+]/g, '')}`} dir="ltr">{props.phone}</a>;
}
