import type { Refusal } from '../../schema/outcome.ts';

/**
 * What a handler throws when it finds out, with its effect half written, that the request cannot be done. Everything it
 * wrote is rolled back and the request is stored as declined with this refusal. What `may` can know belongs into `may`.
 */
export class Declined extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'Declined';
    this.refusal = refusal;
  }
}
