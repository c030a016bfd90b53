import pino, { type Logger } from 'pino';
import { sqlState } from './record/record-error.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** Keys whose values people or secrets stand in, wherever they appear in the first levels of what is logged. */
const secretKeys = [
  'password', 'code', 'token', 'secret', 'cookie', 'authorization', 'signature', 'bytes', 'body', 'text', 'subject', 'name', 'given', 'family',
  'phone', 'email', 'recipient', 'identifier', 'birthDate', 'address', 'params', 'query', 'rendered', 'headers',
];
const paths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/**
 * JSON lines on stdout, without patient text, tokens or codes. Two nets: known keys are replaced, and errors are told by
 * kind, code and place. Not caught: a caller that puts a person's words into the message itself.
 */
export function createLog(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '[hidden]' },
    serializers: { err: describeError, error: describeError },
    formatters: { level: (label) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}

interface DescribedError {
  readonly kind: string;
  /** "record.locked", an SQLSTATE: not called `code`, which is what people are sent. */
  readonly reason?: string;
  readonly message?: string;
  readonly at?: string[];
  readonly cause?: unknown;
}

/** Messages of SQL and JSON errors quote the value they stumbled over: theirs are left out. */
export function describeError(error: unknown): DescribedError | string {
  if (!(error instanceof Error)) return typeof error;
  const quotes = sqlState(error) !== null || error instanceof SyntaxError;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).map((line) => line.trim());
  return {
    kind: error.name,
    ...(code === undefined ? {} : { reason: code }),
    ...(quotes ? {} : { message: error.message }),
    at,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
