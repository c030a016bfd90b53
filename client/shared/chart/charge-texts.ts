import { defineTexts } from '../i18n/define-texts.ts';

export const chargeTexts = defineTexts('shared.charges', {
  title: 'Charges',
  status: { cancelled: 'Cancelled', draft: 'Not sent to anybody yet' },
  charged: 'Charged: {{ amount }}',
  noAmount: 'No amount was sent',
  owed: 'Patient’s share, as it was told then: {{ amount }}',
  answered: 'An insurer has answered',
});
