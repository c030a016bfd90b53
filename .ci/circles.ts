import type { BuildManifest } from './app-files.ts';

/**
 * Chunks that import each other, each circle as the names of its chunks in order; [] for none. In a circle one of them runs
 * before what it stands on: whoever happens to load that one first finds nothing where a table should be.
 */
export function findCircles(built: BuildManifest): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];
  function visit(source: string): void {
    const from = way.indexOf(source);
    if (from >= 0) return void circles.push(way.slice(from));
    if (done.has(source)) return;
    way.push(source);
    for (const next of built[source]?.imports ?? []) visit(next);
    way.pop();
    done.add(source);
  }
  for (const source of Object.keys(built)) visit(source);
  return circles;
}
