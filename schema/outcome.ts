import * as z from 'zod/mini';

/**
 * Why something was not done, for people. `code` names a text in every language ("<code>.reason", "<code>.remedy");
 * `params` fill it in. A code a device does not know is shown with its general text, never swallowed.
 */
export const refusal = z.object({
  code: z.string().check(z.regex(/^[a-z][A-Za-z.]{1,60}$/)),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});
export type Refusal = z.infer<typeof refusal>;

export function refuse(code: string, params?: Record<string, string | number>): Refusal {
  return params ? { code, params } : { code };
}

export type Verdict = true | Refusal;

/**
 * The answer to a request. It never changes (R2); a later supersession is a notice.
 * `superseded`: someone's decision or newer value stands instead; `params` say whose and since when.
 * `held`: an administrator decides (R10). Of what is `done`, `refusal` is a remark: who reads it instead, and why (B45).
 */
export const outcome = z.object({
  state: z.enum(['done', 'declined', 'superseded', 'held']),
  /** Server time of receipt, ms. */
  at: z.number(),
  refusal: z.optional(refusal),
});
export type Outcome = z.infer<typeof outcome>;
