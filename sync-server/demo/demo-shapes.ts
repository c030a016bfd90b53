import type { ReachScope } from '../../schema/actor.ts';
import type { ThreadState, Urgency } from '../../schema/messages.ts';
import type { Role } from '../../schema/roles.ts';

// How the demo network is written down. Keys name things within one clinic; ids are made when it is filled in. -----------

export interface DemoStaff {
  /** Signs in with it. One across the installation. */
  readonly username: string;
  readonly name: string;
  readonly title: string;
  readonly roles: readonly Role[];
  /** Patients may write to this person by name. */
  readonly addressable?: true;
}

export interface DemoPatient {
  readonly key: string;
  readonly given: string;
  readonly family: string;
  readonly birthDate: string;
  readonly sex: 'female' | 'male';
  readonly record: string;
  readonly phone: string;
  /** False: kept as somebody once typed it, and stands in the way of activation. */
  readonly phoneFit?: false;
  readonly email?: string;
  readonly nationalId?: string;
  readonly address: string;
  /** Signs in: the account exists and has the demo password. */
  readonly active?: true;
  readonly caresFor?: readonly { readonly patient: string; readonly relation: string; readonly scopes: readonly ReachScope[] }[];
}

/** What happened, `ago` minutes before the demo is filled in. In order of time within its thread. */
export type DemoEvent =
  /** `from`: a patient's key, the patient's own or the carer's. `readAgo`: first read on a staff screen. */
  | { readonly ago: number; readonly from: string; readonly text: string; readonly readAgo?: number }
  | { readonly ago: number; readonly staff: string; readonly reply: string }
  | { readonly ago: number; readonly staff: string; readonly comment: string }
  | { readonly ago: number; readonly staff: string; readonly urgency: Urgency }
  | { readonly ago: number; readonly staff: string; readonly tag: string }
  /** By whom, to whom. */
  | { readonly ago: number; readonly staff: string; readonly assign: string }
  | { readonly ago: number; readonly staff: string; readonly close: true }
  /** The clinic's newest message came to this reader's device, and was opened there. */
  | { readonly ago: number; readonly seenBy: string; readonly openedAgo: number | null };

export interface DemoThread {
  readonly patient: string;
  readonly subject: string;
  /** A team's key or a staff user name. */
  readonly to: string;
  readonly events: readonly DemoEvent[];
  /** What it comes to: checked when it is filled in. */
  readonly state: ThreadState;
}

export interface DemoClinic {
  readonly suffix: string;
  readonly name: string;
  readonly shortName: string;
  readonly colour: string;
  readonly mark: string;
  readonly phone: string;
  readonly emergencyPhone: string;
  readonly replyPromise: string;
  readonly urgentCareWarning: string;
  readonly identifierMode: 'email' | 'nationalId';
  readonly timeZone: string;
  readonly country: string;
  readonly locations: readonly { readonly name: string; readonly address: string; readonly phone: string }[];
  readonly teams: readonly { readonly key: string; readonly name: string; readonly title: string }[];
  readonly tags: readonly { readonly id: string; readonly label: string }[];
  readonly staff: readonly DemoStaff[];
  readonly patients: readonly DemoPatient[];
  readonly threads: readonly DemoThread[];
}
