import type { LanguagePack } from '../languages.ts';

/** Staff: the clinic's own usual ranges. */
export const staffRanges: LanguagePack = {
  'staff.ranges': {
    title: 'Szokásos tartományok',
    link: { title: 'Laborértékek szokásos tartományai', second: 'A rendelő sajátjaként látszanak ott, ahol a labor nem küldött.', act: 'Szokásos tartományok' },
    intro: 'Ahol a labor tartomány nélkül küldött értéket, a páciensek és a munkatársak az Önökét látják mellette, kiírva, hogy a rendelő sajátja. A küldött tartomány mindig egyedül áll. Az Önöké semmit sem jelöl magasnak vagy alacsonynak, és semmit sem ad ki.',
    list: 'A rendelő szokásos tartományai',
    none: { why: 'A rendelő nem vezet tartományokat', next: 'A tartomány nélkül érkezett értékek mellett nem látszik semmi.' },
    full: '{{ count }} tartomány, legfeljebb {{ most }}',
    add: 'Tartomány hozzáadása', changeTitle: 'Tartomány módosítása', change: 'Módosítás …', remove: 'Törlés',
    saved: 'Mentve ezen az eszközön.', removed: 'Törölve ezen az eszközön.', waiting: 'Itt mentve, úton a rendelőhöz',
    save: 'Mentés', cancel: 'Mégse',
    code: '{{ code }}, egysége: {{ unit }}', codeAlone: '{{ code }}, mértékegység nélkül',
    everybody: 'Mindenki', female: 'Nők és lányok', male: 'Férfiak és fiúk',
    years: '{{ from }} éves kortól, {{ until }} éves kor alatt', yearsFrom: '{{ from }} éves kortól', yearsUntil: '{{ until }} éves kor alatt',
    since: 'ettől: {{ from }}', between: '{{ from }} – {{ until }}',
    fields: {
      pick: 'Vizsgálat', another: 'Másik vizsgálat', pickHint: 'Ami az ezen az eszközön lévő leletekkel érkezett.',
      name: 'Név', nameProblem: 'Írjon nevet, legfeljebb 80 betűvel.',
      code: 'LOINC-kód', codeHint: 'Ahogy a labor küldi, például 718-7.', codeProblem: 'Számjegyeket, kötőjelet és egy számjegyet írjon, például 718-7.',
      unit: 'Mértékegység', unitHint: 'Pontosan úgy, ahogy a labor írja, például g/dL. Más egységnél nem látszik semmi.', unitProblem: 'Legfeljebb 40 betű.',
      sex: 'Kinek', ageFrom: 'Kortól (év)', ageUntil: 'Kor alatt (év)', ageHint: 'Üresen: bármely kor.', ageProblem: 'Írjon egész számot 0 és 130 között, vagy hagyja üresen.',
      low: 'Alsó határ', high: 'Felső határ', endHint: 'Üresen: ezen az oldalon nincs határ.', endProblem: 'Írjon számot, például 3.5, vagy hagyja üresen.',
      from: 'Első nap', fromProblem: 'Válasszon napot.', until: 'Utolsó nap', untilHint: 'Üresen: amíg nem módosítják.', dayHint: 'A napok a vizsgálat napjai.',
    },
    removeTitle: 'Törli ezt a tartományt?', removeWhy: 'Ezután egyetlen érték mellett sem látszik, a korábbiak mellett sem. Ami lejárt, annak inkább utolsó napot adjon.', removeNot: 'Most nem',
    notHere: { why: 'A rendelő tartományai még nincsenek ezen az eszközön', next: 'Az első kapcsolattal megjönnek.' },
  },
};
