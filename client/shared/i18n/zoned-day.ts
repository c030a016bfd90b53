/** Days are counted in the clinic's zone, not the device's: "yesterday" means the clinic's yesterday. */
export function createZonedDay(): (zone: string, at: Date) => string {
  const formatters = new Map<string, Intl.DateTimeFormat>();
  return (zone, at) => {
    const options = { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    const known = formatters.get(zone) ?? new Intl.DateTimeFormat('en-CA', options);
    formatters.set(zone, known);
    return known.format(at);
  };
}

/** Whole days from the first calendar day ("2026-11-21") to the second; negative when the second is earlier. */
export function daysBetween(first: string, second: string): number {
  return Math.round((Date.parse(second) - Date.parse(first)) / 86_400_000);
}
