import { createEffect, createMemo, onCleanup, type Accessor } from 'solid-js';
import { ownConsult, type OwnConsult } from '../../../schema/consults.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat } from '../../shared/i18n/context.tsx';
import { useView, type View } from '../../shared/sync/views/use-view.ts';
import { usePerson } from '../person/person.tsx';

export interface Consults {
  readonly view: View;
  of(id: string): OwnConsult | undefined;
  ofAppointment(appointment: string): OwnConsult | undefined;
  /** One waits for it or is in it: at most one at a time. */
  readonly open: Accessor<OwnConsult | undefined>;
  /** The open one, else the next one that is not over and at most a day ahead. */
  readonly near: Accessor<OwnConsult | undefined>;
}

const AHEAD_MS = 24 * 60 * 60_000;
/** So long after its end nobody can come any more who has not checked in. */
const LATE_MS = 60 * 60_000;

export const isOpen = ({ state }: OwnConsult): boolean => state === 'waiting' || state === 'inProgress';

/** person/ `consults` of the person on screen. */
export function useConsults(): Consults {
  const person = usePerson();
  const f = useFormat();
  const view = useView(() => viewName.person(person.patient()));
  const consults = view.section('consults', ownConsult);
  const all = createMemo(() => Object.values(consults()).sort((a, b) => a.startsAt - b.startsAt));
  const open = createMemo(() => all().find(({ state }) => state === 'inProgress') ?? all().find(isOpen));
  return {
    view, open,
    of: (id) => consults()[id],
    ofAppointment: (appointment) => all().find((one) => one.appointment === appointment),
    near: createMemo(() => open() ?? all().find(({ state, startsAt, endsAt }) => state === 'scheduled' && startsAt < f.now() + AHEAD_MS && endsAt + LATE_MS > f.now())),
  };
}

const PRESENCE_MS = 30_000;

/** Tells the clinic that somebody still waits: at once, twice a minute, and when the page is looked at again. A lost sign is followed by the next. */
export function keepPresent(waiting: Accessor<string | null>): void {
  createEffect(() => {
    const consult = waiting();
    if (consult === null) return;
    const tell = (): void => void fetch(`/api/consults/${consult}/presence`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ here: true }), credentials: 'same-origin', cache: 'no-store',
    }).catch(() => undefined);
    const timer = setInterval(tell, PRESENCE_MS);
    document.addEventListener('visibilitychange', tell);
    tell();
    onCleanup(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tell);
    });
  });
}
