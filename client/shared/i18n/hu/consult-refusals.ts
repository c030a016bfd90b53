import type { LanguagePack } from '../languages.ts';

/** Why something about a video visit was not done. */
export const consultRefusals: LanguagePack = {
  'refusals.consults': {
    offline: {
      consult: { reason: 'A videóvizithez kapcsolat kell.', remedy: 'Próbálja újra, amikor van kapcsolat, vagy telefonáljon.' },
    },
    join: {
      codeNeeded: { reason: 'A belépéshez kód kell.', remedy: 'Kérjen egyet: SMS-ben vagy e-mailben érkezik.' },
      codeWrong: { reason: 'Nem ez a kód.', remedy: 'Írja be azt, amelyik utoljára érkezett.' },
      codeOver: { reason: 'Ez a kód már nem használható.', remedy: 'Kérjen másikat.' },
      tooOften: { reason: 'Ez túl gyakran történt.', remedy: 'Várjon egy kicsit, és kérjen új kódot, vagy hívja fel a rendelőt.' },
      noChannel: { reason: 'A rendelőnek nincs se telefonszáma, se e-mail-címe Önhöz, ahová kódot küldhetne.', remedy: 'Hívja fel a rendelőt.' },
    },
    live: {
      unreachable: { reason: 'A videó most nem válaszol.', remedy: 'Próbálja újra egy kicsit később, vagy telefonáljon.' },
      unavailable: { reason: 'Ezen a rendszeren nincs videó.', remedy: 'Kezdje el telefonos vizitként.' },
    },
    consult: {
      unknown: { reason: 'Ez a videóvizit nem szerepel a rendelő nyilvántartásában.', remedy: 'Nyissa meg újra a listát.' },
      notSo: { reason: 'A videóvizit jelenlegi állapotában ez nem lehetséges.', remedy: 'Nyissa meg, és nézze meg a jelenlegi állapotát.' },
      changedBy: { reason: '{{ by }} módosította ezt a videóvizitet ({{ when }}).', remedy: 'Nyissa meg, és nézze meg a jelenlegi állapotát.' },
      notYours: { reason: 'Ezt csak az teheti meg, aki a vizitet tartja.', remedy: 'Kérje meg őt, vagy helyezze át az időpontot saját magához.' },
      early: { reason: 'Ehhez még túl korán van.', remedy: 'Ekkor nyílik meg: {{ when }}.' },
      waits: { reason: 'A páciens most erre a vizitre vár.', remedy: 'Kezdje el, vagy mondja le néhány szóval a páciensnek.' },
      running: { reason: 'Ez a vizit éppen tart.', remedy: 'Aki tartja, befejezi, vagy jelzi, hogy a vizit elmaradt.' },
      stillRuns: { reason: 'A videóvizit ({{ name }}) ideje letelt, de nincs befejezve.', remedy: 'Fejezze be a videóvizitek között, vagy jelezze, hogy a vizit elmaradt.' },
      nobody: { reason: 'Valaki, akit megadott, már nem dolgozik ott.', remedy: 'Válasszon újra.' },
    },
    appointment: {
      telehealth: { reason: 'Ez videóvizit: az érkezést és a végét magától jelzi.', remedy: 'Nyissa meg a videóvizitek között.' },
    },
  },
};
