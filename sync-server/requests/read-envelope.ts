import { envelope, MAX_REQUEST_BYTES, type Envelope } from '../../schema/envelope.ts';
import { refuse, type Refusal } from '../../schema/outcome.ts';
import { signedRequest } from '../../schema/sync.ts';

/** An envelope that has its shape. Nothing in it is believed before the signature is verified. */
export interface ReadEnvelope {
  readonly envelope: Envelope;
  /** What was signed: the envelope's exact text, and its UTF-8 bytes. */
  readonly text: string;
  readonly bytes: Buffer;
  readonly signature: string;
}

export type EnvelopeReading = { readonly ok: true; readonly read: ReadEnvelope } | { readonly ok: false; readonly id: string | null; readonly refusal: Refusal };

/** The wire's item → an envelope, or why it is none, with the id where one can be made out so that its author hears. */
export function readEnvelope(raw: unknown): EnvelopeReading {
  const signed = signedRequest.safeParse(raw);
  if (!signed.success) return { ok: false, id: idIn(raw), refusal: tooLong(raw) ?? refuse('request.notReadable') };
  const { bytes: text, signature } = signed.data;
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.byteLength > MAX_REQUEST_BYTES) return { ok: false, id: idIn(raw), refusal: refuse('request.tooLong') };
  const parsed = envelope.safeParse(parseJson(text));
  // A lone surrogate has no UTF-8: what was signed could not be what is stored.
  if (!parsed.success || !text.isWellFormed()) return { ok: false, id: idIn(raw), refusal: refuse('request.notReadable') };
  return { ok: true, read: { envelope: parsed.data, text, bytes, signature } };
}

function textIn(raw: unknown): string | null {
  return typeof raw === 'object' && raw !== null && 'bytes' in raw && typeof raw.bytes === 'string' ? raw.bytes : null;
}

function tooLong(raw: unknown): Refusal | null {
  const text = textIn(raw);
  return text !== null && text.length > MAX_REQUEST_BYTES ? refuse('request.tooLong') : null;
}

function idIn(raw: unknown): string | null {
  const parsed = parseJson(textIn(raw) ?? '');
  const id = typeof parsed === 'object' && parsed !== null && 'id' in parsed ? envelope.shape.id.safeParse(parsed.id) : null;
  return id?.success ? id.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
