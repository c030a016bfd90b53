import type { Actor, Reach, ReachScope } from '../../schema/actor.ts';
import { grantsOf, roles, type Grants, type Module, type Role } from '../../schema/roles.ts';

const everything: readonly Module[] = ['record', 'appointments', 'portal', 'live'];
const pad = (name: string): string => name.padEnd(22, '0').slice(0, 22);

/** The world the matrix is asked in: one patient of one clinic, seen by everybody there could be. */
export const world = {
  clinic: pad('clinic-here'), elsewhere: pad('clinic-elsewhere'), patient: pad('the-patient'), other: pad('another-patient'),
  thread: pad('thread'), message: pad('message'), addressee: pad('addressee'), notice: pad('notice'), comment: pad('comment'), colleague: pad('colleague'), conductor: pad('staff-clinician'), held: pad('held'), canned: pad('canned'), result: pad('result'), location: pad('location'), booking: pad('booking'),
} as const;

const reach = (patient: string, as: 'self' | 'proxy', scopes: ReachScope[]): Reach =>
  ({ patient, as, relation: as === 'self' ? '' : 'mother', name: 'Somebody', birthDate: null, scopes, colour: 0 });

function person(name: string, kind: 'staff' | 'patient', clinic: string, grants: Grants, reaches: Reach[]): Actor {
  return { account: pad(`account-${name}`), clinic, kind, staff: kind === 'staff' ? pad(`staff-${name}`) : null, name, title: '', grants, reaches };
}

export interface Somebody {
  readonly name: string;
  readonly actor: Actor;
  readonly role?: Role;
  readonly clinic: 'here' | 'elsewhere';
  /** What this account reaches of the patient. */
  readonly reach: 'messages' | 'person only' | null;
}

const roleNames = Object.keys(roles) as Role[];

/** Every kind of asker, all at once; `grants` can be replaced to see the matrix notice. */
export function everybody(grantsFor: (role: Role) => Grants = (role) => grantsOf([role], everything)): Somebody[] {
  const staff = roleNames.flatMap((role): Somebody[] => [
    { name: role, role, clinic: 'here', reach: null, actor: person(role, 'staff', world.clinic, grantsFor(role), []) },
    { name: `${role} of another clinic`, role, clinic: 'elsewhere', reach: null, actor: person(`${role}-x`, 'staff', world.elsewhere, grantsFor(role), []) },
  ]);
  const all: ReachScope[] = ['messages', 'record', 'billing'];
  return [
    ...staff,
    { name: 'staff without a role', clinic: 'here', reach: null, actor: person('none', 'staff', world.clinic, grantsOf([], everything), []) },
    { name: 'staff with an unknown role', clinic: 'here', reach: null, actor: person('unknown', 'staff', world.clinic, grantsOf(['__proto__', 'constructor', 'superuser'], everything), []) },
    { name: 'the patient', clinic: 'here', reach: 'messages', actor: person('self', 'patient', world.clinic, {}, [reach(world.patient, 'self', all)]) },
    { name: 'a carer with messages', clinic: 'here', reach: 'messages', actor: person('carer', 'patient', world.clinic, {}, [reach(world.other, 'self', all), reach(world.patient, 'proxy', ['messages'])]) },
    { name: 'a carer without messages', clinic: 'here', reach: 'person only', actor: person('carer-bills', 'patient', world.clinic, {}, [reach(world.patient, 'proxy', ['billing', 'record'])]) },
    { name: 'a carer whose grant ended', clinic: 'here', reach: null, actor: person('carer-ended', 'patient', world.clinic, {}, [reach(world.other, 'self', all)]) },
    { name: 'another patient', clinic: 'here', reach: null, actor: person('other', 'patient', world.clinic, {}, [reach(world.other, 'self', all)]) },
    { name: 'a patient of another clinic', clinic: 'elsewhere', reach: null, actor: person('far', 'patient', world.elsewhere, {}, [reach(world.other, 'self', all)]) },
    { name: 'a patient account that reaches nobody', clinic: 'here', reach: null, actor: person('empty', 'patient', world.clinic, {}, []) },
  ];
}
