import { expect, test } from 'vitest';
import { parseJson } from './json-text.ts';

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
