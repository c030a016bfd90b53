/** Where LiveKit answers us, and the one key we share with it. */
export interface LiveKitAt {
  /** http: or https:, without a path. */
  readonly url: string;
  readonly key: string;
  readonly secret: string;
}

/** The installation's LiveKit: one of its own on this machine (process.ts), one somebody else runs, or none. */
export interface LiveKit {
  readonly configured: boolean;
  /** null: there is none, or it does not run at this moment. */
  at(): LiveKitAt | null;
}

export const noLiveKit: LiveKit = { configured: false, at: () => null };
