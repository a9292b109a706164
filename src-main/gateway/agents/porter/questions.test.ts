import { describe, expect, it } from 'vitest';
import { QUESTION_MS } from '../../../../src-shared/offers.ts';
import { Questions, type Wants } from './questions.ts';
import { replyOf } from './replies.ts';

const WANTS: Wants = { kind: 'confirm', errand: { do: 'stop_sharing', place: null }, sameAs: 'x' };
const YES = { author_id: 'ada', room_id: 'direct', reply_to: null };

function asked(): { questions: Questions; pass: (ms: number) => void } {
  let now = 1_000;
  const questions = new Questions(() => now);
  questions.put('ada', { id: 'q', room_id: 'direct', asked_by_message: 'm', wants: WANTS });
  return { questions, pass: (ms) => void (now += ms) };
}

describe('a question', () => {
  it('is answered once, by the person who was asked', () => {
    const { questions } = asked();
    expect(questions.take({ ...YES, author_id: 'bob' })).toBe(null);
    expect(questions.take({ ...YES, reply_to: 'q' })).toBe(WANTS);
    expect(questions.take(YES)).toBe(null);
  });

  it('is void in another room, below another message and after its time, and stays void', () => {
    for (const wrong of [
      { ...YES, room_id: 'lobby' },
      { ...YES, reply_to: 'another' },
    ]) {
      const { questions } = asked();
      expect(questions.take(wrong)).toBe(null);
      expect(questions.take(YES)).toBe(null);
    }
    const { questions, pass } = asked();
    pass(QUESTION_MS);
    expect(questions.take(YES)).toBe(null);
  });

  it('is void when the message before it, or its own, was edited or deleted', () => {
    for (const id of ['m', 'q']) {
      for (const change of [
        { edited_at: 5, deleted_at: null },
        { edited_at: null, deleted_at: 5 },
      ]) {
        const { questions } = asked();
        questions.changed({ id, ...change });
        expect(questions.take(YES)).toBe(null);
      }
    }
    const { questions } = asked();
    questions.changed({ id: 'm', edited_at: null, deleted_at: null });
    questions.changed({ id: 'other', edited_at: 5, deleted_at: null });
    expect(questions.take(YES)).toBe(WANTS);
  });

  it('is replaced by the next', () => {
    const { questions } = asked();
    const next: Wants = { ...WANTS, sameAs: 'y' };
    questions.put('ada', { id: 'q2', room_id: 'direct', asked_by_message: 'm2', wants: next });
    expect(questions.take({ ...YES, reply_to: 'q2' })).toBe(next);
  });
});

describe('a reply', () => {
  it.each([
    ...['yes', 'Yes!', '@Porter yes', 'yes please', 'yes, do it', 'ok', 'y', 'go ahead'].map((text) => [text, { kind: 'yes' }] as const),
    ...['no', 'No.', 'cancel', 'stop', 'never mind', 'no thanks'].map((text) => [text, { kind: 'no' }] as const),
    ...['2', '2.', '#2', 'number 2', 'the second one'].map((text) => [text, { kind: 'choice', number: 2 }] as const),
  ])('%j', (text, reply) => expect(replyOf(text)).toEqual(reply));

  it.each([
    'yes but not Gus',
    'yes or no',
    'say yes',
    'yesterday',
    'if I say yes',
    '"yes"',
    '`yes`',
    'yes no',
    '2 or 3',
    '200',
    'not sure',
    '',
  ])('is none: %j', (text) => expect(replyOf(text)).toBe(null));
});
