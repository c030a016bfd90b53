import type { JSX } from 'solid-js';
import { REASON_MAX } from '../../../schema/misdirected.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import type { Draft } from '../shared/use-draft.ts';
import { misdirectedTexts } from './misdirected-texts.ts';

/** Why: kept as it is typed, for colleagues and administrators. */
export function ReasonField(props: { readonly draft: Draft; readonly error: string | undefined }): JSX.Element {
  const t = useT(misdirectedTexts);
  return <TextArea label={t('reason.label')} hint={t('reason.hint')} value={props.draft.text()} onInput={(text) => props.draft.write(text)} error={props.error} rows={2} />;
}

/** What is wrong with it; undefined: nothing. */
export function useReasonProblem(): (text: string) => string | undefined {
  const t = useT(misdirectedTexts);
  return (text) => {
    if (text.trim() === '') return t('reason.missing');
    return text.trim().length > REASON_MAX ? t('reason.tooLong') : undefined;
  };
}
