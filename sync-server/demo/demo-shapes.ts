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

/** What the record says of somebody's health. `ago`: days before the demo is filled in. */
export interface DemoRecord {
  readonly patient: string;
  readonly problems?: readonly { readonly name: string; readonly ago: number; readonly over?: number }[];
  readonly allergies?: readonly { readonly name: string; readonly kind: 'food' | 'medication' | 'environment'; readonly reaction?: string; readonly ago: number; readonly high?: true; readonly note?: string }[];
  readonly medicines?: readonly { readonly name: string; readonly dosage: string; readonly reason?: string; readonly ago: number; readonly stopped?: true; readonly note?: string }[];
  readonly vaccines?: readonly { readonly name: string; readonly ago: number; readonly dose?: number }[];
  /** `what`: a key of demo/fill-records.ts; blood pressure as "128/82". */
  readonly measured?: readonly { readonly what: 'weight' | 'height' | 'pressure' | 'temperature' | 'pulse'; readonly values: readonly (readonly [ago: number, value: number | string])[] }[];
  readonly visits?: readonly { readonly name: string; readonly ago: number; readonly staff: string; readonly reason?: string; readonly video?: true }[];
  readonly plan?: { readonly name: string; readonly ago: number; readonly activities: readonly string[]; readonly goals: readonly string[] };
  /** Goals that set a bound for what is measured. */
  readonly aims?: readonly { readonly name: string; readonly ago: number; readonly what: string; readonly below: number; readonly unit: string }[];
  /** Results of the laboratory. Those that nobody `released` wait. `low` and `high` absent: no range came with it; `code`: LOINC. */
  readonly results?: readonly {
    readonly name: string; readonly ago: number; readonly staff: string; readonly released?: { readonly by: string; readonly ago: number; readonly words?: string };
    readonly values: readonly { readonly name: string; readonly value: number; readonly unit: string; readonly code?: string; readonly low?: number; readonly high?: number; readonly flag?: 'Low' | 'High' | 'Normal' }[];
  }[];
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
  readonly replies: readonly { readonly title: string; readonly text: string }[];
  readonly tags: readonly { readonly id: string; readonly label: string }[];
  readonly staff: readonly DemoStaff[];
  readonly patients: readonly DemoPatient[];
  readonly threads: readonly DemoThread[];
  readonly records: readonly DemoRecord[];
}
