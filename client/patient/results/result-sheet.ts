import type { GoalTarget, Measured } from '../../../schema/chart.ts';
import type { BrandEntry } from '../../../schema/clinic.ts';
import { marksNormal } from '../../../schema/result-states.ts';
import type { ReleasedResult } from '../../../schema/results.ts';
import { measuredWords, rangeWords } from '../../shared/chart/measured-words.ts';
import type { chartTexts } from '../../shared/chart/chart-texts.ts';
import type { UsualRange } from '../../shared/chart/use-usual-ranges.ts';
import type { Describe } from '../../shared/chart/use-describe.ts';
import type { Format } from '../../shared/i18n/create-format.ts';
import type { Translate } from '../../shared/i18n/define-texts.ts';
import type { Sheet, SheetRow } from '../../shared/pdf/sheet.ts';
import { initialsOf } from '../../shared/ui/avatar-initials.ts';
import type { resultsTexts } from './texts.ts';

type T = Translate<typeof resultsTexts.english>;

export interface SheetInput {
  readonly t: T;
  readonly format: Format;
  readonly describe: Describe;
  readonly language: string;
  readonly result: ReleasedResult;
  /** What the record's goals set for a value. */
  readonly goal: (one: Measured) => GoalTarget | null;
  /** The clinic's own range for a value that came without one. */
  readonly usual: (one: Measured) => UsualRange | null;
  readonly chart: Translate<typeof chartTexts.english>;
  /** As the screen says it. */
  readonly title: string;
  readonly patient: { readonly name: string; readonly birthDate: string | null };
  readonly clinic: { readonly brand: BrandEntry | undefined; readonly phone: string };
  /** How old what this device knows is, ms; null: not known. */
  readonly asOf: number | null;
}

/** C17: a released result on paper: what the screen says, and nothing worked out. */
export function writeResultSheet({ t, chart, format, describe, language, result, goal, usual, title, patient, clinic, asOf }: SheetInput): Sheet {
  const { brand } = clinic;
  const examined = result.at === null ? t('undated') : describe.day(result.at);
  const printed = t('pdf.printed', { when: format.printed(Date.now()) });
  return {
    // No word of health in the name of a file that lies among others.
    fileName: `${t('pdf.file')}-${result.at?.slice(0, 10) ?? format.printed(result.releasedAt).replace(/[^\p{L}\p{N}]+/gu, '-')}.pdf`,
    language, title,
    clinic: {
      name: brand?.name ?? '', second: clinic.phone, mark: brand?.mark ?? '', initials: initialsOf(brand?.name ?? '').slice(0, 2),
      tile: brand?.light['mark'] ?? '#0F6A57', onTile: brand?.light['onMark'] ?? '#FFFFFF', line: brand?.light['brand'] ?? '#0F6A57',
    },
    facts: [
      [t('pdf.patient'), patient.name],
      ...(patient.birthDate === null ? [] : [[t('pdf.born'), format.birthDate(patient.birthDate)] as const]),
      [t('pdf.examined'), examined],
      [t('pdf.released'), format.printed(result.releasedAt)],
    ],
    warning: result.state === 'correcting' ? t('correcting') : null,
    quote: result.words && { by: [result.words.by, result.words.title].filter(Boolean).join(', '), text: result.words.text },
    table: result.values.length === 0 ? null : {
      columns: [t('pdf.columns.test'), t('pdf.columns.value'), t('pdf.columns.range'), t('pdf.columns.mark')],
      rows: result.values.map((one) => rowOf(one, { goal: goal(one), usual: usual(one) }, t, chart, describe)),
    },
    parts: [
      ...(result.conclusion === null ? [] : [{ heading: t('conclusion'), text: result.conclusion }]),
      ...(result.more > 0 ? [{ heading: t('pdf.rest'), text: t('more', { count: result.more }) }] : []),
      { heading: t('next.title'), text: t('next.text') },
    ],
    foot: [printed, ...(asOf === null ? [] : [t('pdf.asOf', { when: format.printed(asOf) })])],
    pageOf: (page, pages) => t('pdf.page', { page, pages }),
  };
}

function rowOf(one: Measured, { goal, usual }: { goal: GoalTarget | null; usual: UsualRange | null }, t: T, chart: SheetInput['chart'], describe: Describe): SheetRow {
  const name = describe.nameOf(one);
  const value = measuredWords(one);
  const range = one.ranges.map(({ words }) => rangeWords(words)).filter(Boolean).join('; ');
  const sentence = [
    value === null ? t('missing', { name, why: one.missing ?? '' }) : t('pdf.sentence', { name, value }),
    ...(goal ? [t('goal', { range: rangeWords(goal.words) })] : []), range === '' ? t('noRange') : t('range', { range }), ...(usual ? [chart('usual.is', { said: usual.said, range: usual.words })] : []),
    ...one.flags.map((flag) => t('flag', { flag })),
  ].join(' ');
  return { cells: [name, describe.value(one), range === '' ? '–' : range, one.flags.join(', ') || '–'], marked: one.flags.some((flag) => !marksNormal(flag)), sentence };
}
