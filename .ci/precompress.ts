import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

const compress = promisify(brotliCompress);
const text = /\.(js|css|html|svg|json|webmanifest|ttf)$/;

/** Writes `name.br` beside every file below `directory` that is not packed already, at the strongest level: paid once here, not per request. */
export async function precompress(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((found) => found.isFile() && text.test(found.name))) {
    const path = join(entry.parentPath, entry.name);
    if (!path.includes('/.vite/')) await writeFile(`${path}.br`, await compress(await readFile(path)));
  }
}
