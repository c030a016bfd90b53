import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import solid from 'vite-plugin-solid';
import { appNames, filesOfApp, parseBuildManifest, partsOfApp } from './.ci/app-files.ts';
import { pagesAtOnce } from './.ci/pages-at-once.ts';
import { flattenLayersInBuild } from './client/shared/ui/flatten-layers.ts';

const root = import.meta.dirname;
/** As the build was told (.ci/build.ts): each build has a folder of its own. */
let outDir = resolve(root, '.build/client');

/** Optional parts of jspdf that draw HTML and SVG; Outpost's PDFs are text and lines. */
const leftOut = ['html2canvas', 'canvg', 'dompurify'];

/** Before anybody is known: Solid, zod, words, the session and the few components of a sign-in page. */
const neededAtStart = new RegExp([
  'node_modules/(solid-js/(dist|web)|zod|lucide-solid/dist/source/(Icon|context|defaultAttributes|icons/(triangle-alert|octagon-alert|info|x|arrow-left|waves-horizontal|sun)\\.))',
  'node_modules/@solid-primitives/',
  'vite/preload-helper',
  'client/shared/i18n/(?!hu/|choose-language)',
  'client/shared/session/(create-session|contact-rule|session-provider|session-store|session|lock-clock|cover|identity-api)\\.',
  'client/shared/ui/(button|icon|icons|icon-button|press|keycap|ui-texts|act|live-region|brand|notice|act-button|clinic-mark|avatar-initials|visually-hidden)\\.',
  'client/shared/local/(session-memory|device-settings|clinic-card|patience)\\.',
  'client/shared/shell/(app-badge|app-update|home-screen|install-prompt|link-app|mend-styles|theme)\\.',
  'client/patient/base\\.',
  'schema/(identity|clinic|outcome|ids|old-browsers)\\.',
].join('|'));

/** What every screen of a signed-in person stands on. Yjs and the socket come after the first paint and are not here. */
const neededSignedIn = new RegExp([
  'node_modules/(dexie|@solidjs/router|tslib)',
  'node_modules/lucide-solid/dist/source/icons/(refresh-cw|cloud-off|clock|clock-alert|hourglass|pencil|message-circle|hard-drive|log-in|pencil-line|arrow-up|check|check-check|chevron-down|chevron-right|phone|undo-2|git-merge)\\.',
  'client/shared/sync/(?!notes/|views/(hold|use-held|view-doc|view-socket|receiving-provider|pages|use-earlier|use-archive|recalled|fetch-views|catch-up|follow-rows|read-frame))',
  'client/shared/local/(?!note-store|page-store|hold-store|budget|storage-room|kept-)',
  'client/shared/shell/(connected-shell|shell-panels|sync-chip|page-boundary|page-texts)\\.',
  'client/shared/ui/(sync-words|sync-texts|sync-state|sync-corner|sync-strip|sync-bar|state-mark|item-words|item-state|badge|avatar|skeleton|empty-state|snackbar|list|list-row|patient-header|bottom-bar)\\.',
  'client/patient/person/(last-person|person|unread|texts)\\.',
  'schema/(?!many-views|requests|staff-requests|later-requests|held-requests|passwords|unlock-keys|away|colleague|canned-replies|clinic-requests|clinic-settings|opening-hours|misdirected|presence|message-search|triage-requests|patient-requests|handover-requests|notes|passkeys|chart|billing|views\\.|pages\\.|patients\\.|patient-search|fold-text|results|reply-links|result-requests|result-states|booking|schedule|desk|iso-week|consult|reference|usual-range)',
].join('|'));

/** What every page of the staff app shows, and no page of the patient's. */
const neededByStaff = new RegExp([
  'node_modules/lucide-solid/dist/source/icons/(siren|hand|notebook-pen|user-plus|text-quote|chart-column|trash|circle-check)\\.',
  'client/staff/shared/(list-keys|listen-for-keys|use-media|use-pane-focus|keymap|staff-settings|use-draft|words-of|saved-filters)\\.',
  'client/staff/shell/(palette|addresses|texts|staff-table)\\.',
  'client/shared/ui/(key-bar|tag|pane-header|seen-mark|short-name|panel|segments)\\.',
].join('|'));

/**
 * Two apps in one build: client/staff served at /staff/…, client/patient at /c/<clinic>/…, both with assets under
 * /assets/. The content security policy allows no inline script and no inline style, so nothing here may emit one.
 */
export default defineConfig({
  root: resolve(root, 'client'),
  base: '/',
  cacheDir: resolve(root, '.build/vite'),
  plugins: [
    solid(),
    pagesAtOnce(),
    { name: 'outpost-out-dir', configResolved: (config) => { outDir = resolve(config.root, config.build.outDir); } },
    flattenLayersInBuild(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '../service-worker',
      filename: 'sw.ts',
      // The pages register their worker themselves (/sw.js?app=…) and ask before an update; manifests are per clinic.
      injectRegister: false,
      manifest: false,
      includeManifestIcons: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,svg,png,webp,woff2,ttf}'],
        globIgnores: ['sw.js', '.vite/**'],
        rollupFormat: 'iife',
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        // Each precached file says which app needs it: a patient's phone never downloads the staff app.
        manifestTransforms: [
          (entries) => {
            const built = parseBuildManifest(readFileSync(resolve(outDir, '.vite/manifest.json'), 'utf8'));
            const needs = appNames.map((app) => ({ app, files: filesOfApp(built, app), parts: partsOfApp(built, app) }));
            const manifest = entries.flatMap((entry) => {
              const apps = needs.filter(({ files }) => files.has(entry.url)).map(({ app }) => app);
              // Words of another language, and what makes a PDF, come on the device of whoever asks for them, and on no other.
              const asked = needs.flatMap(({ app, parts }) => (parts.has(entry.url) ? [{ ...entry, apps: [app], part: parts.get(entry.url) }] : []));
              const lines = [...(apps.length > 0 ? [{ ...entry, apps }] : []), ...asked];
              return lines.length > 0 ? lines : [{ ...entry, apps: [...appNames] }];
            });
            return { manifest, warnings: [] };
          },
        ],
      },
    }),
  ],
  resolve: {
    alias: [
      ...leftOut.map((find) => ({ find, replacement: resolve(root, '.ci/left-out.ts') })),
      // Dexie's own entry is ES5 for browsers older than any of ours; this build of the same version is smaller.
      { find: /^dexie$/, replacement: resolve(root, 'node_modules/dexie/dist/modern/dexie.mjs') },
    ],
  },
  css: { transformer: 'lightningcss' },
  build: {
    outDir,
    emptyOutDir: true,
    manifest: true,
    target: ['chrome87', 'safari15', 'ios15'],
    cssMinify: 'lightningcss',
    modulePreload: {
      polyfill: false,
      // A lazy part's scripts ask for one another; asked for ahead, their list lies in every first load, and a link for each
      // costs every later start more than the waiting it saves the first one. Its styles must be there before it is drawn.
      resolveDependencies: (_file, deps, { hostType }) => (hostType === 'js' ? deps.filter((one) => one.endsWith('.css')) : deps),
    },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: appNames.map((app) => resolve(root, `client/${app}/index.html`)),
      output: {
        // Every first load carries the list of all parts: names without words keep it short. The build's manifest has the words.
        entryFileNames: 'assets/[hash].js',
        chunkFileNames: 'assets/[hash].js',
        assetFileNames: 'assets/[hash][extname]',
        // Many small files compress badly each for itself: what every start needs is one, what a signed-in start needs another.
        codeSplitting: {
          groups: [
            { name: 'start', test: neededAtStart, priority: 2, includeDependenciesRecursively: false },
            { name: 'fetching', test: /client\/shared\/sync\/views\/(fetch-views|catch-up|follow-rows|read-frame)\.|schema\/many-views\./, priority: 3, includeDependenciesRecursively: false },
            { name: 'language', test: /client\/shared\/(i18n\/choose-language|shell\/language-|local\/kept-part)/, priority: 3, includeDependenciesRecursively: false },
            { name: 'staff-requests', test: /schema\/(staff-requests|clinic-requests|handover-requests|misdirected-requests|triage-requests|colleague-requests|canned-replies|patient-requests|held-requests|desk-requests|desk|iso-week)\.ts/, priority: 1, includeDependenciesRecursively: false },
            { name: 'booking-requests', test: /schema\/booking-requests\.ts/, priority: 1, includeDependenciesRecursively: false },
            { name: 'staff', test: neededByStaff, priority: 1, includeDependenciesRecursively: false },
            { name: 'fields', test: /client\/shared\/ui\/(field-frame|password-field|error-summary)\./, priority: 1, includeDependenciesRecursively: false },
            { name: 'signed-in', test: neededSignedIn, priority: 1, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
});
