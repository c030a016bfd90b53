import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citedIds, declaredRules } from './spec-rules.ts';
import { listFiles, root } from './repository.ts';

/** A rule without a test is not done: schema/SPEC.md says which are built, titles say which are tested. */
const spec = readFileSync(join(root, 'schema/SPEC.md'), 'utf8');
const testFiles = listFiles('*.test.ts', '*.spec.ts').filter((path) => existsSync(join(root, path)) && !path.startsWith('tests/house/'));
const cited = new Set(testFiles.flatMap((path) => citedIds(readFileSync(join(root, path), 'utf8'))));

describe('schema/SPEC.md', () => {
  it('declares rules', () => {
    const ids = declaredRules(spec).map(({ id }) => id);
    expect(ids).toContain('V1');
    expect(ids).toContain('R11');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a citing test for every rule it calls built', () => {
    const built = declaredRules(spec).filter(({ later }) => !later);
    const untested = built.map(({ id }) => id).filter((id) => !cited.has(id));
    expect(untested, 'Write a test whose title cites [id], or mark the rule "(later)" in schema/SPEC.md.').toEqual([]);
  });
});

describe('what counts as a citation', () => {
  it('reads ids from titles, alone or together', () => {
    expect(citedIds("it('[R1] [C13] answers after commit', …); describe(`[V3, V4] history`, …)")).toEqual(['R1', 'C13', 'V3', 'V4']);
    expect(citedIds("describeEachDatabase('[R6] merge', …); test.describe('[N1] notes', …); it.each([1, 2])('[V5] %s', …)")).toEqual(['R6', 'N1', 'V5']);
  });

  it('reads neither comments nor expectations', () => {
    expect(citedIds("// [R2] later\nexpect('[R3]').toBe(list[R4]);")).toEqual([]);
  });

  it('exempts what the line marks as later', () => {
    expect(declaredRules('- **V6** (later) small\n- **R1** only after commit\n- **N1** (later) **N2** (later): notes\ntext **R9**')).toEqual([
      { id: 'V6', later: true },
      { id: 'R1', later: false },
      { id: 'N1', later: true },
      { id: 'N2', later: true },
    ]);
  });
});
