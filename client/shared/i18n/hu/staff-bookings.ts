import type { LanguagePack } from '../languages.ts';

/** What the clinic decides on. */
export const staffBookings: LanguagePack = {
  'staff.bookings': {
    title: 'Foglalások',
    titleOf: 'Időpontkérés: {{ name }}',
    list: 'Időpontkérések',
    show: { label: 'Mely kérések', requested: 'Kérve', countered: 'Felajánlva' },
    of: '{{ name }}, {{ age }}',
    with: '{{ kind }}, {{ name }}',
    change: 'Módosítás',
    urgent: 'Hamarosan lejár',
    deciding: { confirm: 'Megerősítve, ezen az eszközön elmentve', decline: 'Elutasítva, ezen az eszközön elmentve', offer: 'Felajánlva, ezen az eszközön elmentve', sending: 'Küldés folyamatban' },
    older: 'Még {{ count }} kérés vár, amely nem fér el ezen az eszközön. Előbb ezekre válaszoljon.',
    empty: { requested: { why: 'Nincs válaszra váró kérés', next: 'Az újak maguktól megjelennek.' }, countered: { why: 'Nincs páciensre váró ajánlat', next: 'Amit felajánl, itt áll, amíg a páciens nem válaszol.' } },
    notHere: { why: 'A kérések nincsenek ezen az eszközön', next: 'Amint van kapcsolat, megérkeznek.', act: 'Próbálja most' },
    choose: { why: 'Nincs megnyitva kérés', next: 'Válasszon egyet a listából.' },
    gone: { why: 'Ez a kérés már nem vár', next: 'Valaki döntött róla, vagy a páciens visszavonta.' },
    facts: { asked: 'Kért időpont', kind: 'Típus', with: 'Kivel', place: 'Hol', born: 'Született', received: 'Érkezett', expires: 'Válasz nélkül lejár', by: 'Kérte', moves: 'E helyett', offers: 'Felajánlva' },
    minutes: '{{ count }} perc',
    moves: '{{ when }}, {{ name }}',
    words: 'A páciens szavaival',
    holds: 'Az időpont e kérésnek van fenntartva: más nem kaphatja meg.',
    confirm: 'Megerősítés: {{ time }}', decline: 'Elutasítás',
    told: '{{ name }} akkor értesül, amikor a rendelő megkapta az Ön válaszát, e-mailben csak arról, hogy van valami új.',
    readOnly: 'Az Ön szerepköre nem dönt kérésekről.',
    saved: 'Ezen az eszközön elmentve. Akkor érvényes, ha a rendelő megkapta.',
    declining: { title: 'A kérés elutasítása', second: 'Az időpont felszabadul. {{ name }} olvassa az Ön szavait.', reason: 'Miért, és mit tegyen helyette', empty: 'Írja le, miért: a páciens olvasni fogja.', not: 'Nem utasítom el', act: 'Elutasítás' },
    offer: 'Más időpont felajánlása',
    offering: {
      title: 'Más időpont felajánlása', second: '{{ name }} legfeljebb {{ most }} időpont közül választ. Addig mindegyik fenn van tartva.', day: 'Nap', times: 'Szabad időpontok: {{ name }}', chosen: 'Kiválasztva: {{ times }}',
      words: 'Az Ön szavaival (nem kötelező)', asOf: 'Ezek az időpontok szabadok voltak: {{ when }}.', none: 'Ennél az ellátónál a következő négy hétben nincs szabad időpont.', notHere: 'A szabad időpontok nincsenek ezen az eszközön. Amint van kapcsolat, megérkeznek.',
      empty: 'Válasszon időpontot.', most: 'Legfeljebb {{ most }}. Előbb vegyen vissza egyet.', not: 'Nem ajánlok fel', act: '{{ count }} időpont felajánlása',
    },
    overriding: { title: 'Az ellátó rendelési ideje ezt az időpontot nem fedi le', second: 'A rendelési idő megváltozott a kérés óta. Indoklással így is megerősítheti.', reason: 'Miért', empty: 'Írja le, miért.', not: 'Nem erősítem meg', act: 'Megerősítés így is' },
    tooLong: 'Túl hosszú: legfeljebb {{ most }} betű.',
  },
};
