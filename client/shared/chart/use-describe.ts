import type {
  AllergyEntry, GoalEntry, Measured, MedicationEntry, ObservationEntry, PlanEntry, ProblemEntry, ProcedureEntry, VaccineEntry, VisitEntry,
} from '../../../schema/chart.ts';
import { useI18n, useT } from '../i18n/context.tsx';
import { chartTexts } from './chart-texts.ts';
import { measuredWords, observationWords, plainName, rangeWords } from './measured-words.ts';
import { useCareTime } from './use-care-time.ts';

/** An entry of a record in plain words. */
export interface Described {
  readonly id: string;
  readonly title: string;
  /** Now, rather than once. */
  readonly current: boolean;
  /** What it is at: "Prescribed now". */
  readonly state: string | null;
  readonly lines: readonly string[];
  /** The clinic marked it as dangerous: it stands first, in red. */
  readonly danger?: boolean;
  /** For the newest first; '' is last. */
  readonly at: string;
}

type Line = string | null | false | undefined;
const present = (lines: readonly Line[]): string[] => lines.filter((line): line is string => typeof line === 'string' && line !== '');
const over = ['inactive', 'remission', 'resolved'];

/** Says what stands there, and nothing that does not: a missing date, value or state is left out or said to be missing. */
export function useDescribe() {
  const t = useT(chartTexts);
  const i18n = useI18n();
  const day = useCareTime();
  /** A code in words; one that nobody foresaw as it came. */
  const code = (of: string, value: string | null): string | null => (value === null || value === '' ? null : (i18n.find(chartTexts, `${of}.${value}`) ?? value));
  const named = (name: string): string => plainName(name) || t('unnamed');
  const span = (from: string | null, to: string | null): string | null => {
    const [first, last] = [from && day(from), to && day(to)];
    if (first && last) return first === last ? first : t('lines.sinceUntil', { from: first, to: last });
    if (first) return t('lines.since', { when: first });
    return last ? t('lines.until', { when: last }) : null;
  };
  const on = (from: string | null, to: string | null): string | null => (to === null ? from && day(from) : span(from, to));
  const reason = (words: string | null): string | null => words && t('lines.reason', { reason: plainName(words) });
  const nameOf = (one: Pick<Measured, 'name' | 'code'>): string => (one.code === null ? undefined : i18n.find(chartTexts, `vital.${one.code}`)) ?? named(one.name);
  const said = (one: Measured): string[] => present([
    ...one.ranges.map((range) => range.words && t('lines.range', { range: rangeWords(range.words) })), ...one.flags.map((flag) => t('lines.flag', { flag })),
  ]);

  return {
    problem: (it: ProblemEntry): Described => ({
      id: it.id, title: named(it.name), current: it.end === null && !over.includes(it.clinical ?? ''), at: it.onset ?? it.recorded ?? '',
      state: present([code('clinical', it.clinical), it.verification === 'confirmed' ? null : code('verification', it.verification)]).join(', ') || null,
      lines: present([
        span(it.onset, it.end) ?? it.onsetWords ?? (it.recorded && t('lines.recorded', { when: day(it.recorded) })), it.severity && t('lines.severity', { severity: plainName(it.severity) }),
      ]),
    }),
    allergy: (it: AllergyEntry): Described => ({
      id: it.id, title: named(it.name), current: !over.includes(it.clinical ?? '') && it.verification !== 'refuted', danger: it.criticality === 'high' && it.verification !== 'refuted', at: it.recorded ?? it.onset ?? '',
      state: present([
        it.clinical === 'active' ? null : code('clinical', it.clinical), it.verification === 'confirmed' ? null : code('verification', it.verification), code('criticality', it.criticality),
      ]).join(', ') || null,
      lines: present([
        ...it.reactions.map(({ what, severity }) => what && (severity === null ? t('lines.reaction', { what: plainName(what) }) : t('lines.reactionSeverity', { what: plainName(what), severity: code('severity', severity) ?? '' }))),
        present([it.kinds.map((kind) => code('kind', kind)).join(', '), it.onset && t('lines.since', { when: day(it.onset) }), it.recorded && t('lines.recorded', { when: day(it.recorded) })]).join(' · '),
        it.last && t('lines.last', { when: day(it.last) }),
      ]),
    }),
    medication: (it: MedicationEntry): Described => ({
      id: it.id, title: named(it.name), current: ['active', 'on-hold', 'unknown', 'draft'].includes(it.status), at: it.written ?? '',
      state: present([code('medication', it.status), i18n.find(chartTexts, `intent.${it.intent}`)]).join(', ') || null,
      lines: present([...it.dosage, reason(it.reason), it.written && t('lines.written', { when: day(it.written) })]),
    }),
    vaccine: (it: VaccineEntry): Described => ({
      id: it.id, title: named(it.name), current: true, at: it.given ?? '', state: it.status === 'completed' ? null : code('vaccine', it.status),
      lines: present([
        it.given === null ? t('lines.notDated') : it.status === 'not-done' ? day(it.given) : t('lines.given', { when: day(it.given) }), it.dose && t('lines.dose', { dose: it.dose }), reason(it.reason),
      ]),
    }),
    visit: (it: VisitEntry): Described => ({
      id: it.id, title: named(it.name), current: true, at: it.start ?? '', state: it.status === 'finished' ? null : code('visit', it.status),
      lines: present([present([on(it.start, it.end) ?? t('lines.notDated'), code('visitClass', it.class)]).join(' · '), reason(it.reason), it.place && t('lines.place', { place: it.place })]),
    }),
    procedure: (it: ProcedureEntry): Described => ({
      id: it.id, title: named(it.name), current: true, at: it.start ?? '', state: it.status === 'completed' ? null : code('procedure', it.status),
      lines: present([on(it.start, it.end) ?? t('lines.notDated'), reason(it.reason)]),
    }),
    plan: (it: PlanEntry): Described => ({
      id: it.id, title: named(it.name), current: ['active', 'on-hold', 'draft', 'unknown'].includes(it.status), at: it.start ?? '', state: code('plan', it.status),
      lines: present([
        span(it.start, it.end), ...it.problems.map((problem) => reason(problem)),
        ...it.activities.map(({ what, status }) => (status === null ? named(what) : t('lines.activity', { what: named(what), status: code('plan', status) ?? '' }))),
      ]),
    }),
    goal: (it: GoalEntry): Described => ({
      id: it.id, title: named(it.name), current: !['completed', 'cancelled', 'rejected'].includes(it.lifecycle), at: it.start ?? '',
      state: present([code('goal', it.lifecycle), code('goal', it.achievement)]).join(', ') || null,
      lines: present([it.start && t('lines.started', { when: day(it.start) }), it.due && t('lines.due', { when: day(it.due) })]),
    }),
    observation: (it: ObservationEntry): Described => ({
      id: it.id, title: nameOf(it.measured), current: true, at: it.at ?? '', state: it.status === 'final' ? null : code('observation', it.status),
      lines: present([
        observationWords(it.measured, it.parts, nameOf) ?? (it.measured.missing === null ? t('lines.noValue') : t('lines.missing', { why: it.measured.missing })),
        it.at === null ? t('lines.notDated') : day(it.at), ...said(it.measured), ...it.parts.flatMap(said),
      ]),
    }),
    code, nameOf,
    /** One value for a table's cell. */
    value: (one: Measured): string => measuredWords(one) ?? (one.missing === null ? t('lines.noValue') : t('lines.missing', { why: one.missing })),
    status: (status: string): string | null => (status === 'final' ? null : code('observation', status)),
    day,
  };
}
export type Describe = ReturnType<typeof useDescribe>;

/** What is dangerous, then the newest; what has no date comes last. */
export function newestFirst(a: Described, b: Described): number {
  return Number(b.danger ?? false) - Number(a.danger ?? false) || b.at.localeCompare(a.at) || a.title.localeCompare(b.title) || a.id.localeCompare(b.id);
}
