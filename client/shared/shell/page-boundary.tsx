import { useLocation } from '@solidjs/router';
import { createEffect, createSignal, ErrorBoundary, on, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { startPatience } from '../local/patience.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { isLoadFailure } from './load-part.ts';
import styles from './page-boundary.module.css';
import { pageTexts } from './page-texts.ts';

/** Somebody waits with a finger on the button. */
const PATIENCE_MS = 6_000;

/**
 * Never a blank screen. A page whose code is not on the device yet (the line went before the worker had kept it), or one
 * that failed, says so and offers a way on. Another address tries again by itself. Nothing typed is lost: drafts and
 * requests are in the device's store.
 */
export function PageBoundary(props: { readonly children: JSX.Element }): JSX.Element {
  const location = useLocation();
  return (
    <ErrorBoundary
      fallback={(error: unknown, reset) => {
        createEffect(on(() => location.pathname, () => reset(), { defer: true }));
        return <FailedPage error={error} />;
      }}
    >
      {props.children}
    </ErrorBoundary>
  );
}

function FailedPage(props: { readonly error: unknown }): JSX.Element {
  const t = useT(pageTexts);
  const [tried, setTried] = createSignal(false);
  const kind = (): 'notHere' | 'failed' => (isLoadFailure(props.error) ? 'notHere' : 'failed');
  if (kind() === 'failed') console.error('page', props.error);

  /** A reload where nothing answers would take the running app away: then it is not done. */
  async function reload(): Promise<void> {
    const kept = 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
    const answered = kept || (await isServerThere());
    if (answered) window.location.reload();
    else setTried(true);
  }
  return (
    <main class={styles.page}>
      <EmptyState
        heading
        kind="notHere"
        why={t(`${kind()}.why`)}
        next={tried() ? t('stillNot') : t(`${kind()}.next`)}
        act={{ label: t('again'), onPress: () => void reload() }}
      />
    </main>
  );
}

/** Our own server, not whoever answers in its place; a line that only hangs is none. */
async function isServerThere(): Promise<boolean> {
  const patience = startPatience(PATIENCE_MS);
  try {
    const answer = await fetch('/healthz', { signal: patience.signal, cache: 'no-store' });
    return answer.ok && (await answer.text()).includes('"schemaVersion"');
  } catch {
    return false;
  } finally {
    patience.done();
  }
}
