import { expect, test } from 'vitest';
import { findNamed } from './find-named.ts';

const names = ['Tomás', 'Mary', 'Mary Ann', 'design', 'Jean-Luc Picard', '山田'].map((name) => ({ name }));
const find = (text: string): [string[], string] | null => {
  const found = findNamed(text, names, ({ name }) => name);
  return found && [found.items.map(({ name }) => name), found.rest];
};

test.each([
  ['Tomás', 'Tomás', ''],
  ['tomas are you there?', 'Tomás', 'are you there?'],
  ['mary ann  hello', 'Mary Ann', 'hello'],
  ['Mary Anne hello', 'Mary', 'Anne hello'],
  ['Mary, hello: you', 'Mary', 'hello: you'],
  ['jean-luc picard\nengage', 'Jean-Luc Picard', 'engage'],
  ['山田 こんにちは', '山田', 'こんにちは'],
])('%s begins with a name', (text, name, rest) => expect(find(text)).toEqual([[name], rest]));

test.each(['', 'Tom', 'Mar', 'Hello Mary', 'Jean', ' '])('"%s" begins with none', (text) => expect(find(text)).toBeNull());

test('several of one name are all found', () => {
  const two = [
    { id: 1, name: 'Bot' },
    { id: 2, name: 'bot' },
  ];
  expect(findNamed('BOT hi', two, ({ name }) => name)?.items).toEqual(two);
});
