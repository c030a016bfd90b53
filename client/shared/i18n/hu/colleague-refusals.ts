import type { LanguagePack } from '../languages.ts';

/** About colleagues' accounts and absences. */
export const colleagueRefusals: LanguagePack = {
  'refusals.colleagues': {
    staff: {
      unknown: { reason: 'Ilyen néven senki sem jelentkezik be a rendelőjében.', remedy: 'Nyissa meg újra a Munkatársakat.' },
      yourself: { reason: 'A saját fiókját senki sem zárhatja le.', remedy: 'Kérjen meg egy másik rendszergazdát.' },
      closedBy: { reason: '{{ by }} lezárta ezt a fiókot ({{ when }}).', remedy: 'Nincs több teendő.' },
      openAlready: { reason: 'Ez a fiók nyitva van.', remedy: 'Nincs teendő.' },
      lastAdministrator: { reason: 'Ő a rendelő utolsó rendszergazdája.', remedy: 'Előbb legyen más is rendszergazda.' },
      cannotStepIn: { reason: 'Akit választott, nem veheti át ezt.', remedy: 'Válasszon olyan munkatársat, aki üzenetekre válaszol, vagy egy csapatot.' },
      timesOpen: { reason: '{{ count }} jövőbeli időpontja és időpontkérése van. Semmit sem adtunk át és semmit sem zártunk le.', remedy: 'Válassza ki, mi legyen velük, azután próbálja újra.' },
      cannotTakeTimes: { reason: 'Akit az időpontokhoz választott, már nincs az Ön rendelőjében.', remedy: 'Válasszon valaki mást.' },
      timesClash: { reason: 'Akit választott, ezek közül {{ count }} időpontban mással foglalt. Semmit sem adtunk át és semmit sem zártunk le.', remedy: 'Válasszon valaki mást, vagy előbb helyezze át ezeket a recepción.' },
      timesStay: { reason: '{{ name }} elment. Ennyi időpontja és időpontkérése áll még a nevén: {{ count }}.', remedy: 'Helyezze át ezeket máshoz a recepción, és válaszoljon a kérésekre.' },
      itemsSince: { reason: 'A nyitott ügyek megváltoztak, mióta megnézte: most {{ count }} van. Semmit sem adtunk át és semmit sem zártunk le.', remedy: 'Nézze meg, mi van most, azután próbálja újra.' },
    },
    away: {
      order: { reason: 'Az utolsó nap az első elé esik.', remedy: 'Válassza ki újra a napokat.' },
      past: { reason: 'Ezek a napok elmúltak.', remedy: 'Válasszon mai vagy későbbi napokat.' },
      changedBy: { reason: '{{ by }} módosította ezt a távollétet ({{ when }}).', remedy: 'Nézze meg, mi érvényes most, azután mentse újra.' },
    },
  },
};
