import { expect, test } from 'vitest';
import { ada, sarah } from '../testing/cast.ts';
import { markMentions, piecesOf, withoutMarks } from './mention-marks.ts';

test('a mention is a piece of its own, whatever Markdown would make of its name', () => {
  const under = { id: 'x', name: 'snake_case_bot' };
  const { text, marks } = markMentions('ask @snake_case_bot and @Ada!', [ada, under]);
  expect(piecesOf(text, marks)).toEqual(['ask ', { words: '@snake_case_bot', ids: ['x'] }, ' and ', { words: '@Ada', ids: ['ada'] }, '!']);
});

test('in code nobody is named', () => {
  const { marks } = markMentions('`@Ada` and\n```\n@Sarah\n```', [ada, sarah]);
  expect(marks).toEqual([]);
});

test('where there are no chips, the words come back', () => {
  const { text, marks } = markMentions('https://example.org/@Ada', [ada]);
  expect(withoutMarks(text, marks)).toBe('https://example.org/@Ada');
});

test('marks that somebody wrote are not taken for ours', () => {
  const { text, marks } = markMentions('\uE0F00\uE0F1 @Ada', [ada]);
  expect(piecesOf(text, marks)).toEqual(['0 ', { words: '@Ada', ids: ['ada'] }]);
});
