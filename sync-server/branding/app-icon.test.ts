import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { drawIcon, iconFiles, iconVersion, isIconFile, renderIcon, type IconBrand, type IconFile } from './app-icon.ts';

const files = Object.keys(iconFiles) as IconFile[];
const clinic = (name: string, mark = ''): IconBrand => ({ name, mark, light: { mark: '#7A1F5C', onMark: '#FFFFFF' } });
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Width and height as the file itself says (PNG, first chunk). */
const sizeOf = (png: Buffer): readonly number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('app icons', () => {
  it.each(files)('%s is a PNG of the size it is named for', (file) => {
    const png = renderIcon(clinic('Riverside Clinic', 'waves'), file);
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(sizeOf(png)).toEqual([iconFiles[file].size, iconFiles[file].size]);
    expect(png.length).toBeLessThan(20_000);
  });

  it('keeps marks and initials within what every phone leaves of a maskable icon', () => {
    const names = [...alphabet].map((one) => clinic(`${one} ${one}`)).concat(clinic('Riverside', 'waves'), clinic('Riverside', 'sun'), clinic('Wide Marsh'), clinic('Ii'));
    for (const brand of names) {
      const { pixels, width } = new Resvg(drawIcon(brand, 'maskable'), { fitTo: { mode: 'width', value: 200 } }).render();
      let [painted, outside] = [0, 0];
      for (let at = 0; at < width * width; at += 1) {
        const [x, y] = [(at % width) + 0.5 - width / 2, Math.floor(at / width) + 0.5 - width / 2];
        const isGround = pixels[at * 4] === 0x7a && pixels[at * 4 + 1] === 0x1f && pixels[at * 4 + 2] === 0x5c && pixels[at * 4 + 3] === 255;
        if (!isGround) painted += 1;
        if (!isGround && Math.hypot(x, y) > width * 0.4) outside += 1;
      }
      expect([brand.name, outside]).toEqual([brand.name, 0]);
      expect(painted, brand.name).toBeGreaterThan(200);
    }
  });

  it('shows a built-in mark, else initials, and never nothing', () => {
    const pictures = [clinic('Riverside Clinic', 'waves'), clinic('Riverside Clinic', 'sun'), clinic('Riverside Clinic'), clinic('Hillcrest Hospital'), clinic('Écoute Ñandú')].map((brand) => drawIcon(brand, 'tile'));
    expect(new Set(pictures).size).toBe(pictures.length);
    // Scripts we cannot draw, and names that are none, get the waves.
    for (const name of ['مستشفى النور', '仁愛', '?', '']) expect(drawIcon(clinic(name), 'tile')).toBe(drawIcon(clinic('x', 'waves'), 'tile'));
    expect(drawIcon(clinic('x', 'constructor'), 'tile')).toBe(drawIcon(clinic('X'), 'tile'));
  });

  it('changes its version with its picture, and knows no file but its own', () => {
    expect(iconVersion(clinic('Riverside Clinic'))).not.toBe(iconVersion({ ...clinic('Riverside Clinic'), light: { mark: '#0072CE', onMark: '#FFFFFF' } }));
    expect(iconVersion(clinic('Riverside Clinic'))).toBe(iconVersion(clinic('Riverside Clinic')));
    expect(['193.png', 'toString', '../192.png'].filter(isIconFile)).toEqual([]);
  });
});
