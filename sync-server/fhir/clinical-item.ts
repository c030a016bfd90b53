import type { ClinicalType } from './clinical-shapes.ts';
import type { ResolveReference } from './references.ts';
import type { Resource } from './resource-shapes.ts';

/** A clinical resource on its way from where it is kept to where it is shown: out of a file, or kept by an earlier version. */
export interface ClinicalItem {
  readonly type: ClinicalType;
  readonly fhirId: string;
  readonly patient: string;
  readonly resource: Resource;
  readonly resolve: ResolveReference;
}

/** One whose shape fits: what was parsed by it. */
export interface ReadItem extends ClinicalItem { readonly parsed: unknown }

/** What became of its row. */
export interface MappedRow { readonly fhirId: string; readonly patient: string; readonly isVoid: boolean; readonly change: 'added' | 'updated' | 'same' }
