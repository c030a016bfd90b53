import { dirname, posix, relative, sep } from 'node:path';

/**
 * The walls of the house (DESIGN: "imports point down"), as one pure function: which file may import what. The lint rule
 * `house/walls` asks it for every import; `tests/house/lint.test.ts` plants what it must refuse.
 *
 * Not promised: an import whose specifier is computed at run time is not seen.
 */

/** Folders of a wing that slices may import. Every other folder there is a slice. */
const toolFolders: Readonly<Record<string, readonly string[]>> = {
  'sync-server': [
    'audit', 'branding', 'demo', 'fhir', 'files', 'http', 'identity', 'jobs', 'livekit', 'notes', 'notify', 'record', 'requests', 'shared', 'views',
  ],
  'client/staff': ['shared', 'shell'],
  'client/patient': ['person', 'shared', 'shell'],
};

/** Files that put slices together; nothing below them imports them. */
const gatherers = /^(sync-server\/(main|app|import)|client\/(staff|patient)\/(main|routes|link-pages))\.tsx?$/;

/** What each wing stands on, besides itself. */
const standsOn: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  'sync-server': ['schema'],
  'client/shared': ['schema'],
  'client/staff': ['schema', 'client/shared'],
  'client/patient': ['schema', 'client/shared'],
  'service-worker': ['schema', 'client/shared'],
  '.ci': [],
};

/** Packages that only one folder may import: everybody else goes through that folder. */
const keptPackages: readonly { readonly package: RegExp; readonly home: string; readonly instead: string }[] = [
  { package: /^(dexie|y-indexeddb)$/, home: 'client/shared/local/', instead: 'the device stores through client/shared/local' },
  { package: /^livekit-client$/, home: 'client/shared/live/', instead: 'a visit by video is joined through client/shared/live' },
  { package: /^(pg|@electric-sql\/pglite)(\/|$)/, home: 'sync-server/record/', instead: 'the database is opened by sync-server/record' },
];

interface Place {
  readonly wing: string;
  /** The folder inside the wing; '' for a file directly in it. */
  readonly folder: string;
}

function placeOf(path: string): Place {
  const parts = path.split('/');
  const depth = parts[0] === 'client' && parts.length > 2 ? 2 : 1;
  return { wing: parts.slice(0, depth).join('/'), folder: parts.length > depth + 1 ? (parts[depth] ?? '') : '' };
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** A path inside the repository, '/'-separated, or null for one outside. */
export function toHousePath(root: string, file: string): string | null {
  const path = relative(root, file).split(sep).join('/');
  return path.startsWith('..') ? null : path;
}

function refusePackage(from: string, wing: string, name: string): string | null {
  if (isTest(from) || wing === 'tests' || wing === '.ci') return null;
  if (wing === 'schema') {
    return name === 'zod/mini' ? null : `schema/ imports zod/mini and nothing else. What needs "${name}" belongs to the wing that uses it.`;
  }
  const inBrowser = wing.startsWith('client') || wing === 'service-worker';
  if (inBrowser && name.startsWith('node:')) return `"${name}" does not exist in a browser.`;
  if (inBrowser && /^zod($|\/v4$)/.test(name)) return 'In the browser zod is `import * as z from "zod/mini"`: the whole of zod does not fit the first load.';
  const kept = keptPackages.find((entry) => entry.package.test(name));
  return kept && !from.startsWith(kept.home) ? `"${name}" is imported in ${kept.home} only: ${kept.instead}.` : null;
}

function refuseSlice(from: string, source: Place, to: string, target: Place): string | null {
  if (gatherers.test(to) && !gatherers.test(from)) return `${to} gathers the slices and is imported by nothing below it.`;
  const tools = toolFolders[source.wing];
  if (tools === undefined || target.folder === '' || target.folder === source.folder || tools.includes(target.folder)) return null;
  if (source.folder === '') {
    return gatherers.test(from) ? null : `Slices are put together in app.ts, main.ts or routes.tsx; ${from} may not import the slice ${target.folder}.`;
  }
  return tools.includes(source.folder)
    ? `${source.folder} is a tool and may not know the slice ${target.folder}: let the slice register itself.`
    : `The slice ${source.folder} may not import the slice ${target.folder}: what two share is a noun in schema/ or a tool.`;
}

/** Why the file `from` (a house path) may not import `specifier`, with where to go instead; null when it may. */
export function refuseImport(from: string, specifier: string): string | null {
  const source = placeOf(from);
  if (!specifier.startsWith('.')) return refusePackage(from, source.wing, specifier);
  const to = posix.join(dirname(from), specifier.replace(/\?.*$/, ''));
  const target = placeOf(to);
  if (source.wing === 'tests' || from === 'vite.config.ts') return null;
  if (isTest(from) && to.startsWith('tests/support/')) return null;
  if (target.wing === source.wing) return refuseSlice(from, source, to, target);
  const allowed = standsOn[source.wing];
  if (allowed === undefined || allowed.includes(target.wing)) return null;
  const floor = allowed.length > 0 ? `stands on ${allowed.join(' and ')}` : 'stands on nothing';
  return `${source.wing} ${floor}; it may not import ${target.wing || to}. Move what both need into schema/, or do it in tests/ if it is a test.`;
}
