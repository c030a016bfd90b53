import type { AppName, SignedIn } from '../../../schema/identity.ts';
import { createDeviceAccounts, type DeviceAccounts } from './device-accounts.ts';
import type { ApiAnswer, IdentityApi } from './identity-api.ts';
import { makeVerifier } from './password-verifier.ts';
import { registerDevice, type DeviceStep } from './register-device.ts';

export interface Finishing {
  readonly api: IdentityApi;
  readonly app: AppName;
  readonly step: DeviceStep;
  /** Several people use this device. */
  readonly shared: boolean;
  /** What was typed; null after a reload between the steps: the first unlock then asks the clinic. */
  readonly password: string | null;
  readonly accounts?: DeviceAccounts;
}

/** Registers the device's key and keeps what opens the device without a network. Loaded at the last step: it brings the databases. */
export async function finishSignIn({ api, app, step, shared, password, accounts = createDeviceAccounts() }: Finishing): Promise<ApiAnswer<SignedIn>> {
  const answer = await registerDevice({ api, accounts, now: Date.now }, app, step, shared);
  if (!answer.ok) return answer;
  // Slow by purpose on a phone, and nothing waits for it: an unlock needs it in five minutes at the earliest.
  if (password !== null) {
    void makeVerifier(password).then((verifier) => accounts.writeVerifier(answer.value.account, verifier)).catch(() => {
      // A full device: without it the first unlock asks the clinic, and keeps one then.
    });
  }
  return answer;
}
