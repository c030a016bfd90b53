import { createEffect, createSignal, on, type JSX } from 'solid-js';
import { clinicSettingsEntry, usualWaits } from '../../../schema/clinic-settings.ts';
import { resultHold } from '../../../schema/result-requests.ts';
import type { GateEntry } from '../../../schema/results.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { resultReasonDraft } from '../shared/words-of.ts';
import { deliveryTexts } from './texts.ts';

const DAY_MS = 86_400_000;
const days = [1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90] as const;

/** C18: not yet. With a reason for colleagues and a day on which it awaits a decision again. */
export function HoldDialog(props: { readonly entry: GateEntry; readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(deliveryTexts);
  const sync = useSync();
  const announce = useAnnounce();
  const refusals = useRefusalWords('staff');
  const reason = useDraft(() => resultReasonDraft(props.entry.id));
  const settings = useView(() => viewName.office(sync.account.clinic)).section('settings', clinicSettingsEntry);
  const waits = () => settings()['settings']?.waits ?? usualWaits;
  const usual = (): number => Math.min(waits().holdUsual, Math.max(1, waits().holdDays));
  /** Up to what the clinic allows, its own most and usual number among them. */
  const choices = (): number[] => [...new Set([...days.filter((count) => count <= waits().holdDays), usual(), Math.max(1, waits().holdDays)])].sort((a, b) => a - b);
  const [chosen, setLong] = createSignal<string>();
  const long = (): string => chosen() ?? String(usual());
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => props.open, (open) => { if (!open) return; setProblem(undefined); setLong(undefined); }));
  async function hold(): Promise<void> {
    const text = reason.text().trim();
    if (text === '') {
      setProblem(t('holding.empty'));
      return;
    }
    const { patient, id, revision } = props.entry;
    const answer = await sync.act(resultHold, { patient: patient.id, result: id, revision, reason: text, until: Date.now() + Number(long()) * DAY_MS }, { draft: reason.key() });
    if (!answer.ok) {
      setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
      return;
    }
    reason.sent();
    announce(t('holding.saved'));
    props.onClose();
  }
  return (
    <Dialog
      open={props.open} onClose={props.onClose} title={t('holding.title')} second={t('holding.second')}
      acts={<><Button onPress={props.onClose}>{t('holding.not')}</Button><Button kind="primary" onPress={() => void hold()}>{t('holding.act')}</Button></>}
    >
      <TextArea label={t('holding.reason')} hint={t('holding.reasonHint')} value={reason.text()} onInput={(text) => reason.write(text)} error={problem()} rows={2} />
      <Select label={t('holding.until')} value={long()} onChange={setLong} options={choices().map((count) => ({ value: String(count), label: t('holding.days', { count }) }))} />
    </Dialog>
  );
}
