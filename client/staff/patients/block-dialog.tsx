import { createSignal, type JSX } from 'solid-js';
import { patientBlock } from '../../../schema/patient-requests.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { blockDraft } from '../shared/words-of.ts';
import type { PatientData } from './patient-data.ts';
import { patientsTexts } from './texts.ts';

const LONGEST = 500;

/** Shutting needs a reason and no connection: it is kept and goes when there is one. */
export function BlockDialog(props: { readonly data: PatientData; readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(patientsTexts);
  const sync = useSync();
  const announce = useAnnounce();
  const words = useRefusalWords('staff');
  const reason = useDraft(() => blockDraft(props.data.patient()));
  const [problem, setProblem] = createSignal<string>();
  const name = (): string => props.data.calledName();

  async function shut(): Promise<void> {
    const text = reason.text().trim();
    if (text === '') {
      setProblem(t('block.reasonMissing'));
      return;
    }
    const answer = await sync.act(patientBlock, { patient: props.data.patient(), reason: text }, { draft: reason.key() });
    if (!answer.ok) {
      setProblem(`${words(answer.refusal).reason} ${words(answer.refusal).remedy}`);
      return;
    }
    reason.sent();
    setProblem(undefined);
    announce(t('block.saved'));
    props.onClose();
  }
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('block.title', { name: name() })}
      second={t('block.second')}
      acts={
        <>
          <Button onPress={props.onClose}>{t('block.not')}</Button>
          <Button kind="primary" onPress={() => void shut()}>{t('block.act', { name: name() })}</Button>
        </>
      }
    >
      <TextArea label={t('block.reason')} hint={t('block.reasonHint')} value={reason.text()} onInput={(text) => reason.write(text)} error={problem()} maxLength={LONGEST} rows={3} />
    </Dialog>
  );
}
