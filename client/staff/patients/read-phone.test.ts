import { expect, it } from 'vitest';
import { readPhone } from './read-phone.ts';

it.each([
  ['0712 345 678', 'KE', '+254712345678'], ['+254 (712) 345-678', 'KE', '+254712345678'], ['00254712345678', 'KE', '+254712345678'], ['+1 413-582-2000', 'KE', '+14135822000'],
  ['413 582 2000', 'US', '+14135822000'], ['06 30 123 4567', 'HU', '+36301234567'], ['+36301234567', undefined, '+36301234567'],
])('[C68] reads %s in %s', async (typed, country, expected) => {
  expect(await readPhone(typed, country)).toBe(expected);
});

it.each([['12345', 'KE'], ['555-866-2259', 'US'], ['+254', 'KE'], ['call me', 'KE'], ['0712 345 678', undefined], ['+14135822000 ext 5', 'US'], ['', 'KE']])('[C68] finds no number in %s (%s)', async (typed, country) => {
  expect(await readPhone(typed, country)).toBeNull();
});
