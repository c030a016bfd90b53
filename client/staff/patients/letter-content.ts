import type { OneTimePasswordAnswer } from '../../../schema/patient-search.ts';
import type { Format } from '../../shared/i18n/create-format.ts';
import type { Translate } from '../../shared/i18n/define-texts.ts';
import type { patientsTexts } from './texts.ts';

type PatientsTranslate = Translate<(typeof patientsTexts)['english']>;

/** The letter that goes with a one-time password: the same words on paper and in the PDF. */
export interface LetterContent {
  readonly clinic: string;
  /** "#0F6A57", the clinic's own. */
  readonly colour: string;
  readonly heading: string;
  readonly to: readonly string[];
  readonly greeting: string;
  readonly intro: string;
  readonly steps: readonly string[];
  /** Stands under the step that asks for it. */
  readonly passwordStep: number;
  readonly password: string;
  readonly address: string;
  readonly closing: readonly string[];
  readonly printed: string;
  readonly fileName: string;
}

export interface LetterFacts {
  readonly answer: OneTimePasswordAnswer;
  readonly name: string;
  readonly postal: string | null;
  readonly record: string;
  readonly clinic: { readonly name: string; readonly suffix: string; readonly colour: string; readonly phone: string };
  readonly origin: string;
}

export function writeLetter(t: PatientsTranslate, f: Format, facts: LetterFacts): LetterContent {
  const { answer, clinic } = facts;
  const address = `${facts.origin}/c/${clinic.suffix}/`;
  const identify = answer.identifier.mode === 'email'
    ? t('letter.stepEmail', { email: answer.identifier.value, phone: answer.phone })
    : t('letter.stepNationalId', { last4: answer.identifier.last4, phone: answer.phone });
  return {
    clinic: clinic.name, colour: clinic.colour, heading: t('letter.heading', { clinic: clinic.name }),
    to: [facts.name, ...(facts.postal === null ? [] : facts.postal.split(', '))],
    greeting: t('letter.greeting', { name: facts.name }),
    intro: t('letter.intro', { clinic: clinic.name }),
    steps: [t('letter.stepOpen', { address }), identify, t('letter.stepPassword'), t('letter.stepCode', { phone: answer.phone }), t('letter.stepOwn')],
    passwordStep: 2,
    password: answer.password, address,
    closing: [
      t('letter.until', { when: f.dated(answer.validUntil) }), t('letter.care'),
      clinic.phone === '' ? t('letter.helpPlain') : t('letter.help', { phone: clinic.phone }),
    ],
    printed: t('letter.printed', { when: f.printed(Date.now()) }),
    fileName: `${t('letter.file', { record: facts.record }).replace(/[^A-Za-z0-9-]+/g, '-')}.pdf`,
  };
}
