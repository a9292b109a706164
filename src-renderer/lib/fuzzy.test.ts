import { expect, test } from 'vitest';
import { fuzzyFilter, fuzzyScore } from './fuzzy.ts';

const filter = (query: string, ...names: string[]): string[] => fuzzyFilter(names, query, (name) => name);

test('the start of a name is better than the start of a word, and that than its middle', () => {
  expect(filter('pla', 'replay', 'launch-plan', 'plan')).toEqual(['plan', 'launch-plan', 'replay']);
});

test('letters in order are enough, at the end of the list', () => {
  expect(filter('lpn', 'launch-plan', 'lobby')).toEqual(['launch-plan']);
  expect(fuzzyScore('xyz', 'launch-plan')).toBeNull();
});

test('case and accents do not matter', () => {
  expect(filter('tomas', 'Tomás', 'Tom')).toEqual(['Tomás']);
});

test('nothing typed leaves everything as it was', () => {
  expect(filter('', 'b', 'a')).toEqual(['b', 'a']);
});
