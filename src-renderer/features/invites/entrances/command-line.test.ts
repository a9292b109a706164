import { expect, it } from 'vitest';
import { lineOf, wordsOf } from './command-line.ts';

it.each([
  ['bore local {port} --to bore.example', ['bore', 'local', '{port}', '--to', 'bore.example']],
  ['  a   b ', ['a', 'b']],
  ['"C:\\\\Program Files\\\\t.exe" x', ['C:\\Program Files\\t.exe', 'x']],
  [String.raw`say "with \"quotes\""`, ['say', 'with "quotes"']],
  ['empty ""', ['empty', '']],
  ['', []],
])('%j has the words %j', (line, words) => expect(wordsOf(line)).toEqual(words));

it.each([[['a', 'b c', '', 'd"e', String.raw`f g\h`]], [['bore']]])('%j is read again as it was written', (words) => {
  expect(wordsOf(lineOf(words))).toEqual(words);
});
