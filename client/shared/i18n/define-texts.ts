/**
 * Every user-visible word of a slice stands in one `texts.ts` beside its pages, in English. Other languages come later as
 * one lazily loaded chunk each, keyed by the name given here; what a language lacks is shown in English, never as a key.
 */
export type Plural = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };
export type TextTree = { readonly [key: string]: string | Plural | TextTree };

export interface Texts<T extends TextTree = TextTree> {
  readonly name: string;
  readonly english: T;
}

/** "{{ name }}" marks an argument; an object with `other` is a plural and takes `count`. `name` is unique per app. */
export function defineTexts<const T extends TextTree>(name: string, english: T): Texts<T> {
  return { name, english };
}

/** Dotted paths to the leaves: 'title', 'list.empty'. */
export type TextKey<T extends TextTree> = {
  [K in keyof T & string]: T[K] extends string | Plural ? K : T[K] extends TextTree ? `${K}.${TextKey<T[K]>}` : never;
}[keyof T & string];

type LeafAt<T extends TextTree, P extends string> = P extends keyof T
  ? T[P]
  : P extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? T[Head] extends TextTree
        ? LeafAt<T[Head], Rest>
        : never
      : never
    : never;

type Trim<S extends string> = S extends ` ${infer R}` ? Trim<R> : S extends `${infer R} ` ? Trim<R> : S;
type NamesIn<S extends string> = S extends `${string}{{${infer Name}}}${infer Rest}` ? Trim<Name> | NamesIn<Rest> : never;
type ArgNames<Leaf> = Leaf extends string
  ? NamesIn<Leaf>
  : Leaf extends Plural
    ? 'count' | { [K in keyof Leaf]: Leaf[K] extends string ? NamesIn<Leaf[K]> : never }[keyof Leaf]
    : never;

/** `count` chooses the plural form and must be a number; every other argument may be either. */
type ArgsFor<Names extends string> = { readonly [N in Names]: N extends 'count' ? number : string | number };

export type TextArgs<T extends TextTree, K extends string> = [ArgNames<LeafAt<T, K>>] extends [never]
  ? []
  : [args: ArgsFor<ArgNames<LeafAt<T, K>>>];

export type Translate<T extends TextTree> = <K extends TextKey<T>>(key: K, ...args: TextArgs<T, K>) => string;
