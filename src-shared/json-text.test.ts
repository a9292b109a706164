import { expect, test } from 'vitest';
import { hasLossyNumber, parseExactJson, parseJson } from './json-text.ts';

test.each([
  [String.raw`"\ud83d\ude00"`, '😀'],
  [String.raw`"\ud83d"`, '\ufffd'],
  [String.raw`"\ude00x"`, '\ufffdx'],
  [String.raw`"\ud83d\ud83d\ude00"`, '\ufffd😀'],
  [String.raw`"\uDE00\uD83D"`, '\ufffd\ufffd'],
  [String.raw`"\\ud83d"`, String.raw`\ud83d`],
  [String.raw`"\\\ud83d"`, '\\\ufffd'],
  [String.raw`"\n\u0041"`, '\nA'],
])('%s is read as whole characters', (text, expected) => {
  expect(parseJson(text)).toBe(expected);
});

test('half a character in a name of a field is none either', () => {
  expect(parseJson(String.raw`{"\udc00":1}`)).toEqual({ '\ufffd': 1 });
});

test('what is not JSON throws, whatever it escapes', () => {
  expect(() => parseJson(String.raw`{"\ud800`)).toThrow(SyntaxError);
});

test.each([
  '1234567890123456789',
  '-1234567890123456789',
  '9007199254740993',
  '1e400',
  '-1e400',
  '1e-400',
  '12345678901234567890.0',
  '9'.repeat(400),
])('the number %s does not survive', (text) => {
  expect(hasLossyNumber(parseExactJson(`{"a":[{"b":${text}}]}`))).toBe(true);
});

test.each([
  '0',
  '-0',
  '0.1',
  '1e300',
  '1.7976931348623157e308',
  '9007199254740992',
  '9007199254740991',
  '100000000000000000000',
  '0.30000000000000004',
  '0e400',
])('the number %s survives', (text) => {
  expect(parseExactJson(`[${text}]`)).toEqual([Number(text)]);
});

test('digits in a text are no number', () => {
  expect(parseExactJson('{"id":"12345678901234567890"}')).toEqual({ id: '12345678901234567890' });
});
