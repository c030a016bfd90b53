import type { LanguagePack } from '../languages.ts';

/** Video visits: board, waiting room, consult room. */
export const staffLive: LanguagePack = {
  'staff.live': {
    area: 'Videóvizitek', portal: 'Portál',
    tabs: { board: 'Vizitek táblája', waiting: 'Váróterem', room: 'Vizit', schedule: 'Beosztás' },
    waitingCount: '{{ count }} páciens vár',
    of: '{{ name }}, {{ age }}', with: '{{ kind }}: {{ name }}', born: 'Született: {{ date }}',
    whose: { label: 'Kinek a vizitjei', mine: 'Az enyéim', all: 'Mind' },
    day: 'Nap', list: 'A nap videóvizitjei', zone: 'Az itteni óra szerint: {{ zone }}.',
    state: { scheduled: 'Betervezve', waiting: 'Vár', inProgress: 'Folyamatban', completed: 'Befejezve', cancelled: 'Lemondva', noshow: 'Nem jött el', failed: 'Meghiúsult' },
    group: { waiting: 'Most vár', scheduled: 'Betervezve', inProgress: 'Folyamatban', over: 'Vége' },
    waits: 'várakozás: {{ time }}', runs: 'tartam: {{ time }}', byPhone: 'telefonon',
    older: 'Még {{ count }} vizit nem fér el ezen az eszközön.',
    unreadable: 'Az alkalmazásnak ez a változata {{ count }} vizitet nem tud olvasni.',
    empty: {
      why: 'Ezen a napon nincs videóvizit', next: 'Egy vizit akkor kerül ide, amikor videós időpontot megerősítenek.',
      mine: 'Önnek ezen a napon nincs videóvizitje', mineNext: 'Válassza a Mind gombot, hogy a kollégákét is lássa.',
    },
    notHere: { why: 'A videóvizitek nincsenek ezen az eszközön', next: 'Az első kapcsolattal megjönnek, és utána itt maradnak.', act: 'Próba most' },
    choose: { why: 'Válasszon egy vizitet', next: 'Itt láthatók az időpontok, a résztvevők és a teendők.' },
    gone: { why: 'Ez a vizit nincs itt', next: 'Lehet, hogy egy hétnél régebbi, vagy régi a hivatkozás.' },
    facts: {
      state: 'Állapot', when: 'Mikor', kind: 'Típus', place: 'Hely', who: 'Vezeti', waits: 'Vár ekkortól', devices: 'Eszközpróba', began: 'Kezdete', ended: 'Vége', phone: 'Telefonon ekkortól',
      invite: 'Meghívó', reason: 'Miért hiúsult meg', changed: 'Utolsó változás',
    },
    from: '{{ from }}–{{ until }}', changed: '{{ by }}, {{ when }}', invited: 'Elküldve: {{ when }}',
    devices: { camera: 'kamera', microphone: 'mikrofon', ok: '{{ device }} működik', none: 'nincs {{ device }}', untested: '{{ device }} nincs kipróbálva' },
    guests: 'Meghívottak még', guest: '{{ name }} ({{ relation }}), a telefonszám vége {{ end }}', guestState: { invited: 'meghívva', here: 'itt van', left: 'elment', removed: 'eltávolítva' },
    word: {
      title: 'Üzenet a váróba: {{ name }}', act: 'Üzenet a várakozónak', stands: '„{{ text }}” ({{ by }}, {{ when }})', label: 'Amit {{ name }} várakozás közben olvas',
      second: 'A várakozó képernyőn jelenik meg. Nem része egyik beszélgetésnek sem.', ready: 'Kész mondatok', send: 'Megjelenítés: {{ name }}', not: 'Most nem', empty: 'Írja be, mit olvasson a páciens.',
      phrases: { ten: 'Még 10 perc.', soon: 'Mindjárt kezdünk.', late: 'Késésben vagyunk. Köszönjük, hogy vár.', phone: 'Telefonon fogjuk hívni.' },
    },
    tooLong: 'Túl hosszú: legfeljebb {{ most }} karakter.',
    act: {
      start: 'Vizit indítása: {{ name }}', phoneStart: 'Vizit telefonon: {{ name }}', open: 'A vizit megnyitása', miss: 'Nem jött el', invite: 'Meghívó küldése újra', cancel: 'Lemondás …', fail: 'Nem jött létre vizit …',
      chart: 'Kórlap', patient: 'A páciens megnyitása', consult: 'A vizit adatai',
    },
    why: {
      notYours: 'Ezt a vizitet csak {{ name }} indíthatja és fejezheti be.', role: 'Az Ön szerepe a vizitek tervezése, nem a vezetésük.', early: 'Ekkortól indítható: {{ time }}.',
      offline: 'Az indításhoz kapcsolat kell.',
    },
    video: {
      unknown: 'Megkérdezzük, van-e videó.', notConfigured: 'Ennél a rendelőnél nincs beállítva videó. A vizitek telefonon mennek; egy rendszergazda beállíthatja a LiveKitet.', unreachable: 'A rendelő videórendszere nem válaszol. Addig a vizitek telefonon mennek.',
      offline: 'Nincs kapcsolat, videó nélküle nem megy. Hívja fel a pácienst telefonon.', none: 'Van videó.',
    },
    saved: 'Mentve ezen az eszközön. Akkor számít, amikor a rendelő megkapta.',
    starting: 'Az indítást kértük.',
    failing: { title: 'Nem jött létre vizit', second: '{{ name }} az időpontnál olvassa az Ön szavait. A vizit mindkét oldalon véget ér.', label: 'Miért, és mi történik ezután', empty: 'Írja le, miért: a páciens olvassa.', act: 'Jelzem, hogy nem jött létre', not: 'Most nem' },
    waitingRoom: {
      empty: 'Senki nem vár', emptyNext: 'Aki bejelentkezik a videóvizitjére, azonnal megjelenik itt.',
      next: 'Ők következnek', list: 'Várakozó páciensek', sound: 'Hang, amikor valaki várni kezd', soundOn: 'Ezen az eszközön, amíg ez az alkalmazás nyitva van.', soundTouch: 'A böngésző addig nem ad hangot, amíg meg nem nyom valamit ezen az oldalon.',
      try: 'Meghallgatom', began: '{{ name }} vár. Vezeti: {{ provider }}', since: 'ekkortól: {{ time }}',
    },
    schedule: 'Videóvizitek beosztása',
  },
  'staff.room': {
    none: { why: 'Nincs nyitott vizit', next: 'Indítson egyet a táblán: itt nyílik meg.', act: 'A táblához' },
    open: 'Az Ön folyamatban lévő vizitjei',
    between: 'Videóvizit, vezeti: {{ name }}', title: 'Vizit: {{ name }}',
    starting: { why: 'A vizit indul', next: 'Megkérdezzük a rendelőt. Maradjon ezen az oldalon.' },
    ahead: { why: 'Ez a vizit még nem kezdődött el', next: 'A táblán áll, amíg az, aki vezeti, el nem indítja.', act: 'Megnyitás a táblán' },
    over: { completed: 'A vizit véget ért', failed: 'Nem jött létre vizit', cancelled: 'Az időpontot lemondták', noshow: 'A páciens nem jött el', at: '{{ what }}, {{ when }}.', next: 'Mindkét oldal látja.' },
    others: { why: 'Ezt a vizitet {{ name }} vezeti', next: 'A hang és a kép kettejüké. Amit Ön olvashat, mellette áll.' },
    end: { act: 'Vizit befejezése', title: 'Befejezi a vizitet? ({{ name }})', second: 'Mindkét oldalon egyszerre ér véget. A megszakadt vonal semmit nem zár le; ez igen.', yes: 'Befejezem', not: 'Folytatom' },
    phone: { act: 'Telefonon', title: 'A vizit ekkortól telefonon folyik: {{ time }}.', number: 'Hívás: {{ phone }}', none: 'Nincs megadva telefonszám.' },
    join: {
      title: 'Belépés: {{ name }}', second: 'A kamera és a mikrofon csak akkor kapcsol be, amikor megnyomja.', camera: 'Belépés kamerával', sound: 'Belépés csak hanggal', failed: 'Az alkalmazás belépéshez kellő része nem érkezett meg. Nézze meg a kapcsolatot, és próbálja újra.',
      again: 'Belépés újra',
    },
    missing: 'Most nincs videó',
    chart: { label: 'Kórlap', summary: 'Összegzés', results: 'Leletek', values: 'Mérések', visits: 'Vizitek', notHere: 'Ez a kórlap nincs ezen az eszközön. Lekérjük, amint lesz kapcsolat.' },
    chat: {
      which: 'Beszélgetés', none: 'Nincs nyitott beszélgetés: {{ name }}', noneNext: 'Amit {{ name }} a rendelőnek ír, itt jelenik meg. A vizit után is megmarad.', label: 'Írás neki: {{ name }}', send: 'Küldés', save: 'Mentés',
      second: 'Ezek a szokásos biztonságos üzenetek: a vizit után is megmaradnak.', list: 'Üzenetek: {{ name }}', tooLong: '{{ count }} karakterrel túl hosszú. Küldje el két részben.', mayNot: 'Az Ön szerepe olvassa ezeket az üzeneteket, de nem válaszol rájuk.',
      withdrawn: 'Visszavonva', notHere: 'Az üzenetek nincsenek ezen az eszközön. A következő kapcsolattal megjönnek.',
    },
  },
};
