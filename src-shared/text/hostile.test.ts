// Texts that are made to take long, and texts that are made to hide something.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findMentions } from '../mentions.ts';
import { previewText } from '../preview.ts';
import { readText } from './read.ts';
import { outline } from './testing.ts';
import type { Named } from './names.ts';

const LENGTH = 262_144;
/** A safety limit and no measure: a bad case takes minutes. */
const SOON_MS = 10_000;
const PEOPLE: readonly Named[] = [
  { id: 'ada', name: 'Ada' },
  ...Array.from({ length: 100 }, (_, index) => ({ id: `p${index}`, name: `Ada ${'b'.repeat(index)}` })),
];

const PIECES = [
  '*',
  '_',
  '**',
  '~~',
  '`',
  '``',
  '[',
  ']',
  '![',
  '](',
  '](http://a)',
  '(',
  ')',
  '<',
  '>',
  '> ',
  '- ',
  '1. ',
  '# ',
  '\\',
  '\\(',
  '\\)',
  '\\[',
  '\\]',
  '\\[a=',
  '&',
  '&amp;',
  '|',
  '|-|',
  '\n',
  '\n\n',
  ' ',
  '    ',
  '\t',
  'a',
  '@',
  '@Ada ',
  'http://',
  'https://b.test/',
  'www.',
  'a@b.c',
  '"',
  "'",
  '---',
  '===',
  '```',
  '~~~',
  '中',
  '。',
  '\u0301',
  '- [ ] ',
  '[x]: y',
  '\r\n',
  '$',
  '$$',
  '$a$',
  '\n$$\n',
  '```math\n',
  '\0',
];
const repeated = (piece: string, length = LENGTH): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const KNOWN: readonly string[] = [
  `${'- '.repeat(666)}x${'|\n|-|\n'.repeat(666)}`,
  `${'- '.repeat(40_000)}x${'|\n|-|\n'.repeat(30_000)}`,
  `${'['.repeat(LENGTH / 2)}${']()'.repeat(LENGTH / 6)}`,
  `${'['.repeat(LENGTH / 4)}${'](http://a)'.repeat(LENGTH / 16)}`,
  `${'> - '.repeat(430)}${'_'.repeat(40)}`,
  `${'*'.repeat(LENGTH / 2)}a${'*'.repeat(LENGTH / 2)}`,
  Array.from({ length: 720 }, (_, index) => `${'`'.repeat(index + 1)}a`).join(''),
  Array.from({ length: 700 }, (_, index) => `${' '.repeat(index * 2)}- a`).join('\n'),
  Array.from({ length: 700 }, (_, index) => `${'> '.repeat(index)}a`).join('\n'),
  `|${'a|'.repeat(LENGTH / 4)}\n|${'-|'.repeat(LENGTH / 4)}`,
  `http://${'a'.repeat(LENGTH)}`,
  `a@${'b.'.repeat(LENGTH / 2)}`,
  `<a:${'b'.repeat(LENGTH)}`,
  `${' '.repeat(LENGTH)}a`,
  `\`${' '.repeat(LENGTH)}a\``,
  repeated(`${'*a_ '.repeat(140)}\n\n`),
  repeated(`${'['.repeat(250)}${'](<'.repeat(250)}\n\n`),
  repeated(`a${' '.repeat(500)}\n`),
  repeated('$a '),
  repeated('$a\\$ '),
  repeated('$$a\n'),
  repeated('$$\na'),
  `$$${'a\n'.repeat(LENGTH / 2)}`,
  `$${'\\$'.repeat(LENGTH / 2)}`,
];

function expectSoon(text: string): void {
  const start = performance.now();
  readText(text, PEOPLE);
  findMentions(text, PEOPLE);
  previewText(text);
  expect(performance.now() - start, JSON.stringify(text.slice(0, 100))).toBeLessThan(SOON_MS);
}

it('no text that is known to be hard takes long', () => KNOWN.forEach(expectSoon), 120_000);

it('no repetition of two pieces takes long', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }), (pieces) => expectSoon(repeated(pieces.join('')))),
    { numRuns: 25 },
  );
}, 120_000);

it('no half of one thing before a half of another takes long', () => {
  const half = fc.constantFrom(...PIECES).map((piece) => repeated(piece, LENGTH / 2));
  fc.assert(
    fc.property(half, half, (first, second) => expectSoon(first + second)),
    { numRuns: 25 },
  );
}, 120_000);

/** Characters that Markdown may take for marks, or that a list counts. */
const MARKS = /[\s\p{Z}\p{C}\p{DI}!-/:-@[-`{-~\dxX]/gu;
const visible = (text: string): string[] => [...text.replaceAll('&amp;', '').replace(MARKS, '')].sort();

it('every character that is written is shown, or is in the address of a link', () => {
  const letters = fc.constantFrom('a', 'é', 'ß', '中', '문', 'ก', '🎉', '…', '「', 'Ada', 'secret');
  const text = fc
    .array(fc.oneof(fc.constantFrom(...PIECES.filter((piece) => piece !== '\0')), letters), { maxLength: 40 })
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (source) => {
      const shown = outline(readText(source, PEOPLE)).replaceAll(
        /\b(?:strong|emphasis|deleted|heading[1-6]|code|codeblock|math|mathblock|display|quote|list|table|link)\(|mailto:/g,
        '(',
      );
      const left = visible(shown);
      // A formula stands for the word "math" of its fence.
      for (const character of visible(source.replaceAll('```math', '```'))) {
        const at = left.indexOf(character);
        expect(at, `${character} of ${JSON.stringify(source)} in ${JSON.stringify(shown)}`).not.toBe(-1);
        left.splice(at, 1);
      }
    }),
    { numRuns: 3_000, examples: [['```math\n*\n\n```'], ['> ```math\na\n> ```']] },
  );
});

it('a text with something to see never draws as nothing', () => {
  const text = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (source) => {
      fc.pre(/[^\s\p{C}\p{M}]/u.test(source));
      expect(outline(readText(source, PEOPLE)).trim()).not.toBe('');
    }),
    { numRuns: 3_000 },
  );
});

it('a text beyond the budget is shown as it was written', () => {
  const lines = '*a*\n'.repeat(20_000);
  expect(readText(lines)).toEqual([{ kind: 'paragraph', content: [{ kind: 'text', text: lines }] }]);
  const long = '*a* '.repeat(100_000);
  expect(readText(long)).toEqual([{ kind: 'paragraph', content: [{ kind: 'text', text: long }] }]);
});

it('a text that is nested too deep is shown as it was written', () => {
  const deep = `${'> '.repeat(40)}*a*`;
  expect(outline(readText(deep))).toMatch(/> > > \*a\*\)+$/);
});
