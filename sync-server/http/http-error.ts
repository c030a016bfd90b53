import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export interface ErrorBody {
  /** Names the mistake for programs; clients have their own words for it. */
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** One English sentence that says what to do, for whoever reads the wire. */
  readonly message: string;
}

/** Thrown anywhere under a route: answered as `{code, params?, message}` with its status. */
export class HttpError extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: ErrorBody;

  constructor(status: ContentfulStatusCode, code: string, message: string, params?: ErrorBody['params']) {
    super(`${status} ${code}`);
    this.name = 'HttpError';
    this.status = status;
    this.body = { code, message, ...(params ? { params } : {}) };
  }
}

export function answerError(c: Context, error: HttpError): Response {
  c.header('Cache-Control', 'no-store');
  return c.json(error.body, error.status);
}
