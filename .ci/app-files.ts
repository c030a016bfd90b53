import * as z from 'zod';

/** The two apps: the folder in client/ and the name a page registers its service worker with. */
export const appNames = ['staff', 'patient'] as const;
export type AppName = (typeof appNames)[number];

const chunk = z.object({
  file: z.string(),
  name: z.optional(z.string()),
  src: z.optional(z.string()),
  imports: z.optional(z.array(z.string())),
  dynamicImports: z.optional(z.array(z.string())),
  css: z.optional(z.array(z.string())),
  assets: z.optional(z.array(z.string())),
});
const buildManifest = z.record(z.string(), chunk);

/** Vite's record of a build: source → what it became and what that imports. */
export type BuildManifest = z.infer<typeof buildManifest>;

export function parseBuildManifest(text: string): BuildManifest {
  return buildManifest.parse(JSON.parse(text));
}

export function entryOf(app: AppName): string {
  return `${app}/index.html`;
}

/** All chunks reached from `start`; over static imports alone, or over lazy ones too where `followLazy` says so. */
export function chunksFrom(built: BuildManifest, start: string, followLazy: (source: string) => boolean): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let source = open.pop(); source !== undefined; source = open.pop()) {
    const found = built[source];
    if (found === undefined) throw new Error(`The build has no "${source}".`);
    if (reached.has(source)) continue;
    reached.add(source);
    open.push(...(found.imports ?? []), ...(found.dynamicImports ?? []).filter(followLazy));
  }
  return reached;
}

const ownParts: Readonly<Record<string, string>> = { 'shared/pdf/sheet-pdf.ts': 'pdf', 'shared/live/room-engine.ts': 'live' };

/**
 * A part that an app keeps only where somebody asked for it (client/shared/local/kept-part.ts): the words of one language for one app,
 * client/shared/i18n/<code>/<app>.ts; what makes a PDF and what joins a visit by video, each of which weighs as much as the rest of the patient app.
 */
function partOf(source: string): string | null {
  const language = /^shared\/i18n\/([a-z]+)\//.exec(source)?.[1];
  if (language !== undefined) return `language-${language}`;
  return ownParts[source] ?? null;
}

/** Everything an app may ever load in its own language, its page included: what must be on the device for any deep link to open offline. */
export function filesOfApp(built: BuildManifest, app: AppName): Set<string> {
  const files = new Set([entryOf(app)]);
  const reached = shellOf(built, app);
  // A module that an entry and a shared chunk both need may be put into the entry: then one app starts the other.
  const foreign = appNames.find((other) => other !== app && reached.has(entryOf(other)));
  if (foreign !== undefined) throw new Error(`The ${app} app loads the start of the ${foreign} app: name what they share in a group of vite.config.ts.`);
  addFiles(built, reached, files);
  return files;
}

/** What each further part of an app adds, by file: the part's name. */
export function partsOfApp(built: BuildManifest, app: AppName): Map<string, string> {
  const own = filesOfApp(built, app);
  const parts = new Map<string, string>();
  for (const source of new Set([...shellOf(built, app)].flatMap((one) => built[one]?.dynamicImports ?? []))) {
    const part = partOf(source);
    if (part === null) continue;
    const files = new Set<string>();
    addFiles(built, chunksFrom(built, source, (lazy) => partOf(lazy) === null), files);
    for (const file of files) if (!own.has(file)) parts.set(file, part);
  }
  return parts;
}

const shellOf = (built: BuildManifest, app: AppName): Set<string> => chunksFrom(built, entryOf(app), (source) => partOf(source) === null);

function addFiles(built: BuildManifest, sources: ReadonlySet<string>, files: Set<string>): void {
  for (const source of sources) {
    const { file, css = [], assets = [] } = built[source] ?? { file: '' };
    for (const path of [file, ...css, ...assets]) files.add(path);
  }
}
