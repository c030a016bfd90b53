import type { LanguagePack } from '../languages.ts';

/** What needs somebody now, and the figures of a time. */
export const staffOverview: LanguagePack = {
  'staff.overview': {
    title: 'Áttekintés',
    overdue: 'Lejárt határidejű',
    overdueCount: '{{ count }} késésben',
    rule: 'Késésben: a sürgős üzenet {{ urgent }} óra után, a mai a következő naptól, a többi {{ routine }} nap után; a lelet {{ result }} nap, a javítás {{ correction }} nap után; az időpontkérés, ha hamarosan lejár.',
    waiting: '{{ count }} vár',
    oldest: 'a legrégebbi: {{ waited }}',
    unassigned: '{{ count }} gazdátlan',
    facts: '{{ first }}, {{ second }}',
    all: { messages: 'Minden üzenet', bookings: 'Minden foglalás', results: 'Minden lelet' },
    kind: { messages: 'Üzenet', bookings: 'Foglalás', results: 'Lelet' },
    next: 'és még {{ count }}',
    correction: 'Javítás',
    runsOut: 'Lejár: {{ when }}',
    wanted: '{{ kind }}, {{ when }}',
    savedHere: 'Öné, itt elmentve',
    older: 'Még {{ count }} nem fér el ezen az eszközön. Akkor látszik, ha mások elkészültek.',
    unread: '{{ count }} az alkalmazás e változatával nem olvasható.',
    held: { title: 'Visszatartott kérések', some: '{{ count }} visszatartott kérés döntésre vár', offline: 'Ahogyan a rendelő utoljára közölte; most nem érhető el.' },
    none: { messages: 'Nem vár üzenet válaszra.', bookings: 'Nem vár kérés válaszra.', results: 'Nem vár lelet kiadásra.', held: 'Nem vár visszatartott kérés.' },
    empty: { why: 'Semmi sem vár Önre', next: 'Az új üzenetek, leletek és időpontkérések maguktól megjelennek itt.' },
    noQueue: { why: 'Az Ön szerepköre nem válaszol várólistára', next: 'Amit megnyithat, az alkalmazás területei között áll.' },
    notHere: { messages: 'Az üzenetek nincsenek ezen az eszközön. A következő kapcsolattal megérkeznek.', bookings: 'A kérések nincsenek ezen az eszközön. A következő kapcsolattal megérkeznek.', results: 'A leletek nincsenek ezen az eszközön. A következő kapcsolattal megérkeznek.' },
  },
};
