import { iconVersion, type IconBrand } from './app-icon.ts';

export interface AppFacts {
  /** `/c/<suffix>/` or `/staff/`: the app's id, its start and all it may show. Two clinics are two apps on one phone. */
  readonly base: string;
  readonly name: string;
  readonly shortName: string;
  readonly description: string;
  readonly language: string;
  readonly brand: IconBrand;
  /** Addresses below the base that a long press on the icon offers. */
  readonly shortcuts?: readonly { readonly name: string; readonly path: string }[];
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ps', 'ur', 'yi']);

/** What a phone needs to install one of our apps: its own name, colour and pictures. */
export function describeWebApp({ base, name, shortName, description, language, brand, shortcuts = [] }: AppFacts): object {
  const icon = (file: string, sizes: string, purpose: string): object => ({
    src: `${base}icons/${file}?v=${iconVersion(brand)}`, sizes, type: 'image/png', purpose,
  });
  return {
    id: base, start_url: base, scope: base, name, short_name: shortName, description,
    lang: language, dir: rightToLeft.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr',
    display: 'standalone', background_color: '#FFFFFF', theme_color: brand.light['brand'] ?? '#0F6A57',
    categories: ['medical', 'health'], prefer_related_applications: false,
    icons: [
      icon('192.png', '192x192', 'any'), icon('512.png', '512x512', 'any'),
      icon('maskable-192.png', '192x192', 'maskable'), icon('maskable-512.png', '512x512', 'maskable'),
      icon('monochrome-512.png', '512x512', 'monochrome'),
      { src: `${base}icon.svg`, sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ],
    ...(shortcuts.length > 0 ? { shortcuts: shortcuts.map((one) => ({ name: one.name, url: `${base}${one.path}` })) } : {}),
  };
}
