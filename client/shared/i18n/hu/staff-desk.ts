import type { LanguagePack } from '../languages.ts';

/** The front desk's schedule. */
export const staffDesk: LanguagePack = {
  'staff.desk': {
    title: 'Időpontok',
    place: 'Hely', who: 'Ellátó', everybody: 'Mindenki', day: 'Nap',
    show: { label: 'Mi látható', day: 'Nap', week: 'Hét' },
    earlier: 'Korábbi', later: 'Későbbi', today: 'Ma', print: 'Nyomtatás', hours: 'Rendelési idő',
    zone: 'Az itteni óra szerint: {{ zone }}.',
    printed: '{{ place }}, nyomtatva: {{ when }}',
    columnOf: '{{ name }}: {{ entries }}',
    entries: { other: '{{ count }} bejegyzés' },
    none: 'Nincs bejegyzés', nobodyIn: 'Ezen a napon senki sem rendel, és nincs bejegyzés', toDay: 'Ugrás: {{ day }}',
    legend: '^ a rendelő válaszára vár · x lemondva',
    older: { other: 'Még {{ count }} bejegyzés nem fér el ezen az eszközön.' },
    notHere: { why: 'Ez a hét nincs ezen az eszközön', next: 'Ez a hét és a következő itt van. A többi akkor jön, amikor van kapcsolat.', act: 'Próbálja most' },
    nowhere: { why: 'Még egy helynek sincs rendelési ideje', next: 'Előbb adjon meg rendelési időt: utána itt áll a beosztása.' },
    waiting: 'mentve ezen az eszközön',
    state: { pending: 'Függőben', booked: 'Lefoglalva', arrived: 'Megérkezett', fulfilled: 'Ellátva', cancelled: 'Lemondva', noshow: 'Nem jött el' },
    mark: { reminder: 'Emlékeztetve', email: 'E-mailben megerősítve', sms: 'SMS-ben megerősítve', avm: 'Hívásban megerősítve', callback: 'Visszahívást kér' },
    marks: 'Értesítés', marked: '{{ who }}, {{ when }}', system: 'Outpost',
    facts: { when: 'Mikor', with: 'Kivel', kind: 'Típus', born: 'Született', state: 'Állapot', changed: 'Utolsó módosítás', words: 'Indok' },
    changed: '{{ by }}, {{ when }}',
    person: 'A páciens megnyitása', queue: 'Válasz a Foglalások között',
    act: { arrive: 'Megérkezett', fulfil: 'A vizit megtörtént', miss: 'Nem jött el', cancel: 'Lemondás …', move: 'Áthelyezés …', undo: 'Visszaállítás …' },
    suited: '{{ count }} páciens vár ilyen korábbi időpontra', suitedAct: 'A várólista megnyitása',
    saved: 'Mentve ezen az eszközön. Akkor számít, amikor a rendelő megkapta.',
    readOnly: 'Az Ön szerepköre nem módosíthatja ezt az időpontot.',
    close: 'Bezárás',
    refused: 'Nem került át: {{ reason }}', refusedFree: 'Áthelyezés ide: {{ time }}', refusedDone: 'Láttam',
    cancelling: { title: 'Időpont lemondása', second: '{{ name }} elolvassa, amit ír. Az idő felszabadul.', reason: 'Miért, és mi legyen helyette', empty: 'Írja le, miért: a páciens elolvassa.', not: 'Ne mondja le', act: 'Az időpont lemondása' },
    undoing: {
      title: { arrived: 'Mégsem érkezett meg', fulfilled: 'A vizit még nem történt meg', noshow: 'Mégis eljött, vagy még eljöhet' }, second: { arrived: 'Vissza ide: „Lefoglalva”.', fulfilled: 'Vissza ide: „Megérkezett”.', noshow: 'Vissza ide: „Lefoglalva”.' },
      reason: 'Miért', empty: 'Írja le, miért: a módosítással együtt megőrizzük.', not: 'Marad, ahogy van', act: 'Visszaállítás',
    },
    moving: {
      title: '{{ name }} időpontjának áthelyezése', second: 'Válasszon a nyílbillentyűkkel, majd erősítse meg. {{ name }} értesül, amint a rendelő megkapta.', week: 'Hét', time: 'Idő',
      free: 'Szabad, amennyire ez az eszköz tudja.', taken: 'Foglalt ennél az ellátónál: {{ name }}, {{ from }}–{{ until }}.', here: 'Már ott áll.', unknown: 'Az a hét nincs ezen az eszközön: a rendelő mondja meg, szabad-e.',
      override: 'Miért, bár az ellátó rendelési ideje nem fedi le (csak akkor)', not: 'Ne helyezze át', act: 'Áthelyezés ide: {{ time }}',
    },
    tooLong: 'Túl hosszú: legfeljebb {{ most }} betű.',
  },
};
