import { expect, test } from 'vitest';
import { statementOf } from '../../src-shared/lantern/envelope.ts';
import { message } from '../testing/cast.ts';
import { lanternLine, plainWords } from './plain-words.ts';

const claim = JSON.stringify(statementOf({ type: 'ASSERT', from: 'ada', body: { claim: 'It is cold', falsifiable_by: 'a hit' } }));

test('a statement of LANTERN is said in words', () => {
  expect(plainWords(message(1, { content: claim }))).toBe('Claim: It is cold');
  expect(lanternLine(message(1, { content: claim }))).toBe('Claim: It is cold');
});

test('what only looks like one, and a thought, stay as they were written', () => {
  expect(plainWords(message(1, { content: '{"a": 1}' }))).toBe('{"a": 1}');
  expect(plainWords(message(1, { content: claim, kind: 'thinking' }))).toBe(claim);
  for (const content of ['{"a": 1}', 'Claim']) expect(lanternLine(message(1, { content }))).toBeNull();
  expect(lanternLine(message(1, { content: claim, kind: 'thinking' }))).toBeNull();
});

test('of a deleted message only that is said', () => {
  expect(plainWords(message(1, { content: '', deleted_at: 1 }))).toBe('This message was deleted.');
});
