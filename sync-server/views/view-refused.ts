import type { CLOSE } from '../../schema/sync.ts';

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** On a view Hocuspocus carries a reason and no code, so the code is the reason. */
export const closeEvent = (code: CloseCode): { code: number; reason: string } => ({ code, reason: String(code) });

/** Something broke on our side: the device keeps what it holds and comes back. */
export const tryAgain = { code: 4205, reason: 'tryAgain' } as const;

/** Thrown in a hook, Hocuspocus answers its `reason` as "permission denied". Without a message, so that it logs nothing. */
export class ViewRefused extends Error {
  readonly code: number;
  readonly reason: string;

  constructor(code: CloseCode | typeof tryAgain) {
    super('');
    this.name = 'ViewRefused';
    const event = typeof code === 'number' ? closeEvent(code) : code;
    this.code = event.code;
    this.reason = event.reason;
  }
}
