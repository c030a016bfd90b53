import { createEffect, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js';
import { messageSearchAnswer, type MessageSearchAnswer } from '../../../schema/message-search.ts';
import { patientSearchAnswer, type PatientFound } from '../../../schema/patient-search.ts';
import { can } from '../../../schema/roles.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { askClinic, type Asked } from '../shared/ask-clinic.ts';

export interface ClinicFound { readonly patients: readonly PatientFound[]; readonly messages: MessageSearchAnswer }

export interface ClinicSearch {
  /** `none`: nothing to look for yet. `device`: the clinic did not answer. */
  readonly source: Accessor<'none' | 'asking' | 'clinic' | 'device'>;
  readonly found: Accessor<ClinicFound | null>;
}

const TYPING_MS = 300;

/** Everything at the clinic that this account may read. The answer is kept nowhere. */
export function useClinicSearch(typed: Accessor<string>): ClinicSearch {
  const sync = useSync();
  const [source, setSource] = createSignal<'none' | 'asking' | 'clinic' | 'device'>('none');
  const [found, setFound] = createSignal<ClinicFound | null>(null);
  let running = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(words: string): Promise<void> {
    running.abort();
    const mine = (running = new AbortController());
    const query = new URLSearchParams({ q: words }).toString();
    const actor = sync.actor();
    const none: Asked<MessageSearchAnswer> = { ok: true, value: { found: [], more: false } };
    const [patients, messages] = await Promise.all([
      askClinic(`/api/patients?${query}`, patientSearchAnswer, { method: 'GET' }, mine.signal),
      // Who may not read messages is not asked about them.
      actor !== null && can(actor, 'portal.message.read') ? askClinic(`/api/messages/search?${query}`, messageSearchAnswer, { method: 'GET' }, mine.signal) : none,
    ]);
    if (mine.signal.aborted) return;
    const both = patients.ok && messages.ok;
    setFound(both ? { patients: [...patients.value.found, ...patients.value.close], messages: messages.value } : null);
    setSource(both ? 'clinic' : 'device');
  }
  createEffect(on(typed, (words) => {
    clearTimeout(timer);
    running.abort();
    setFound(null);
    setSource(words === '' ? 'none' : 'asking');
    if (words !== '') timer = setTimeout(() => void ask(words), TYPING_MS);
  }));
  // The line is back: what was searched here alone is asked again.
  createEffect(on(() => sync.state().kind, (kind) => {
    if ((kind === 'current' || kind === 'receiving') && untrack(source) === 'device') void ask(untrack(typed));
  }));
  onCleanup(() => {
    clearTimeout(timer);
    running.abort();
  });
  return { source, found };
}
