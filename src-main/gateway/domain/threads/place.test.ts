import { describe, expect, it } from 'vitest';
import { threadOfNew } from './place.ts';

const first = { id: 'first', thread_id: 'first' };
const reply = { id: 'reply', thread_id: 'first' };
const alone = { id: 'alone', thread_id: null };

describe('the thread of a new message', () => {
  it.each([
    ['none without an answer', null, null, null],
    ['none for an answer to a message in no thread', null, alone, null],
    ['none for an answer to one that began a thread', null, first, null],
    ['that of the reply that it answers', null, reply, 'first'],
    ['the thread that was asked for', first, alone, 'first'],
    ['the thread of the reply that was asked for', reply, null, 'first'],
    ['a new one of the message that was asked for', alone, alone, 'alone'],
    ['the same for a message without the field', { id: 'alone' }, null, 'alone'],
  ])('is %s', (_title, asked, answered, thread) => expect(threadOfNew({ asked, answered })).toBe(thread));
});
