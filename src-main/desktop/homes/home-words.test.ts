import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NAME_CHARS_MAX } from './home-list.ts';
import { badgeOf, cleanName, letterOf, readTitle } from './home-words.ts';
import { codeOfRequest, NO_HOME, reasonWords } from './load-reasons.ts';
import { railState, schemeOf } from './rail-state.ts';

test.each([
  ['(3) lobby · Maya’s Lanai', 3, 'Maya’s Lanai'],
  ['(999+) lobby · Maya’s Lanai', 999, 'Maya’s Lanai'],
  ['(2) Maya’s Lanai', 2, 'Maya’s Lanai'],
  ['lobby · Maya’s Lanai', 0, 'Maya’s Lanai'],
  ['a · b · \u2068ליאה\u2069', 0, 'ליאה'],
  ['Lanai', 0, null],
  ['lobby · Lanai', 0, 'Lanai'],
  ['', 0, null],
])('%j says how much is unread, and the name', (title, unread, name) => {
  expect(readTitle(title)).toEqual({ unread, name });
});

test.each(['(0) x', '(-1) x', '(1e9) x', '(12345) x', '(3)x', ' (3) x', '(３) x', '((3)) x', '3 x'])('%j says no number', (title) => {
  expect(readTitle(title).unread).toBe(0);
});

test('any title gives a number and a name within their limits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1_200 }), (title) => {
      const { unread, name } = readTitle(title);
      expect(unread).toBeLessThanOrEqual(1_000);
      if (name === null) return;
      expect(name.length).toBeLessThanOrEqual(NAME_CHARS_MAX);
      expect(name).toBe(cleanName(name));
    }),
    { numRuns: 50 },
  );
});

test('a name is one line that cannot turn the text around it', () => {
  expect(cleanName('  Maya\n\u202Eevil\u0000 \t porch ')).toBe('Maya evil porch');
  expect(letterOf('“porch”')).toBe('P');
  expect(letterOf('ß')).toBe('SS');
  expect(badgeOf(0)).toBe('');
  expect(badgeOf(99)).toBe('99');
  expect(badgeOf(100)).toBe('99+');
});

test('the rail names the own home first, and says of others what is unread and how they are', () => {
  const row = { id: '0123456789abcdef', origin: 'http://192.168.1.5:4510', name: 'Porch', home_id: null, is_renamed: false };
  const { homes } = railState({ id: null, name: 'Maya’s Lanai', unread: 1, scheme: null }, [{ ...row, unread: 2, state: 'away' }], 'own');
  expect(homes.map(({ label }) => label)).toEqual([
    'Maya’s Lanai, your home, 1 unread message',
    'Porch, 2 unread messages, cannot be reached',
  ]);
  expect(homes[1]).toMatchObject({ is_away: true, badge: '2', letter: 'P' });
  expect(homes[1]?.tooltip).toContain('192.168.1.5:4510');
});

test('the rail is light or dark as the page of the own home', () => {
  expect(['#fbfaf7', '#141817', '#141817ff', 'red', null].map(schemeOf)).toEqual(['light', 'dark', 'dark', null, null]);
});

test('a certificate that is not trusted, a redirect and a missing answer each have a sentence', () => {
  const words = [-202, -3, -102].map((code) => reasonWords(code, 'https://porch.example'));
  expect(words[0]).toContain('does not trust the certificate of porch.example');
  expect(words[1]).toContain('leads to another address');
  expect(words[2]).toContain('There is no answer from porch.example');
  expect(reasonWords(NO_HOME, 'https://porch.example')).toContain('No Lanai answers at porch.example');
});

test.each([
  ['net::ERR_CERT_AUTHORITY_INVALID', 'does not trust the certificate'],
  ["Attempted to redirect, but redirect policy was 'error'", 'leads to another address'],
  ['net::ERR_CONNECTION_REFUSED', 'There is no answer'],
  ['The operation was aborted due to timeout', 'There is no answer'],
])('a request that failed with %s has a sentence', (message, words) => {
  expect(reasonWords(codeOfRequest(new Error(message)), 'https://porch.example')).toContain(words);
});
