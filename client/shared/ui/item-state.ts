import type { Moment } from '../i18n/create-format.ts';

/**
 * Where one thing a person did stands. Each is set by a fact, never guessed: `saved` when the device has committed it,
 * `received` when the clinic has stored it, `handled` by a business event. States only move forward, except back from
 * `notAccepted` to `draft`.
 */
export type ItemState =
  | { readonly kind: 'draft'; readonly at?: Moment | undefined }
  | { readonly kind: 'saved'; readonly at: Moment }
  | { readonly kind: 'sending' }
  | { readonly kind: 'received'; readonly at: Moment; readonly clinic?: string | undefined }
  | { readonly kind: 'handled'; readonly at: Moment; readonly what: Handled; readonly clinic?: string | undefined }
  | { readonly kind: 'notAccepted'; readonly at?: Moment | undefined; readonly reason?: string | undefined }
  | { readonly kind: 'tooLate'; readonly reason?: string | undefined }
  | { readonly kind: 'withdrawn'; readonly at: Moment; readonly by?: string | undefined; /** In place of "Withdrawn by". */ readonly words?: string | undefined }
  /** Decided by others; `text` says who and when. */
  | { readonly kind: 'superseded'; readonly text: string };

export type Handled = 'read' | 'confirmed' | 'released' | 'done';

/** Solid is with the clinic, dashed is only here. */
export function isOnlyHere(state: ItemState | undefined): boolean {
  return state?.kind === 'draft' || state?.kind === 'saved' || state?.kind === 'sending';
}
