import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { parseBuildManifest } from './app-files.ts';
import { findNewerApi, type NewerApi, type SyntaxNode } from './newer-apis.ts';

/** A use in what was built that is right: whoever lacks the API does without it, or never comes there. */
interface Known {
  readonly api: string;
  /** The chunk's name; its file has only a hash. */
  readonly file: RegExp;
  readonly places: number;
  readonly why: string;
}

const known: readonly Known[] = [
  { api: '.showModal()', file: /^(modal|start)$/, places: 4, why: 'asked for first; without it the dialog lies over the page (ui/modal.tsx, session/cover.tsx)' },
  { api: 'navigator.storage', file: /^settings-page$/, places: 2, why: 'asked for first; without it nothing is said about room' },
  { api: 'CompressionStream', file: /^(signed-in|sw|staff|squeeze|sync)$/, places: 2, why: 'asked for first; without it the words leave unpacked' },
  { api: 'BroadcastChannel', file: /^(signed-in|sw)$/, places: 2, why: 'Dexie asks for it first and falls back to the storage event' },
  { api: 'RegExp.escape', file: /^yjs$/, places: 1, why: 'lib0 asks for it first and brings its own' },
  { api: 'structuredClone', file: /^room-engine$/, places: 2, why: 'livekit-client asks for it first and copies by way of JSON without it' },
  { api: 'crypto.randomUUID', file: /^room-engine$/, places: 10, why: 'in what livekit-client sends over data channels and encrypts itself; our rooms do neither' },
  { api: 'CompressionStream', file: /^room-engine$/, places: 3, why: 'livekit-client asks for it first and sends unpacked without it' },
  { api: 'DecompressionStream', file: /^room-engine$/, places: 3, why: 'as CompressionStream' },
  { api: 'Object.hasOwn', file: /^room-engine$/, places: 4, why: 'brought along where a browser lacks it (client/shared/live/mend-object.ts)' },
  { api: '.at()', file: /^room-engine$/, places: 1, why: 'no list: a method of livekit-client itself' },
  { api: '.at()', file: /^jspdf/, places: 4, why: 'in the reader of PNG pictures; our PDFs are text and lines' },
];

export interface NewerUse extends NewerApi {
  readonly file: string;
  /** The code around it. */
  readonly code: string;
}

/** Every use of an API newer than the floor in the scripts of a build, dependencies included. */
export function scanBuild(clientDir: string): NewerUse[] {
  const built = Object.values(parseBuildManifest(readFileSync(join(clientDir, '.vite/manifest.json'), 'utf8')));
  const names = new Map(built.map(({ file, name }) => [file, name ?? file]));
  const scripts = readdirSync(clientDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js') && !name.startsWith('.vite'));
  return scripts.flatMap((name) => scanScript(names.get(name) ?? name.replace(/\.js$/, ''), readFileSync(join(clientDir, name), 'utf8')));
}

export function scanScript(file: string, source: string): NewerUse[] {
  const { program, errors } = parseSync(`${file}.js`, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? 'not JavaScript'}`);
  const uses: NewerUse[] = [];
  const open: unknown[] = [program];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) {
      const items: readonly unknown[] = next;
      open.push(...items.filter((item) => typeof item === 'object' && item !== null));
    } else if (typeof next === 'object' && next !== null) {
      const node = next as SyntaxNode;
      const found = typeof node.type === 'string' ? findNewerApi(node) : null;
      const [start, end] = [Number(node['start']), Number(node['end'])];
      if (found) uses.push({ ...found, file, code: source.slice(Math.max(0, end - 60, start - 40), end + 30).replaceAll('\n', ' ') });
      open.push(...Object.values(node).filter((value) => typeof value === 'object' && value !== null));
    }
  }
  return uses;
}

/** One line for each use nobody has looked at; an empty list lets the build pass. */
export function refuseNewerUses(uses: readonly NewerUse[]): string[] {
  const left = known.map((one) => ({ ...one, taken: 0 }));
  return uses.flatMap((use) => {
    const entry = left.find((one) => one.api === use.api && one.file.test(use.file) && one.taken < one.places);
    if (entry === undefined) return [`${use.file}: ${use.api} is newer than the floor (${use.since}): … ${use.code} …`];
    entry.taken += 1;
    return [];
  });
}
