import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { listFiles, root } from './repository.ts';

/**
 * Each plant is a violation, written into a copy of the house and judged by the real linter with the real
 * configuration: a wall that lets it through turns this red. (A checker that reads nothing also exits 0.)
 */
interface Plant {
  readonly path: string;
  readonly code: string;
  readonly caughtBy: string;
  readonly says: RegExp;
}

const walls: readonly Plant[] = [
  { path: 'schema/plant-dom.ts', code: "import { render } from 'solid-js/web';\nexport const plant = render;", caughtBy: 'house(walls)', says: /zod\/mini and nothing else/ },
  { path: 'schema/plant-upward.ts', code: "import { plant } from '../client/shared/plant-target.ts';\nexport const up = plant;", caughtBy: 'house(walls)', says: /schema stands on nothing/ },
  { path: 'sync-server/plant-client.ts', code: "import { plant } from '../client/shared/plant-target.ts';\nexport const sideways = plant;", caughtBy: 'house(walls)', says: /sync-server stands on schema/ },
  { path: 'client/staff/plant-patient.ts', code: "export { plant } from '../patient/plant-target.ts';\nexport const own = 1;", caughtBy: 'house(walls)', says: /may not import client\/patient/ },
  { path: 'client/patient/plant-staff.ts', code: "export const lazy = () => import('../staff/plant-target.ts');", caughtBy: 'house(walls)', says: /may not import client\/staff/ },
  { path: 'client/shared/plant-app.ts', code: "import type { Plant } from '../staff/plant-target.ts';\nexport type Up = Plant;", caughtBy: 'house(walls)', says: /client\/shared stands on schema/ },
  { path: 'service-worker/plant-staff.ts', code: "import { plant } from '../client/staff/plant-target.ts';\nexport const up = plant;", caughtBy: 'house(walls)', says: /service-worker stands on/ },
  { path: 'client/shared/plant-tests.ts', code: "import { root } from '../../tests/house/repository.ts';\nexport const plant = root;", caughtBy: 'house(walls)', says: /may not import tests/ },
  { path: 'sync-server/plants/one.ts', code: "import { other } from '../weeds/other.ts';\nexport const plant = other;", caughtBy: 'house(walls)', says: /slice plants may not import the slice weeds/ },
  { path: 'sync-server/record/plant-slice.ts', code: "import { other } from '../weeds/other.ts';\nexport const plant = other;", caughtBy: 'house(walls)', says: /record is a tool/ },
  { path: 'client/staff/plants/one.ts', code: "import { other } from '../weeds/other.ts';\nexport const plant = other;", caughtBy: 'house(walls)', says: /slice plants may not import the slice weeds/ },
  { path: 'client/staff/plant-node.ts', code: "import { readFileSync } from 'node:fs';\nexport const plant = readFileSync;", caughtBy: 'house(walls)', says: /does not exist in a browser/ },
  { path: 'client/patient/plant-zod.ts', code: "import * as z from 'zod';\nexport const plant = z;", caughtBy: 'house(walls)', says: /zod\/mini/ },
  { path: 'client/patient/plant-dexie.ts', code: "import Dexie from 'dexie';\nexport const plant = Dexie;", caughtBy: 'house(walls)', says: /client\/shared\/local/ },
  { path: 'sync-server/plants/driver.ts', code: "import pg from 'pg';\nexport const plant = pg;", caughtBy: 'house(walls)', says: /sync-server\/record/ },
];

const habits: readonly Plant[] = [
  { path: 'schema/plant-circle-a.ts', code: "import { b } from './plant-circle-b.ts';\nexport const a = () => b;", caughtBy: 'import(no-cycle)', says: /./ },
  { path: 'schema/plant-circle-b.ts', code: "import { a } from './plant-circle-a.ts';\nexport const b = () => a;", caughtBy: 'import(no-cycle)', says: /./ },
  { path: 'schema/plant-any.ts', code: 'export const plant = (x: any): unknown => x;', caughtBy: 'typescript(no-explicit-any)', says: /any/ },
  { path: 'schema/plant-as-any.ts', code: 'export const plant = (x: string): unknown => x as any;', caughtBy: 'typescript(no-explicit-any)', says: /any/ },
  { path: 'schema/plant-ignore.ts', code: '// @ts-ignore\nexport const plant: string = 1;', caughtBy: 'typescript(ban-ts-comment)', says: /ts-ignore/ },
  { path: 'sync-server/plant-floating.ts', code: 'async function save(): Promise<void> {}\nexport function plant(): void {\n  save();\n}', caughtBy: 'typescript(no-floating-promises)', says: /awaited/ },
  { path: 'sync-server/plant-role.ts', code: "export const plant = (who: { role: string }): boolean => who.role === 'nurse';", caughtBy: 'house(no-role-comparison)', says: /can\(actor, permission\)/ },
  { path: 'sync-server/plant-utils.ts', code: 'export const plant = 1;', caughtBy: 'house(names)', says: /"utils" is no name/ },
  { path: 'sync-server/plantCamel.ts', code: 'export const plant = 1;', caughtBy: 'house(names)', says: /kebab-case/ },
  { path: 'sync-server/plant-class.ts', code: 'export class PlantManager {\n  readonly size = 1;\n}', caughtBy: 'house(names)', says: /PlantManager/ },
  { path: 'client/shared/plant-barrel.ts', code: "export { plant } from './plant-target.ts';", caughtBy: 'house(no-barrel)', says: /No barrels/ },
  { path: 'client/shared/plant-star.ts', code: "export * from './plant-target.ts';\nexport const own = 1;", caughtBy: 'house(no-barrel)', says: /No barrels/ },
  { path: 'client/staff/plant-style.tsx', code: 'export const Plant = () => <p style="color: red">x</p>;', caughtBy: 'house(no-static-style)', says: /CSS module/ },
  { path: 'client/staff/plant-at.ts', code: 'export const plant = (list: number[]): number | undefined => list.at(-1);', caughtBy: 'house(no-newer-api)', says: /lastOf\(list\)/ },
  { path: 'schema/plant-own.ts', code: "export const plant = (given: object): boolean => Object.hasOwn(given, 'x');", caughtBy: 'house(no-newer-api)', says: /hasOwn\(object, key\)/ },
  { path: 'client/shared/plant-clone.ts', code: 'export const plant = (given: object): object => structuredClone(given);', caughtBy: 'house(no-newer-api)', says: /Safari 15\.4/ },
  { path: 'client/patient/plant-uuid.ts', code: 'export const plant = (): string => globalThis.crypto.randomUUID();', caughtBy: 'house(no-newer-api)', says: /newId/ },
  { path: 'client/patient/plant-sorted.ts', code: 'export const plant = (list: number[]): number[] => list.toSorted();', caughtBy: 'house(no-newer-api)', says: /\.sort\(\)/ },
  { path: 'service-worker/plant-timeout.ts', code: 'export const plant = (): AbortSignal => AbortSignal.timeout(5);', caughtBy: 'house(no-newer-api)', says: /startPatience/ },
  { path: 'service-worker/plant-behind.ts', code: 'export const plant = /(?<=a)b/;', caughtBy: 'house(no-newer-api)', says: /breaks the whole file/ },
  { path: 'client/staff/plant-storage.ts', code: "export const plant = () => localStorage.getItem('x');", caughtBy: 'eslint(no-restricted-globals)', says: /client\/shared\/local/ },
  { path: 'schema/plant-later.ts', code: `// ${'TO'}${'DO'}: one day\nexport const plant = 1;`, caughtBy: 'eslint(no-warning-comments)', says: /./ },
  { path: 'schema/plant-only.test.ts', code: "import { it } from 'vitest';\nit.only('plant', () => {});", caughtBy: 'vitest(no-focused-tests)', says: /./ },
  { path: 'schema/plant-skip.test.ts', code: "import { it } from 'vitest';\nit.skip('plant', () => {});", caughtBy: 'vitest(no-disabled-tests)', says: /./ },
];

/** What the plants import; allowed as they stand, so they must be found clean. */
const targets: Readonly<Record<string, string>> = {
  'client/shared/plant-target.ts': 'export const plant = 1;',
  'client/staff/plant-target.ts': 'export type Plant = number;\nexport const plant = 1;',
  'client/patient/plant-target.ts': 'export const plant = 1;',
  'sync-server/weeds/other.ts': 'export const other = 1;',
  'client/staff/weeds/other.ts': 'export const other = 1;',
  'client/staff/weeds/allowed.ts': "import { id } from '../../../schema/ids.ts';\nimport { plant } from '../../shared/plant-target.ts';\nexport const allowed = [id, plant];",
};

const reported = z.object({
  diagnostics: z.array(z.object({ code: z.string(), message: z.string(), help: z.optional(z.string()), filename: z.string() })),
});

const copy = mkdtempSync(join(tmpdir(), 'outpost-house-'));
let found: z.infer<typeof reported>['diagnostics'] = [];

beforeAll(() => {
  for (const path of listFiles().filter((file) => existsSync(join(root, file)))) cpSync(join(root, path), join(copy, path));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  execFileSync('git', ['init', '-q'], { cwd: copy });
  const planted = Object.entries(targets).concat([...walls, ...habits].map(({ path, code }) => [path, `${code}\n`]));
  for (const [path, code] of planted) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), code);
  }
  const lint = spawnSync('oxlint', ['--format=json'], { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (lint.status !== 1) throw new Error(`oxlint exited ${String(lint.status)} on planted violations: ${lint.stderr}`);
  found = reported.parse(JSON.parse(lint.stdout)).diagnostics;
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('npm run check catches', () => {
  it.each([...walls, ...habits])('$path ($caughtBy)', ({ path, caughtBy, says }) => {
    const here = found.filter((diagnostic) => diagnostic.filename === path);
    expect(here.map((diagnostic) => diagnostic.code)).toContain(caughtBy);
    expect(here.map((diagnostic) => `${diagnostic.message} ${diagnostic.help ?? ''}`).join('\n')).toMatch(says);
  });

  it.each(Object.keys(targets))('nothing in %s, which is allowed', (path) => {
    expect(found.filter((diagnostic) => diagnostic.filename === path)).toEqual([]);
  });
});
