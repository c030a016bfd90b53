import * as z from 'zod';

/** The two apps: the folder in client/ and the name a page registers its service worker with. */
export const appNames = ['staff', 'patient'] as const;
export type AppName = (typeof appNames)[number];

const chunk = z.object({
  file: z.string(),
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

/** Everything an app may ever load, its page included: what must be on the device for any deep link to open offline. */
export function filesOfApp(built: BuildManifest, app: AppName): Set<string> {
  const files = new Set([entryOf(app)]);
  const reached = chunksFrom(built, entryOf(app), () => true);
  // A module that an entry and a shared chunk both need may be put into the entry: then one app starts the other.
  const foreign = appNames.find((other) => other !== app && reached.has(entryOf(other)));
  if (foreign !== undefined) throw new Error(`The ${app} app loads the start of the ${foreign} app: name what they share in a group of vite.config.ts.`);
  for (const source of reached) {
    const { file, css = [], assets = [] } = built[source] ?? { file: '' };
    for (const path of [file, ...css, ...assets]) files.add(path);
  }
  return files;
}
