import type { Measured } from '../../schema/chart.ts';
import type { Clinical, Component } from './clinical-shapes.ts';
import { careTimeOf, clip, codeText, digitsOf, joinNotes, numberOf, orNull, quantityWords, unitOf, wordsOf, wordsOrNull } from './clinical-words.ts';
import { conceptText } from './person-parts.ts';
import type { Concept } from './resource-shapes.ts';

type Value = Pick<Measured, 'value' | 'number' | 'unit'>;
const plain = (value: string | null): Value => ({ value: value === null ? null : orNull(clip(value)), number: null, unit: '' });

function valueOf(source: Component): Value {
  const { valueQuantity: quantity } = source;
  const digits = digitsOf(quantity?.value);
  if (quantity && digits !== null) {
    return { value: clip(`${quantity.comparator ?? ''}${digits}`), number: quantity.comparator === undefined ? numberOf(quantity.value) : null, unit: unitOf(quantity) };
  }
  if (source.valueCodeableConcept) return plain(wordsOf(source.valueCodeableConcept));
  if (source.valueInteger !== undefined) return { value: String(source.valueInteger), number: source.valueInteger, unit: '' };
  if (source.valueBoolean !== undefined) return plain(source.valueBoolean ? 'yes' : 'no');
  if (source.valueRange) return plain([quantityWords(source.valueRange.low), quantityWords(source.valueRange.high)].filter(Boolean).join(' – '));
  if (source.valueRatio) return plain([quantityWords(source.valueRatio.numerator), quantityWords(source.valueRatio.denominator)].filter(Boolean).join(' : '));
  if (source.valuePeriod) return plain([source.valuePeriod.start, source.valuePeriod.end].filter(Boolean).join(' – '));
  return plain(source.valueString ?? source.valueDateTime ?? source.valueTime ?? null);
}

const LOINC = 'http://loinc.org';
export const loincOf = (code: Concept): string | null => orNull(codeText(code.coding?.find((coding) => coding.system === LOINC)?.code));

/** Values, ranges and flags as sent. A range in another unit than its value's is told in words alone. */
function measure(source: Component): Measured {
  const value = valueOf(source);
  const isOwnUnit = (unit: string): boolean => unit === '' || unit === value.unit;
  return {
    name: wordsOf(source.code), code: loincOf(source.code), ...value,
    missing: value.value === null ? (wordsOrNull(source.dataAbsentReason) ?? (source.valueSampledData === undefined ? null : 'a recording')) : null,
    flags: (source.interpretation ?? []).map(wordsOf).filter(Boolean).slice(0, 4),
    ranges: (source.referenceRange ?? []).slice(0, 4).map((range) => {
      const ends = [quantityWords(range.low), quantityWords(range.high)];
      const between = ends[0] && ends[1] ? `${ends[0]} – ${ends[1]}` : ends[0] ? `≥ ${ends[0]}` : ends[1] ? `≤ ${ends[1]}` : '';
      return {
        words: clip(range.text ?? between),
        low: isOwnUnit(unitOf(range.low)) ? numberOf(range.low?.value) : null, high: isOwnUnit(unitOf(range.high)) ? numberOf(range.high?.value) : null,
      };
    }),
  };
}

/** The only categories that go straight to a record a patient reads. Whatever else there is, or is not said, waits as a result. */
const open: Readonly<Record<string, 'vital' | 'finding'>> = { 'vital-signs': 'vital', 'social-history': 'finding', survey: 'finding', activity: 'finding' };

/** 'result' unless every category says otherwise: a laboratory value must not reach a patient by being mislabelled twice. */
export function kindOf({ category }: Clinical<'Observation'>): 'vital' | 'finding' | 'result' {
  const kinds = (category ?? []).map((concept) => {
    const codings = concept.coding ?? [];
    if (codings.some(({ code, display }) => /lab/i.test(`${code ?? ''} ${display ?? ''}`)) || /lab/i.test(concept.text ?? '')) return undefined;
    const code = codings.find(({ system }) => /observation-category/.test(system ?? ''))?.code ?? '';
    return Object.hasOwn(open, code) ? open[code] : undefined;
  });
  if (kinds.length === 0 || kinds.includes(undefined)) return 'result';
  return kinds.includes('vital') ? 'vital' : 'finding';
}

export interface ObservationRow {
  readonly grouped: string; readonly name: string; readonly status: string; readonly at: string | null; readonly note: string | null;
  readonly measured: Measured; readonly parts: readonly Measured[];
}

/** Panels have their own values and those of their parts, at most 60. */
export function mapObservation(observation: Clinical<'Observation'>): ObservationRow {
  const measured = measure(observation);
  return {
    measured, parts: (observation.component ?? []).slice(0, 60).map(measure), name: measured.name,
    grouped: measured.code ?? clip(observation.code.coding?.[0]?.code ?? conceptText(observation.code)), status: codeText(observation.status),
    at: careTimeOf(observation.effectiveDateTime ?? observation.effectivePeriod?.start ?? observation.effectiveInstant ?? observation.issued), note: joinNotes(observation.note),
  };
}
