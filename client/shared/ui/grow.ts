/**
 * Lets a textarea stand as high as its text, up to its CSS max-block-size. `field-sizing: content` would do it alone, but not
 * on the phones we build for. Set through CSSOM, which a strict CSP allows.
 */
export function growToText(area: HTMLTextAreaElement): void {
  area.style.blockSize = 'auto';
  const borders = area.offsetHeight - area.clientHeight;
  area.style.blockSize = `${area.scrollHeight + borders}px`;
}
