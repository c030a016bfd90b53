/** A clinic's tokens for one theme, as sync-server/branding/brand-tokens.ts derives them: hex, contrast already kept. */
export type BrandTheme = Readonly<Partial<Record<'mark' | 'onMark' | 'brand' | 'onBrand' | 'ink' | 'soft' | 'line', string>>>;

export interface Brand {
  readonly light: BrandTheme;
  readonly dark: BrandTheme;
}

const themed = [
  ['--brand', 'brand'],
  ['--on-brand', 'onBrand'],
  ['--brand-ink', 'ink'],
  ['--brand-soft', 'soft'],
  ['--brand-line', 'line'],
] as const;

const HEX = /^#[0-9a-f]{6}$/i;

/**
 * Paints the clinic's colours through CSSOM, which a strict CSP allows where a style attribute or element is not. Whatever is
 * not a plain hex colour is left out: what came from elsewhere must never become any other CSS. `undefined` goes back to
 * Outpost's own.
 */
export function applyBrand(brand: Brand | undefined, element: HTMLElement = document.documentElement): void {
  const write = (name: string, value: string | undefined): void => {
    if (value !== undefined && HEX.test(value)) element.style.setProperty(name, value);
    else element.style.removeProperty(name);
  };
  write('--brand-mark', brand?.light.mark);
  write('--on-mark', brand?.light.onMark);
  for (const [name, key] of themed) {
    write(`${name}-light`, brand?.light[key]);
    write(`${name}-dark`, brand?.dark[key]);
  }
}
