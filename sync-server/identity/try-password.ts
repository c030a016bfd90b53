import { takePasswordFrom } from './address-limits.ts';
import { refuseStep, type IdentityDeps, type IdentityRefusal } from './deps.ts';
import { limits, takeAttempt } from './limits.ts';

/**
 * Counts one password try before it is judged: at the address first, so that one that has had its tries cannot use up a
 * person's. `left`: of the person's own.
 */
export function tryPassword(deps: IdentityDeps, key: string, who: string, address: string | null): Promise<{ readonly left: number } | { readonly refused: IdentityRefusal }> {
  return deps.database.transaction(async (tx) => {
    const refused = await takePasswordFrom(deps, tx, who, address, deps.clock());
    if (refused) return { refused };
    const taken = await takeAttempt(tx, key, limits.password, deps.clock());
    return taken.ok ? { left: taken.left } : { refused: refuseStep('signIn.locked', { until: taken.until }) };
  });
}
