import { expect, it } from 'vitest';
import { wordsOf } from './command-line.ts';

it.each([
  ['bore local {port} --to bore.example', ['bore', 'local', '{port}', '--to', 'bore.example']],
  ['  a   b ', ['a', 'b']],
  ['"C:\\\\Program Files\\\\t.exe" x', ['C:\\Program Files\\t.exe', 'x']],
  [String.raw`say "with \"quotes\""`, ['say', 'with "quotes"']],
  ['empty ""', ['empty', '']],
  ['', []],
])('%j has the words %j', (line, words) => expect(wordsOf(line)).toEqual(words));
