/** What a PDF of the clinic says, in words that are ready: who draws it decides on lines and pages, and on no word. */
export interface Sheet {
  readonly fileName: string;
  readonly language: string;
  readonly clinic: SheetClinic;
  readonly title: string;
  /** Whom it is about, when it was: label and words. */
  readonly facts: readonly (readonly [label: string, words: string])[];
  /** Stands on every page: a page may lie alone. */
  readonly warning: string | null;
  readonly quote: { readonly by: string; readonly text: string } | null;
  readonly table: SheetTable | null;
  readonly parts: readonly { readonly heading: string; readonly text: string }[];
  /** At the foot of every page: when it was made and how old what it says is. */
  readonly foot: readonly string[];
  readonly pageOf: (page: number, pages: number) => string;
}

export interface SheetClinic {
  readonly name: string;
  readonly second: string;
  /** Of the built-in marks, as in its tile on screen; an unknown one leaves the first letters. */
  readonly mark: string;
  readonly initials: string;
  /** #RRGGBB: the tile, what is drawn on it, and the lines. */
  readonly tile: string;
  readonly onTile: string;
  readonly line: string;
}

export interface SheetTable {
  readonly columns: readonly [string, string, string, string];
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  readonly cells: readonly [string, string, string, string];
  /** Its source marked it: the row stands out in more than colour. */
  readonly marked: boolean;
  /** The same as a sentence, below the row. */
  readonly sentence: string;
}
