import { expect, test } from 'vitest';
import { statementOf } from '../../../src-shared/lantern/envelope.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Doubt } from '../../../src-shared/sealed-header.ts';
import { message } from '../../testing/cast.ts';
import { lanternLine, plainWords } from './plain-words.ts';

const read = (seq: number, more: Partial<Message>, doubts: readonly Doubt[] = []) => ({ ...message(seq, more), shut: null, doubts });
const claim = JSON.stringify(statementOf({ type: 'ASSERT', from: 'ada', body: { claim: 'It is cold', falsifiable_by: 'a hit' } }));

test('a statement of LANTERN is said in words', () => {
  expect(plainWords(read(1, { content: claim }))).toBe('Claim: It is cold');
  expect(lanternLine(message(1, { content: claim }))).toBe('Claim: It is cold');
});

test('what only looks like one, and a thought, stay as they were written', () => {
  expect(plainWords(read(1, { content: '{"a": 1}' }))).toBe('{"a": 1}');
  expect(plainWords(read(1, { content: claim, kind: 'thinking' }))).toBe(claim);
  for (const content of ['{"a": 1}', 'Claim']) expect(lanternLine(message(1, { content }))).toBeNull();
  expect(lanternLine(message(1, { content: claim, kind: 'thinking' }))).toBeNull();
});

test('of a deleted message only that is said', () => {
  expect(plainWords(read(1, { content: '', deleted_at: 1 }))).toBe('This message was deleted.');
});

test('a message that is not as it was sealed is never words alone', () => {
  expect(plainWords(read(1, { content: 'I approve' }, ['author']))).toBe('Not as it was sealed: I approve');
  expect(plainWords(read(1, { content: 'I approve' }, ['author_not_proven']))).toBe('I approve');
});
