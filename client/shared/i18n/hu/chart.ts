import type { LanguagePack } from '../languages.ts';

/** The record in plain words, for both apps. */
export const chart: LanguagePack = {
  'shared.charges': {
    title: 'Költségek',
    status: { cancelled: 'Törölve', draft: 'Még senkinek sem küldték el' },
    charged: 'Felszámítva: {{ amount }}',
    noAmount: 'Nem küldtek összeget',
    owed: 'A páciens része, ahogy akkor közölték: {{ amount }}',
    answered: 'Egy biztosító válaszolt',
  },
  'shared.chart': {
    sections: {
      allergies: 'Allergiák', problems: 'Betegségek', medication: 'Gyógyszerek', vaccines: 'Oltások', vitals: 'Mérések', findings: 'Válaszok és szokások',
      visits: 'Vizitek', procedures: 'Beavatkozások', plans: 'Kezelési terv', goals: 'Célok', results: 'Leletek',
    },
    unnamed: 'Nem adtak meg nevet',
    clinical: { active: 'Fennáll', recurrence: 'Visszatért', relapse: 'Visszatért', inactive: 'Nem áll fenn', remission: 'Tünetmentes', resolved: 'Elmúlt' },
    verification: { unconfirmed: 'Nem igazolt', provisional: 'Még nem igazolt', differential: 'Több lehetőség egyike', refuted: 'Kizárva' },
    kind: { food: 'Étel', medication: 'Gyógyszer', environment: 'Környezet', biologic: 'Biológiai anyag' },
    criticality: { high: 'Veszélyes lehet', low: 'Kis kockázat', 'unable-to-assess': 'A kockázat nem ismert' },
    severity: { mild: 'enyhe', moderate: 'közepes', severe: 'súlyos' },
    medication: {
      active: 'Jelenleg felírva', 'on-hold': 'Szünetel', cancelled: 'Visszavonva', completed: 'Befejezve', stopped: 'Leállítva', draft: 'Még nincs kiadva', unknown: 'Nem ismert, hogy szedi-e még',
    },
    intent: { proposal: 'Javasolt', plan: 'Tervezett', option: 'Több lehetőség egyike' },
    vaccine: { 'not-done': 'Nem kapta meg' },
    visit: {
      planned: 'Tervezett', arrived: 'Megérkezett', triaged: 'Megérkezett', 'in-progress': 'Folyamatban', onleave: 'Eltávozáson', cancelled: 'Elmaradt', unknown: 'Nem ismert, hogyan végződött',
    },
    visitClass: {
      AMB: 'A rendelőben', EMER: 'Sürgősségi ellátás', IMP: 'Kórházi ellátás', ACUTE: 'Kórházi ellátás', NONAC: 'Kórházi ellátás', OBSENC: 'Megfigyelés', SS: 'Nappali ellátás', HH: 'Otthon', FLD: 'A helyszínen', VR: 'Videó vagy telefon',
      ambulatory: 'A rendelőben', emergency: 'Sürgősségi ellátás', inpatient: 'Kórházi ellátás', outpatient: 'A rendelőben', virtual: 'Videó vagy telefon', home: 'Otthon', wellness: 'Szűrővizsgálat', urgentcare: 'Ügyeleti ellátás',
    },
    procedure: { preparation: 'Előkészítés alatt', 'in-progress': 'Folyamatban', 'not-done': 'Nem történt meg', 'on-hold': 'Szünetel', stopped: 'Félbemaradt', unknown: 'Nem ismert, hogy megtörtént-e' },
    plan: {
      draft: 'Nem kezdődött el', active: 'Folyamatban', 'on-hold': 'Szünetel', revoked: 'Feladva', completed: 'Befejezve', unknown: 'Nem ismert, hogy tart-e még',
      'not-started': 'Nem kezdődött el', scheduled: 'Megszervezve', 'in-progress': 'Folyamatban', cancelled: 'Elmaradt', stopped: 'Leállítva',
    },
    goal: {
      proposed: 'Javasolt', planned: 'Tervezett', accepted: 'Megbeszélt', active: 'Megbeszélt', 'on-hold': 'Szünetel', completed: 'Befejezve', cancelled: 'Feladva', rejected: 'Nem fogadta el',
      'in-progress': 'Folyamatban', improving: 'Javul', worsening: 'Romlik', 'no-change': 'Nem változik', achieved: 'Elérve', sustaining: 'Elérve és megtartva',
      'not-achieved': 'Nem sikerült elérni', 'no-progress': 'Nincs előrelépés', 'not-attainable': 'Nem érhető el',
    },
    observation: {
      registered: 'Nem végleges', preliminary: 'Nem végleges', partial: 'Nem végleges', amended: 'Utólag módosítva', corrected: 'Javítva', appended: 'Utólag kiegészítve', cancelled: 'Törölve', unknown: 'Nem ismert, hogy végleges-e',
    },
    lines: {
      since: 'Ettől: {{ when }}', until: 'eddig: {{ when }}', sinceUntil: '{{ from }} – {{ to }}', recorded: 'Feljegyezve: {{ when }}', last: 'Utolsó reakció: {{ when }}', written: 'Felírva: {{ when }}',
      given: 'Beadva: {{ when }}', notDated: 'Nem adtak meg dátumot', dose: 'Adag: {{ dose }}', reason: 'Erre: {{ reason }}', due: 'Elérendő eddig: {{ when }}', started: 'Ettől: {{ when }}',
      severity: 'Súlyosság: {{ severity }}', reaction: 'Reakció: {{ what }}', reactionSeverity: 'Reakció: {{ what }} ({{ severity }})', place: 'Helye: {{ place }}',
      activity: '{{ what }}: {{ status }}', range: 'A vele küldött tartomány: {{ range }}', flag: 'Jelölés: {{ flag }}', missing: 'Nincs érték: {{ why }}', noValue: 'Nem küldtek értéket',
      seenBy: 'Ellátta: {{ name }}', noteOf: 'Megjegyzés: {{ text }}',
    },
    vital: {
      '55284-4': 'Vérnyomás', '85354-9': 'Vérnyomás', '8480-6': 'Felső (szisztolés)', '8462-4': 'Alsó (diasztolés)', '8302-2': 'Magasság', '29463-7': 'Testsúly', '3141-9': 'Testsúly', '39156-5': 'Testtömegindex',
      '8867-4': 'Pulzus', '8310-5': 'Testhőmérséklet', '8331-1': 'Testhőmérséklet (száj)', '9279-1': 'Légzésszám percenként', '2708-6': 'A vér oxigénszintje', '59408-5': 'A vér oxigénszintje',
      '72514-3': 'Fájdalom, 0-tól 10-ig', '9843-4': 'Fejkörfogat', '8289-1': 'Fejkörfogat, percentilis', '59576-9': 'Testtömegindex, percentilis', '77606-2': 'Hosszhoz mért súly, percentilis', '72166-2': 'Dohányzás',
    },
    plot: {
      label: '{{ name }}: {{ count }} érték, {{ from }} – {{ to }}. Az első: {{ first }}, a legutóbbi: {{ latest }}. Mindegyik benne van a táblázatban.',
      range: 'A besatírozott rész a legutóbbi értékkel küldött tartomány.',
      usual: 'A legutóbbi értékkel nem küldtek tartományt. A besatírozott rész: {{ said }}.',
      otherUnits: '{{ count }} értéket más mértékegységben mértek. A táblázatban benne van, az ábrán nincs.',
      rounded: 'A hosszú számok itt kerekítve vannak. A rendelő nyilvántartásában minden számjegyük megvan.',
    },
    table: { caption: '{{ name }}: minden érték ezen az eszközön', when: 'Mikor', value: 'Érték', range: 'Küldött tartomány', usual: 'A rendelő szokásos tartománya', flags: 'Jelölés', none: '–', test: 'Vizsgálat' },
    usual: { since: 'A rendelő szokásos tartománya ettől: {{ from }}', between: 'A rendelő szokásos tartománya ({{ from }} – {{ until }})', is: '{{ said }}: {{ range }}.' },
    older: '{{ count }} régebbi bejegyzés a rendelőnél van, nem ezen az eszközön.',
    unread: '{{ count }} bejegyzés itt nem jeleníthető meg. A rendelőnél megvan: kérjük, ott érdeklődjön.',
  },
};
