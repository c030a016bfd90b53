import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { HttpError } from './http-error.ts';

const unpack = promisify(gunzip);

/**
 * The request's JSON body by its shape, or an HttpError: 415 not JSON, 413 longer than `maxBytes`, 400 not the shape
 * (naming the field, never its value) or no text.
 */
export async function readJson<T>(c: Context, shape: z.ZodMiniType<T>, maxBytes: number): Promise<T> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new HttpError(415, 'http.notJson', 'Send JSON with Content-Type: application/json.');
  }
  const text = await readText(c, maxBytes);
  if (text === null) throw new HttpError(413, 'http.tooLong', `The body is longer than ${maxBytes} bytes. Send less at once.`, { maxBytes });
  let raw: unknown;
  try {
    raw = JSON.parse(text, refuseNul);
  } catch {
    throw new HttpError(400, 'http.brokenJson', 'The body is not valid JSON.');
  }
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new HttpError(400, 'http.notTheShape', `The body's "${field}" is not as described at /api/openapi.json.`, { field });
}

/** No keyboard writes a NUL and Postgres keeps none: as broken as what is no JSON. */
function refuseNul(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && value.includes('\0')) throw new SyntaxError('NUL');
  return value;
}

/**
 * The body's text; null when it is longer than `maxBytes`, however much was announced, and unpacked where it came packed (gzip).
 * Without the detour of a web stream where it can be.
 */
export async function readText(c: Context, maxBytes: number): Promise<string | null> {
  if (c.req.header('content-encoding') !== 'gzip') return readPlain(c, maxBytes);
  if (Number(c.req.header('content-length') ?? maxBytes + 1) > maxBytes) return null;
  const packed = new Uint8Array(await c.req.arrayBuffer());
  try {
    // Unpacking stops at the limit: a small body cannot become a large one.
    return (await unpack(packed, { maxOutputLength: maxBytes })).toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw new HttpError(400, 'http.brokenBody', 'The body says that it is gzip and is not. Send it again, packed or plain.');
  }
}

async function readPlain(c: Context, maxBytes: number): Promise<string | null> {
  const announced = c.req.header('content-length');
  if (announced !== undefined) {
    // Node gives no more than was announced.
    if (Number(announced) > maxBytes) return null;
    return c.req.text();
  }
  const body: ReadableStream<Uint8Array> | null = c.req.raw.body;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
