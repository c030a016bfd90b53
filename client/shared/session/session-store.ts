import type { AppName } from '../../../schema/identity.ts';
import { isLeaving, noteLeaving, readSessionMemory, writeSessionMemory, type SessionMemory } from '../local/session-memory.ts';
import type { DeviceAccounts } from './device-accounts.ts';

/**
 * What this device remembers of its session, in two places. localStorage is quick, shared with the other tabs, and lost when
 * the browser is killed within seconds; the device's database is slow to load and on the disk when it says so. Who is signed
 * in and whether it is locked is decided by the database; the person's last touch by whichever knows of it.
 */
export interface SessionStore {
  /** Quick: what localStorage says, before anything is loaded. */
  hint(): SessionMemory | null;
  /** The truth. Null: nobody is signed in. */
  recall(): Promise<SessionMemory | null>;
  /** Somebody is in, or has unlocked: on the disk before other tabs hear of it. */
  begin(memory: SessionMemory): Promise<void>;
  /** At once for all tabs; on the disk soon. Nothing, when somebody else is signed in meanwhile. */
  change(account: string, change: Partial<SessionMemory>, options?: { readonly lasting: boolean }): void;
  /** Nobody is signed in any more: so for all tabs, and after a crash in the middle too. */
  end(): Promise<void>;
}

export function createSessionStore(app: AppName, accounts: () => Promise<DeviceAccounts>): SessionStore {
  async function keep(memory: SessionMemory | null): Promise<void> {
    await (await accounts()).remember(app, memory);
  }
  return {
    hint: () => (isLeaving(app) ? null : readSessionMemory(app)),
    async recall() {
      const kept = await (await accounts()).recall(app);
      if (kept === null || isLeaving(app)) {
        if (kept !== null) await keep(null);
        if (readSessionMemory(app) !== null) writeSessionMemory(app, null);
        return null;
      }
      const hint = readSessionMemory(app);
      if (hint?.account === kept.account) return { ...hint, locked: hint.locked || kept.locked };
      writeSessionMemory(app, kept);
      return kept;
    },
    async begin(memory) {
      await keep(memory);
      noteLeaving(app, false);
      writeSessionMemory(app, memory);
    },
    change(account, change, options) {
      const now = readSessionMemory(app);
      if (now !== null && now.account !== account) return;
      if (now !== null) writeSessionMemory(app, { ...now, ...change });
      if (now === null || !options?.lasting) return;
      // A store that does not open leaves the quick one, which all but a kill outlives.
      void keep({ ...now, ...change }).catch(() => undefined);
    },
    async end() {
      noteLeaving(app, true);
      await keep(null).catch(() => undefined); // what is noted above ends it at the next start
      writeSessionMemory(app, null);
    },
  };
}
