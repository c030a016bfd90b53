import { newId } from '../../schema/ids.ts';
import type { Permission } from '../../schema/roles.ts';
import { handoverName, type NoteKind } from '../../schema/notes.ts';
import { views, type ViewKind } from '../../schema/views.ts';
import { queueNames, type ViewKindName } from '../../schema/view-kinds.ts';
import { plantedWeek } from '../support/rights-canaries.ts';
import type { Crowd, LivePerson, Place } from '../support/rights-people.ts';
import { declaredAskers, declaredReaders, declaredRoutes, declaredScope, type Door } from './declared.ts';

// What the declared tables say of people who are really there. Nothing here asks the product's own judges. -----------------

/** A view's name and what it is about; `place` null: of nothing that exists. */
export interface ViewTarget {
  readonly name: string;
  readonly kind: ViewKindName | NoteKind;
  readonly place: Place | null;
  readonly patient?: string;
  readonly account?: string;
}

interface Part { readonly text: string; readonly place: Place | null; readonly patient?: string; readonly account?: string }

/** Every kind of table one and every note, about everything of both clinics, and about what is not there. */
export function viewTargets(crowd: Crowd): ViewTarget[] {
  const { here, elsewhere } = crowd;
  const owners = ['the patient', 'another patient', 'nurse', 'a patient of another clinic', 'nurse of another clinic'].map((name) => crowd.one(name));
  const parts: Record<ViewKind['params'][number], Part[]> = {
    clinic: [...[here, elsewhere].map((place): Part => ({ text: place.clinic, place })), { text: newId(), place: null }],
    patient: [
      ...[here, elsewhere].map((place): Part => ({ text: place.patient, place, patient: place.patient })),
      ...['another patient', 'a carer with messages'].map((name): Part => {
        const own = [...crowd.one(name).reaches].find(([, scopes]) => scopes.length === 3)?.[0] ?? '';
        return { text: own, place: here, patient: own };
      }),
      { text: newId(), place: null },
    ],
    account: [...owners.map(({ account, place }): Part => ({ text: account, place, account })), { text: newId(), place: null }],
    location: [...[here, elsewhere].map((place): Part => ({ text: place.location, place })), { text: newId(), place: null }],
    week: [{ text: plantedWeek, place: null }, { text: '2026-W54', place: null }],
    queue: [...queueNames.map((name): Part => ({ text: name, place: null })), { text: 'secrets', place: null }],
  };
  const notes = [...[here, elsewhere].map((place) => ({ thread: place.thread, part: 1, place })), { thread: here.thread, part: 2, place: null }, { thread: newId(), part: 1, place: null }]
    .map(({ thread, part, place }): ViewTarget => ({ name: handoverName(thread, part), kind: 'handover', place }));
  const ofViews = (Object.entries(views) as [ViewKindName, ViewKind][]).flatMap(([kind, { params }]) => {
    const [first, ...others] = params.map((param) => parts[param]);
    let names: Part[] = first ?? [];
    for (const more of others) names = names.flatMap((part) => more.map((next) => ({ ...part, text: `${part.text}/${next.text}`, place: ['secrets', '2026-W54'].includes(next.text) ? null : part.place })));
    return names.map(({ text, ...about }): ViewTarget => ({ name: `${kind}/${text}`, kind, ...about }));
  });
  return [...ofViews, ...notes];
}

export function holds(person: LivePerson, permission: Permission, anyScope = false): boolean {
  const scope = person.kind === 'staff' && person.role !== null ? declaredScope(person.role, permission) : null;
  return anyScope ? scope !== null : scope === 'all';
}

/** May this person, session and all, read this view? */
export function mayRead(person: LivePerson, target: ViewTarget): boolean {
  const declared = declaredReaders[target.kind];
  if (!declared) throw new Error(`Nobody declared who reads ${target.kind}: do so in declared.ts`);
  if (!person.session) return false;
  if (target.kind === 'account') return target.account === person.account;
  if (target.place?.clinic !== person.place.clinic) return false;
  if (person.kind === 'staff') return declared.staff !== null && (declared.staff === 'any' || holds(person, declared.staff, declared.anyScope));
  const scopes = person.reaches.get(target.patient ?? '');
  return declared.patients === 'clinic' || (declared.patients === 'any reach' && scopes !== undefined)
    || (declared.patients !== null && declared.patients !== 'any reach' && scopes?.includes(declared.patients) === true);
}

/** May this person's signature ask this about that patient? A living session is not needed (R11). */
export function mayAsk(person: LivePerson, type: string, place: Place | null, patient: string | null): boolean {
  const asker = Object.hasOwn(declaredAskers, type) ? declaredAskers[type] : undefined;
  if (asker === undefined) throw new Error(`Nobody declared who asks for ${type}: do so in declared.ts`);
  if (person.signs !== 'judged') return false;
  if (asker === 'anyone, own') return true;
  if (asker === 'own consults') return place?.clinic === person.place.clinic && person.kind === 'staff' && person.role !== null && declaredScope(person.role, 'live.consult.conduct') !== null;
  if (asker === 'any reach') return person.reaches.has(patient ?? '');
  if (asker === 'messages reach' || asker === 'record reach') return person.reaches.get(patient ?? '')?.includes(asker === 'messages reach' ? 'messages' : 'record') === true;
  return place?.clinic === person.place.clinic && holds(person, asker);
}

export function doorOf(route: string): Door {
  const door = Object.hasOwn(declaredRoutes, route) ? declaredRoutes[route] : undefined;
  if (door === undefined) throw new Error(`Nobody declared who may call ${route}: do so in declared.ts`);
  return door;
}
