import { createSignal, createUniqueId, For, Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { CheckRow } from '../../shared/ui/check-row.tsx';
import { FieldError } from '../../shared/ui/field-frame.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { isKey, isSecond, isStandard, keyActs, keyTakenBy, normalKey, type KeyAct } from '../shared/keymap.ts';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import styles from './settings.module.css';
import { settingsTexts } from './texts.ts';

/** WCAG 2.1.4: single-letter keys can be switched off, and each can be given another key. */
export function KeysPart(): JSX.Element {
  const t = useT(settingsTexts);
  const settings = useStaffSettings();
  const announce = useAnnounce();
  function reset(): void {
    settings.resetKeys();
    announce(t('keys.resetDone'));
  }
  return (
    <div class={styles.stack}>
      <CheckRow label={t('keys.label')} second={t('keys.second')} checked={settings.keysChosen()} onChange={settings.setKeysOn} />
      <details>
        <summary class={styles.summary}>{t('keys.change')}</summary>
        <p class={styles.second}>{t('keys.how')}</p>
        <ul class={styles.rows} aria-label={t('keys.change')}>
          <For each={keyActs}>{(act) => <li class={styles.row}><KeyRow act={act} /></li>}</For>
        </ul>
      </details>
      <Show when={!isStandard(settings.keymap())}><div><Button onPress={reset}>{t('keys.reset')}</Button></div></Show>
    </div>
  );
}

/** A field that takes one key: what is typed into it becomes the key, or it says why not and keeps the one before. */
function KeyRow(props: { readonly act: KeyAct }): JSX.Element {
  const t = useT(settingsTexts);
  const settings = useStaffSettings();
  const id = createUniqueId();
  const announce = useAnnounce();
  const [problem, setProblem] = createSignal<string>();
  const name = (act: KeyAct): string => t(`keys.acts.${act}`);

  function choose(typed: string): void {
    const key = normalKey(typed);
    const taken = keyTakenBy(settings.keymap(), props.act, key);
    if (!isKey(key)) setProblem(t('keys.notOne'));
    else if (taken !== null) setProblem(t('keys.taken', { key, act: name(taken) }));
    else {
      setProblem(undefined);
      settings.setKey(props.act, key);
      announce(t('keys.done', { key, act: name(props.act) }));
    }
  }
  function onInput(field: HTMLInputElement): void {
    // What was typed beside the key that stood there; emptied, it keeps what it has until another is typed.
    const now = settings.keymap()[props.act];
    const typed = [...field.value].find((sign) => sign !== now) ?? (field.value === '' ? '' : now);
    if (typed !== '') choose(typed);
    field.value = settings.keymap()[props.act];
    field.select();
  }
  return (
    <>
      <label class={styles.text} for={id}>{name(props.act)}</label>
      <Show when={isSecond(props.act)}><span class={styles.second}>{t('keys.after', { key: settings.keymap().go })}</span></Show>
      <input
        id={id} class={styles.keyField} type="text" autocomplete="off" autocapitalize="none" spellcheck={false} dir="ltr"
        value={settings.keymap()[props.act]} aria-invalid={problem() === undefined ? undefined : 'true'} aria-describedby={problem() === undefined ? undefined : `${id}-error`}
        onFocus={(event) => event.currentTarget.select()} onInput={(event) => onInput(event.currentTarget)}
      />
      <FieldError id={`${id}-error`} error={problem()} />
    </>
  );
}
