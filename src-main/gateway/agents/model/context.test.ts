import { describe, expect, it } from 'vitest';
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import { contextOf } from './context.ts';

const participants = [
  { kind: 'person', id: 'sarah', name: 'Sarah' },
  { kind: 'agent', id: 'scout', name: 'Scout' },
] as Participant[];

let seq = 0;
const said = (author_id: string, content: string, more: Partial<Message> = {}): Message =>
  ({ ...SAID, id: `m${(seq += 1)}`, seq, author_id, content, ...more }) as unknown as Message;
const SAID = { kind: 'chat', reply_to: null, created_at: 0, edited_at: null, deleted_at: null, attachments: [], reactions: [] };

const context = (messages: Message[], tokensMax = 10_000) => contextOf({ agentId: 'scout', messages, participants, tokensMax });

describe('the messages for a model', () => {
  it('are its own answers, and those of others with names and times', () => {
    seq = 0;
    const { messages, sent, leftOut } = context([
      said('sarah', 'Hi'),
      said('sarah', 'two\nlines'),
      said('scout', 'Hello'),
      said('sarah', 'Bye'),
    ]);
    expect(messages).toEqual([
      { role: 'user', text: '[1] 1970-01-01 00:00Z Sarah: Hi\n[2] 1970-01-01 00:00Z Sarah: two\n  | lines' },
      { role: 'assistant', text: 'Hello', calls: [] },
      { role: 'user', text: '[4] 1970-01-01 00:00Z Sarah: Bye' },
    ]);
    expect([sent.length, leftOut]).toEqual([4, 0]);
  });

  it('begin with a message of others', () => {
    const { messages } = context([said('scout', 'Hello'), said('sarah', 'Hi')]);
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  });

  it('have no thoughts and no deleted messages', () => {
    const { sent, leftOut } = context([
      said('scout', 'Read', { kind: 'thinking' }),
      said('sarah', '', { deleted_at: 1 }),
      said('sarah', 'Hi'),
    ]);
    expect([sent.length, leftOut]).toEqual([1, 0]);
  });

  it('are as many of the newest as fit, and the last one in any case', () => {
    const long = 'x'.repeat(300);
    const all = [said('sarah', long), said('sarah', long), said('sarah', long)];
    expect(context(all, 300)).toMatchObject({ sent: all.slice(1), leftOut: 1 });
    expect(context(all, 1)).toMatchObject({ sent: all.slice(2), leftOut: 2 });
    expect(context(all, -5)).toMatchObject({ sent: all.slice(2), leftOut: 2 });
  });
});
