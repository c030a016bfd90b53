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

/** The words of one language for one app: client/shared/i18n/<code>/<app>.ts, loaded when somebody chooses it. */
const languagePack = /^shared\/i18n\/([a-z]+)\//;

/** Everything an app may ever load in its own language, its page included: what must be on the device for any deep link to open offline. */
export function filesOfApp(built: BuildManifest, app: AppName): Set<string> {
  const files = new Set([entryOf(app)]);
  const reached = chunksFrom(built, entryOf(app), (source) => !languagePack.test(source));
  // A module that an entry and a shared chunk both need may be put into the entry: then one app starts the other.
  const foreign = appNames.find((other) => other !== app && reached.has(entryOf(other)));
  if (foreign !== undefined) throw new Error(`The ${app} app loads the start of the ${foreign} app: name what they share in a group of vite.config.ts.`);
  addFiles(built, reached, files);
  return files;
}

/** What each further language of an app adds, by file: the language's code. */
export function languagesOfApp(built: BuildManifest, app: AppName): Map<string, string> {
  const own = filesOfApp(built, app);
  const packs = Object.values(built[entryOf(app)]?.imports ?? []).flatMap((source) => built[source]?.dynamicImports ?? []);
  const languages = new Map<string, string>();
  for (const pack of [...packs, ...(built[entryOf(app)]?.dynamicImports ?? [])]) {
    const code = languagePack.exec(pack)?.[1];
    if (code === undefined) continue;
    const files = new Set<string>();
    addFiles(built, chunksFrom(built, pack, () => false), files);
    for (const file of files) if (!own.has(file)) languages.set(file, code);
  }
  return languages;
}

function addFiles(built: BuildManifest, sources: ReadonlySet<string>, files: Set<string>): void {
  for (const source of sources) {
    const { file, css = [], assets = [] } = built[source] ?? { file: '' };
    for (const path of [file, ...css, ...assets]) files.add(path);
  }
}
