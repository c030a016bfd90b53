import type { LanguagePack } from '../languages.ts';

/** What patients read of their bookings. */
export const patientBookings: LanguagePack = {
  'patient.bookings': {
    title: 'Foglalások',
    titleFor: 'Foglalások: {{ name }}',
    ask: 'Időpont kérése',
    askFor: 'Időpont kérése: {{ name }}',
    with: '{{ kind }}, {{ name }}',
    at: '{{ time }}, {{ name }}',
    by: 'Kérte: {{ name }}',
    next: 'Időpontok',
    waits: 'Válaszra vár',
    open: { act: 'Megnyitás' },
    earlier: 'Korábbiak',
    state: {
      requested: 'Kérve', change: 'Módosítás kérve', countered: 'A rendelő más időpontokat ajánl', confirmed: 'Megerősítve', declined: 'A rendelő elutasította', withdrawn: 'Visszavonva', expired: 'Nem jött válasz időben',
      booked: 'Megerősítve', arrived: 'Megérkezett', fulfilled: 'Lezajlott', cancelled: 'Lemondva', cancelledByClinic: 'A rendelő lemondta', noshow: 'Elmaradt', past: 'Elmúlt',
    },
    confirmedBy: 'A rendelő megerősítette',
    saved: { request: 'Kérve, ezen az eszközön elmentve', withdraw: 'A visszavonás ezen az eszközön elmentve', cancel: 'A lemondás ezen az eszközön elmentve', accept: 'A válasz ezen az eszközön elmentve' },
    empty: { why: 'Még nincs foglalás', next: 'Amit kér, itt látszik, hálózat nélkül is.' },
    notHere: { why: 'A foglalások még nincsenek ezen az eszközön', next: 'A következő kapcsolattal megérkeznek.', act: 'Próbálja most' },
    unread: '{{ count }} bejegyzést ez az alkalmazás nem tud elolvasni. Frissítse az alkalmazást, vagy kérdezze a rendelőt.',
    gone: { why: 'Ez a foglalás már nincs itt', next: 'Menjen vissza a listához.' },
    detail: { place: 'Hol', with: 'Kivel', words: 'Amit Ön írt', reason: 'A rendelő válasza', prepare: 'Mielőtt jön', until: 'A rendelő eddig válaszol: {{ when }}.', offerUntil: 'Válasszon eddig: {{ when }}.', moves: 'Az időpontja marad, amíg a rendelő meg nem erősíti az újat.', moved: 'Ezt egy Ön által kért módosítás helyezte át.', cutoff: 'Itt módosíthatja vagy lemondhatja eddig: {{ when }}. Utána hívja fel a rendelőt.', late: 'Az alkalmazásban ezt már nem lehet módosítani. Hívja fel a rendelőt.', call: 'Hívás: {{ clinic }}' },
    withdraw: { act: 'A kérés visszavonása', title: 'Visszavonja ezt a kérést?', second: 'Az időpont mások számára szabaddá válik.', yes: 'Visszavonom', not: 'Megtartom' },
    cancel: { act: 'Az időpont lemondása', title: 'Lemondja ezt az időpontot?', words: 'Miért (üresen hagyható)', yes: 'Lemondom', not: 'Megtartom' },
    calendar: { act: 'Naptárba teszem', remove: 'Kiveszem a naptárból', summary: 'Időpont: {{ clinic }}', note: 'Kérdése van, vagy nem tud jönni? Hívja: {{ clinic }}, {{ phone }}', notHere: 'A naptárfájl most nem készíthető el. Csatlakozzon egyszer, és próbálja újra.' },
    change: { act: 'Másik időpont kérése' },
    accept: { legend: 'Időpontok, amelyeket a rendelő ajánl', act: 'Ezt kérem: {{ time }}', choose: 'Válasszon egyet az időpontok közül.' },
    form: {
      title: 'Időpont kérése', titleFor: 'Időpont: {{ name }}', change: 'Másik időpont', place: 'Hol', kind: 'Milyen vizit', who: 'Kivel', first: 'Aki leghamarabb ráér', day: 'Nap', time: 'Időpont',
      words: 'Miről van szó?', wordsHint: 'Üresen hagyható.', tooLong: 'Túl hosszú: legfeljebb {{ most }} betű.',
      minutes: '{{ count }} perc', call: 'Ehhez hívja fel a rendelőt.', video: 'Videón',
      asOf: 'Ezek az időpontok ekkor szabadok voltak: {{ when }}. A rendelő erősíti meg.', confirms: 'A rendelő erősíti meg.', now: 'Azonnal megerősítve, ha az időpont még szabad.',
      zone: 'Az időpontok a rendelő ideje szerint értendők ({{ zone }}).', none: { why: 'Nincs szabad időpont', next: 'Válasszon másfajta vizitet vagy mást, vagy hívja fel a rendelőt.' },
      closed: { why: 'Az alkalmazásban nem kérhető időpont', next: 'Hívja fel a rendelőt.' }, missing: { kind: 'Válassza ki, milyen vizitre jön.', time: 'Válasszon időpontot.' },
      send: 'Ezt kérem: {{ time }}', sendNone: 'Ezt az időpontot kérem', moves: 'A mostani időpontja ({{ when }}) marad, amíg a rendelő meg nem erősíti az újat.',
    },
    refused: { title: 'Ezt az időpontot nem fogadták el: {{ when }}', instead: 'Ezt kérem: {{ time }}', again: 'Másik időpont választása', dismiss: 'Elrejtés' },
  },
};
