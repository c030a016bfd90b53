import { rangeFields, type RangeEntry, type RangeFields } from '../../../schema/reference-ranges.ts';

/** A range as it is typed. */
export interface RangeForm {
  readonly code: string; readonly name: string; readonly unit: string; readonly sex: string;
  readonly ageFrom: string; readonly ageUntil: string; readonly low: string; readonly high: string; readonly from: string; readonly until: string;
}
export type RangeField = keyof RangeForm;

const written = (value: number | null): string => (value === null ? '' : String(value));

export function rangeFormOf(entry: RangeEntry | null): RangeForm {
  return {
    code: entry?.code ?? '', name: entry?.name ?? '', unit: entry?.unit ?? '', sex: entry?.sex ?? '', ageFrom: written(entry?.ageFrom ?? null), ageUntil: written(entry?.ageUntil ?? null),
    low: written(entry?.low ?? null), high: written(entry?.high ?? null), from: entry?.from ?? '', until: entry?.until ?? '',
  };
}

/** Empty is none; a decimal comma is as good as a point. */
function numberIn(typed: string): number | null {
  const digits = typed.trim().replace(',', '.');
  if (digits === '') return null;
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : Number.NaN;
}

/** What would be saved, and which fields do not fit. */
export function readRangeForm(form: RangeForm): { readonly fields: RangeFields; readonly wrong: readonly RangeField[] } {
  const fields: RangeFields = {
    code: form.code.trim(), name: form.name.trim(), unit: form.unit.trim(), sex: form.sex === 'female' || form.sex === 'male' ? form.sex : null,
    ageFrom: numberIn(form.ageFrom), ageUntil: numberIn(form.ageUntil), low: numberIn(form.low), high: numberIn(form.high), from: form.from, until: form.until || null,
  };
  const all = ['name', 'code', 'unit', 'ageFrom', 'ageUntil', 'low', 'high', 'from', 'until'] as const;
  return { fields, wrong: all.filter((field) => !rangeFields[field].safeParse(fields[field]).success) };
}
