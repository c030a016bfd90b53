/** Days, today included. */
export const presets = { week: 7, month: 30, quarter: 90, year: 365 } as const;

/** What is asked for; it stands in the address: a reload and a link show the same. */
export interface Choice { readonly period: keyof typeof presets | 'own'; readonly from: string; readonly until: string; readonly location: string | null }
