/**
 * The neutrals a clinic's colour has to stand on, per theme. They repeat client/shared/ui/tokens.css, because the server
 * must judge contrast without a browser; brand-tokens.test.ts reads that file and fails when the two differ.
 */
export interface Neutrals {
  readonly paper: string;
  readonly canvas: string;
  readonly sunken: string;
  readonly line: string;
  readonly ink: string;
  readonly ink3: string;
}

export type Theme = 'light' | 'dark';

export const neutrals: Readonly<Record<Theme, Neutrals>> = {
  light: {
    paper: '#FFFFFF',
    canvas: '#F3F7F7',
    sunken: '#E7EDED',
    line: '#CDD4D5',
    ink: '#111C1C',
    ink3: '#515E5E',
  },
  dark: {
    paper: '#151D1D',
    canvas: '#0B1212',
    sunken: '#202929',
    line: '#323B3C',
    ink: '#EDF1F1',
    ink3: '#A2ABAC',
  },
};
