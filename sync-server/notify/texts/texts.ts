import type { OutgoingTemplates, TemplateName } from '../outgoing.ts';

/** What every text may name. */
export interface TextFacts {
  readonly clinic: string;
  readonly phone: string;
  /** The clinic's portal. Always https, or localhost in a demo. */
  readonly link: string;
}

export interface Written {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly link?: string;
  readonly sms: string;
}

/** One language. */
export interface Texts {
  readonly greeting: string;
  readonly footer: (facts: TextFacts) => string;
  readonly templates: { readonly [T in TemplateName]: (facts: TextFacts, params: OutgoingTemplates[T]) => Written };
}
