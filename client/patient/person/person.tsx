import { createContext, useContext, type Accessor, type JSX } from 'solid-js';

import type { Reach } from '../../../schema/actor.ts';
import { appBase } from '../base.ts';

/** Whom the screens are about: oneself, or someone one cares for. The address carries it, so every link names a person. */
export interface Person {
  readonly patient: Accessor<string>;
  readonly reach: Accessor<Reach>;
  readonly isSelf: Accessor<boolean>;
  /** First name, for "Send for Amina". */
  readonly firstName: Accessor<string>;
  /** A path of this app for the same person: `pathTo('messages')`. */
  readonly pathTo: (rest?: string) => string;
}

const PersonContext = createContext<Person>();

export function PersonProvider(props: { readonly reach: Reach; readonly children: JSX.Element }): JSX.Element {
  const person: Person = {
    patient: () => props.reach.patient,
    reach: () => props.reach,
    isSelf: () => props.reach.as === 'self',
    firstName: () => props.reach.name.split(' ')[0] ?? props.reach.name,
    pathTo: (rest = '') => personPath(props.reach.patient, rest),
  };
  return <PersonContext.Provider value={person}>{props.children}</PersonContext.Provider>;
}

export function personPath(patient: string, rest = ''): string {
  return `${appBase()}/for/${patient}${rest ? `/${rest}` : ''}`;
}

export function usePerson(): Person {
  const person = useContext(PersonContext);
  if (!person) throw new Error('usePerson needs <PersonProvider> above it');
  return person;
}
