import { expect, test } from 'vitest';
import { findCircles } from '../../.ci/circles.ts';

const chunk = (...imports: string[]) => ({ file: 'assets/x.js', imports });

test('parts of a build that wait for each other are found, by whatever way; a part that two share is none', () => {
  expect(findCircles({ page: chunk('requests', 'words'), requests: chunk('words'), words: chunk() })).toEqual([]);
  expect(findCircles({ page: chunk('results'), results: chunk('requests'), requests: chunk('words', 'results'), words: chunk() })).toEqual([['results', 'requests']]);
  expect(findCircles({ alone: chunk('alone') })).toEqual([['alone']]);
});
