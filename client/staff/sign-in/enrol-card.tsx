import { createMemo, createSignal, type JSX } from 'solid-js';
import { encode } from 'uqr';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Check, Copy } from '../../shared/ui/icons.ts';
import styles from './enrol-card.module.css';
import { signInTexts } from './texts.ts';

/** The secret as a picture to scan and as a key to type: the same thing twice, for eyes and for hands. */
export function EnrolCard(props: { readonly uri: string; readonly key_: string }): JSX.Element {
  const t = useT(signInTexts);
  const [copied, setCopied] = createSignal(false);
  const picture = createMemo(() => encode(props.uri, { ecc: 'M', border: 4 }));
  /** One path for all dark modules: no script, no style, nothing the content security policy has to forgive. */
  const modules = (): string => picture().data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(props.key_.replaceAll(' ', ''));
    setCopied(true);
  }
  return (
    <div class={styles.card}>
      <p class={styles.words}>{t('enrol.scan')}</p>
      <svg class={styles.picture} viewBox={`0 0 ${picture().size} ${picture().size}`} role="img" aria-label={t('enrol.picture')} shape-rendering="crispEdges">
        <path d={modules()} />
      </svg>
      <p class={styles.words}>{t('enrol.type')}</p>
      <code class={styles.key} dir="ltr">{props.key_}</code>
      <Button size="small" icon={copied() ? Check : Copy} onPress={() => void copy()}>{t(copied() ? 'enrol.copied' : 'enrol.copy')}</Button>
      <p class={styles.words}>{t('enrol.confirm')}</p>
    </div>
  );
}
