import { expect, it } from 'vitest';
import { choiceOf } from './choose.ts';

const choices = ['Continue', '2', 'Leave it'];

it('A choice is named by its text or its number, and a text goes first', () => {
  expect(['Leave it', '1', '3', '2'].map((named) => choiceOf(choices, named))).toEqual(['Leave it', 'Continue', 'Leave it', '2']);
});

it.each(['0', '4', '-1', '1.0', 'continue', '', '１'])('%s is no choice of three', (named) => {
  expect(() => choiceOf(choices, named)).toThrow(/choose 1 to 3/);
});

it('A message without choices takes none', () => {
  expect(() => choiceOf([], '1')).toThrow('That message offers no choices.');
});
