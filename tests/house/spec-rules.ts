/** A rule line of schema/SPEC.md: `- **R1** …`; "(later)" after an id says designed, not built. */
export function declaredRules(spec: string): { id: string; later: boolean }[] {
  const lines = spec.split('\n').filter((line) => /^- \*\*[VRN]\d+\*\*/.test(line));
  return lines.flatMap((line) =>
    [...line.matchAll(/\*\*([VRN]\d+)\*\*( \(later\))?/g)].map((match) => ({ id: match[1] ?? '', later: match[2] !== undefined })),
  );
}

const title = /\b(?:it|test|describe|describeEachDatabase)(?:\.[a-z]+)*\s*(?:\([^()]*\)|\(\[[^\]]*\]\))?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/gi;

/** The ids that the test titles of a file cite: `[R1]`, `[R1] [C13]`, `[V3, V4]`. */
export function citedIds(source: string): string[] {
  return [...source.matchAll(title)].flatMap((match) =>
    [...(match[2] ?? '').matchAll(/\[([A-Z]\d+(?:, ?[A-Z]\d+)*)\]/g)].flatMap((ids) => (ids[1] ?? '').split(/, ?/)),
  );
}
