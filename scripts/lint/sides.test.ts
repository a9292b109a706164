import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sidedClass, sidedDeclaration } from './sides.mjs';

it.each([
  ['flex ml-2', 'ms-2'],
  ['max-sm:hover:pl-2', 'ps-2'],
  ['-mr-1.5', 'me-1.5'],
  ['max-sm:pl-[max(10px,env(safe-area-inset-left))]', 'ps-'],
  ['pr-4', 'pe-4'],
  ['absolute left-0', 'start-0'],
  ['hover:-right-[5px]', 'end-[5px]'],
  ['after:left-1/2', 'start-1/2'],
  ['border-l-[3px] border-coral', 'border-s-[3px]'],
  ['max-md:border-r', 'border-e'],
  ['rounded-l-control', 'rounded-s-control'],
  ['rounded-tr-card', '-se'],
  ['text-left', 'text-start'],
  ['[&>svg]:ml-2', 'ms-2'],
  ['-translate-x-1/2', 'rtl:'],
])('refuses %s', (classes, better) => {
  expect(sidedClass(classes)).toContain(better);
});

it.each([
  'ms-2 pe-3 start-0 end-[5px] inset-x-0 text-start border-s rounded-se-card',
  'ltr:translate-x-full rtl:-translate-x-full',
  'The key is no longer valid. What is left goes to the right place: left-overs.',
  'pl left right block-left "left"',
  'border-line rounded-lg print-left',
])('allows %s', (text) => {
  expect(sidedClass(text)).toBeNull();
});

it('knows the declarations of a stylesheet that have sides', () => {
  const refused = ['  padding-left: 2px;', 'a { left: 0 }', 'border-right: 1px', 'border-left-color: red', 'right: auto'];
  expect(refused.filter((line) => sidedDeclaration(line) === null)).toEqual([]);
  expect(['padding-inline-start: 2px', 'inset: auto', 'text-align: left;'].map(sidedDeclaration)).toEqual([null, null, null]);
});

it('finds none in the stylesheets of the app', () => {
  const found = globSync('src-renderer/**/*.css').flatMap((file) =>
    readFileSync(file, 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .split('\n')
      .flatMap((line) => sidedDeclaration(line) ?? []),
  );
  expect(found).toEqual([]);
});
