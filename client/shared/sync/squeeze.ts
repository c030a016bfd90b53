/** Not worth the bytes that say how it is packed. */
const SMALL = 1024;

/** Words on their way to the clinic, packed where the browser can (Safari from 16.4); our server reads both. */
export async function squeeze(text: string): Promise<{ readonly body: string | ArrayBuffer; readonly headers: Record<string, string> }> {
  const headers = { 'content-type': 'application/json' };
  const { CompressionStream: Packer } = globalThis as { CompressionStream?: typeof CompressionStream };
  if (!Packer || text.length < SMALL) return { body: text, headers };
  const packed = new Response(text).body?.pipeThrough(new Packer('gzip'));
  return packed ? { body: await new Response(packed).arrayBuffer(), headers: { ...headers, 'content-encoding': 'gzip' } } : { body: text, headers };
}
