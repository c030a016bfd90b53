/**
 * index.html is every clinic's, and opens from the device without a network: which clinic's app this is, stands in its
 * address alone. Said before the page has loaded, so that a browser that installs it installs the clinic's.
 */
export function linkApp(base: string): void {
  for (const [rel, file] of [['manifest', 'manifest.webmanifest'], ['apple-touch-icon', 'icons/apple-180.png']] as const) {
    const link = document.createElement('link');
    link.rel = rel;
    link.href = `${base}/${file}`;
    document.head.append(link);
  }
}

/** What an iPhone writes under the icon: the page's title would be the name of a screen. */
export function nameApp(shortName: string): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="apple-mobile-web-app-title"]');
  if (meta) meta.content = shortName;
}
