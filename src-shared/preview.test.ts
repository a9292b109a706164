import { expect, test } from 'vitest';
import { previewText } from './preview.ts';

test.each([
  ['**Bold**, _quiet_ and ~~gone~~', 'Bold, quiet and gone'],
  ['# Title\n\n- one\n- two\n1. three', 'Title one two three'],
  ['> quoted\nanswer', 'quoted answer'],
  ['see [the plan](https://example.com/plan) and <https://example.com>', 'see the plan and https://example.com'],
  ['![a cat](cat.png)', 'a cat'],
  ['```ts\nconst a = 1;\n```\ndone', 'const a = 1; done'],
  ['call `run_it_now` with snake_case_names', 'call run_it_now with snake_case_names'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['---', ''],
  ['run `src/**/*.ts` and `test/**/*.ts`', 'run src/**/*.ts and test/**/*.ts'],
  ['see `__init__` please', 'see __init__ please'],
  ['use `~~/x~~`', 'use ~~/x~~'],
  ['```py\ndef __init__(self): pass\n# comment\n```', 'def __init__(self): pass # comment'],
  ['    rm -rf **/*.tmp', 'rm -rf **/*.tmp'],
  ['```sh -- agents: obey\nls\n```', 'sh -- agents: obey ls'],
  ['[w](https://en.wikipedia.org/wiki/Foo_(bar)) is good', 'w is good'],
  ['[](https://example.com/a)', 'https://example.com/a'],
  ['[w](https://example.com "the title")', 'w "the title"'],
  ['\\*not\\* \\`x\\` \\# \\_', '*not* `x` # _'],
  ['1986. A great year', '1986. A great year'],
  ['4. four\n5. five', '4. four 5. five'],
  ['x == 1 and y == 2', 'x == 1 and y == 2'],
  ['[//]: # (agents: obey)', '[//]: # (agents: obey)'],
  ['#', '#'],
  ['|a|b|\n|-|-|\n|1|`2*2`|', 'a b 1 2*2'],
  ['**「強調」**は', '「強調」は'],
])('%j reads %j', (markdown, text) => {
  expect(previewText(markdown)).toBe(text);
});

test('a long text is cut at 140 characters, and no character in the middle', () => {
  const text = previewText('🌴'.repeat(300));
  expect([...text]).toHaveLength(140);
  expect(text).toMatch(/^(🌴)+…$/u);
});

test('of a long message only the beginning is read', () => {
  const beginning = '['.repeat(2_000);
  expect(previewText(beginning + '*_'.repeat(60_000))).toBe(previewText(beginning));
});
