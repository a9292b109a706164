import { expect, test } from 'vitest';
import { localeFor } from './strings.ts';

test("the reader's own variant of a language decides how dates and numbers look", () => {
  expect(localeFor('en', ['de-AT', 'en-GB', 'en'])).toBe('en-GB');
});

test('a language the reader did not name is taken as it is', () => {
  expect(localeFor('en', ['de-AT', 'eng-fictional'])).toBe('en');
});
