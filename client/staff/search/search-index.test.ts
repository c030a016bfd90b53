import { expect, it } from 'vitest';
import { createSearchIndex, type Indexed } from './search-index.ts';

const one = (kind: Indexed['kind'], id: string, name: string, subject: string, text: string): Indexed => ({ kind, id, patient: 'p', thread: 't', name, subject, text, at: 1 });

it('[B32] finds beginnings of words over all that is shown, accents aside; what was replaced is gone', () => {
  const index = createSearchIndex();
  const found = (typed: string): string => index.find(typed).map(({ id }) => id).sort().join('');
  expect(found('a')).toBe('');
  index.replace([one('message', '1', 'Lars Nygård', 'Rash', 'The antibiotic gives me a rash'), one('message', '2', 'Fatma Hassan', 'Tablets', 'Dizzy since the tablets'), one('patient', '1', 'Aroha Parata', '', 'MRN-77')]);
  expect([found('nygard'), found('tab diz'), found('fatma diz'), found('rash'), found('mrn 77'), found('izzy'), found('dizzy rash'), found(' . ')]).toEqual(['1', '2', '2', '1', '1', '', '', '']);
  index.replace([]);
  expect(found('rash')).toBe('');
});
