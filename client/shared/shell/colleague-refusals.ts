import { defineTexts } from '../i18n/define-texts.ts';

/** As refusal-texts.ts: about colleagues' accounts and absences (B45). */
export const colleagueRefusals = defineTexts('refusals.colleagues', {
  staff: {
    unknown: { reason: 'Nobody by that name signs in at your clinic.', remedy: 'Open Staff again.' },
    yourself: { reason: 'Nobody closes their own account.', remedy: 'Ask another administrator.' },
    closedBy: { reason: '{{ by }} closed this account {{ when }}.', remedy: 'There is nothing to do.' },
    openAlready: { reason: 'This account is open.', remedy: 'There is nothing to do.' },
    lastAdministrator: { reason: 'This is the clinic’s last administrator.', remedy: 'Make somebody else an administrator first.' },
    cannotStepIn: { reason: 'Whom you chose cannot take this over.', remedy: 'Choose a colleague who answers messages, or a team.' },
    timesOpen: { reason: 'There are {{ count }} appointments and requests of theirs that are still to come. Nothing was handed over or closed.', remedy: 'Choose what becomes of them, then try again.' },
    cannotTakeTimes: { reason: 'Whom you chose for the appointments is not at your clinic any more.', remedy: 'Choose somebody else.' },
    timesClash: { reason: 'Whom you chose has something else at {{ count }} of these times. Nothing was handed over or closed.', remedy: 'Choose somebody else, or move those at the front desk first.' },
    timesStay: { reason: '{{ name }} has left. So many of their appointments and requests still stand under that name: {{ count }}.', remedy: 'Move them to somebody else at the front desk, and answer the requests.' },
    itemsSince: { reason: 'What is open has changed since you looked: it is {{ count }} now. Nothing was handed over or closed.', remedy: 'Look at what is there now, then try again.' },
  },
  away: {
    order: { reason: 'The last day is before the first.', remedy: 'Choose the days again.' },
    past: { reason: 'These days are over.', remedy: 'Choose days from today on.' },
    changedBy: { reason: '{{ by }} changed this absence {{ when }}.', remedy: 'Look at what stands there now, then save again.' },
  },
});
