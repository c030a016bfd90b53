/** What the record itself says no with; SQL errors of a statement come through as the driver gives them (`sqlState`). */
export type RecordErrorCode =
  /** Another process has this PGlite directory open. */
  | 'record.locked'
  /** Postgres would answer before the disk has it. */
  | 'record.notDurable'
  /** The database cannot be reached or is not one. */
  | 'record.unreachable'
  /** A migration that is applied has changed, is missing, or comes from a newer Outpost. */
  | 'record.migration'
  /** The database, instead of the transaction at hand, was asked inside a transaction. */
  | 'record.nested'
  /** Something was asked of a transaction that had ended. */
  | 'record.over'
  /** The connection broke at COMMIT: the transaction may have happened. */
  | 'record.commitUnknown'
  /** COMMIT was answered with ROLLBACK: a statement before had failed and its error was swallowed. */
  | 'record.rolledBack'
  /** Demo data where only a real record may be. */
  | 'record.demo';

export class RecordError extends Error {
  readonly code: RecordErrorCode;

  constructor(code: RecordErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RecordError';
    this.code = code;
  }
}

/** SQLSTATE of a failed statement ("23505"), whichever driver threw it; null for anything else. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}
