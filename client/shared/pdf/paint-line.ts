// Words in a script that the embedded letters do not know are drawn with the device's own: Arabic, Amharic, Thai. Such a line is a picture:
// it is read by eye, and not found by a search in the file. ---------------------------------------------------------------

const DOTS_PER_MM = 300 / 25.4;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFEFC]/u;

export interface Brush {
  wrap(text: string, px: number, bold: boolean, width: number): readonly string[];
  /** A JPEG as wide as asked, on white. */
  paint(line: string, px: number, bold: boolean, width: number, height: number): string;
}

export const pxOf = (mm: number): number => Math.ceil(mm * DOTS_PER_MM);

const fontOf = (px: number, bold: boolean): string => `${bold ? '600' : '400'} ${px}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif`;

function start(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no pictures');
  return { canvas, context };
}

export const deviceBrush: Brush = {
  wrap(text, px, bold, width) {
    const { context } = start(1, 1);
    context.font = fontOf(px, bold);
    return wrapWords(text, width, (line) => context.measureText(line).width);
  },
  paint(line, px, bold, width, height) {
    const { canvas, context } = start(width, height);
    context.fillStyle = '#FFFFFF';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#000000';
    context.font = fontOf(px, bold);
    context.textBaseline = 'alphabetic';
    const rightToLeft = RIGHT_TO_LEFT.test(line);
    context.direction = rightToLeft ? 'rtl' : 'ltr';
    context.textAlign = rightToLeft ? 'right' : 'left';
    // A word longer than the line is narrowed, never cut.
    context.fillText(line, rightToLeft ? width : 0, height * 0.75, width);
    // A JPEG goes into the file as it is; a PNG would be unpacked by code the oldest browsers cannot run.
    return canvas.toDataURL('image/jpeg', 0.95);
  },
};

export function wrapWords(text: string, width: number, measure: (line: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && measure(longer) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  });
}
