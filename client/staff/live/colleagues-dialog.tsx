import { createEffect, createSignal, on, Show, type JSX } from 'solid-js';
import type { LiveConsult } from '../../../schema/consults.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { CheckRow } from '../../shared/ui/check-row.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useOffice } from '../shared/use-office.ts';
import styles from './live.module.css';
import { staffLiveTexts } from './texts.ts';
import type { ConsultActs } from './use-consult-acts.ts';

const MOST = 10;

/** Who writes the note beside the conducting clinician. */
export function ColleaguesDialog(props: { readonly one: LiveConsult; readonly acts: ConsultActs; readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(staffLiveTexts);
  const office = useOffice();
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => props.open, (open) => {
    if (!open) return;
    setChosen(props.one.colleagues);
    setProblem(undefined);
  }));
  const others = () => Object.values(office.colleagues()).filter(({ id }) => id !== props.one.staff).sort((a, b) => a.name.localeCompare(b.name));
  async function save(): Promise<void> {
    if (chosen().length > MOST) return void setProblem(t('colleagues.most'));
    if (!(await props.acts.colleagues(props.one, chosen()))) return void setProblem(props.acts.problem());
    props.onClose();
  }
  return (
    <Dialog
      open={props.open} onClose={props.onClose} title={t('colleagues.title')} second={t('colleagues.second')}
      acts={<><Button onPress={props.onClose}>{t('colleagues.not')}</Button><Button kind="primary" onPress={() => void save()}>{t('colleagues.act')}</Button></>}
    >
      <div class={styles.form}>
        <Show when={problem()}>{(words) => <Notice tone="asks" title={words()} announce />}</Show>
        <div role="group" aria-label={t('colleagues.title')}>
          <Each of={others()} by={({ id }) => id}>
            {(one) => <CheckRow label={one().name} second={one().title} checked={chosen().includes(one().id)} onChange={(on) => setChosen((before) => (on ? [...before, one().id] : before.filter((id) => id !== one().id)))} />}
          </Each>
        </div>
      </div>
    </Dialog>
  );
}
