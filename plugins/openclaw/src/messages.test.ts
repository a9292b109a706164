import { describe, expect, it } from 'vitest';
import { calls, type Facts, type Heard } from './messages.ts';

const ME = { id: 'claw', name: 'Claw' };
const NOTHING: Facts = { isMine: () => false, authorsIn: () => new Set() };
const MINE: Facts = { ...NOTHING, isMine: (id) => id === 'mine' };

const heard = (more: Partial<Heard>): Heard => ({
  ...{ message_id: 'm', room_id: 'r', agent_id: 'tom', agent_name: 'Tom', author_kind: 'person', content: 'Hi' },
  ...{ metadata: null, timestamp: '2026-12-01T00:00:00.000Z', seq: 1 },
  ...more,
});

describe('An agent is called', () => {
  it.each<[string, Partial<Heard>, Facts]>([
    ['by a mention', { mentions: ['claw'] }, NOTHING],
    ['by a mention of an agent', { mentions: ['claw'], author_kind: 'agent' }, NOTHING],
    ['by a reply of a person to its message', { reply_to_message: 'mine' }, MINE],
    [
      'in a thread that a person has with it alone',
      { reply_to_message: 'mine', thread_id: 'mine' },
      { ...MINE, authorsIn: () => new Set(['tom']) },
    ],
    ['with all agents', { mentions: ['@everyone', '@agents', 'claw'] }, NOTHING],
    ['by name beside everyone', { content: '@Claw and @everyone', mentions: ['@everyone', 'claw'] }, NOTHING],
  ])('%s', (_name, message, facts) => {
    expect(calls(heard(message), ME, facts)).toBe(true);
  });

  it.each<[string, Partial<Heard>, Facts]>([
    ['by other words', {}, NOTHING],
    ['by its own words', { agent_id: 'claw', mentions: ['claw'] }, NOTHING],
    ['by a reply of an agent', { reply_to_message: 'mine', author_kind: 'agent' }, MINE],
    ['by a reply to another', { reply_to_message: 'other' }, MINE],
    [
      'by people who discuss its answer',
      { reply_to_message: 'mine', thread_id: 'mine' },
      { ...MINE, authorsIn: () => new Set(['tom', 'sarah']) },
    ],
    ['by @everyone', { content: '@everyone', mentions: ['@everyone', 'claw'] }, NOTHING],
    ['by a thought', { metadata: { type: 'thinking' }, mentions: ['claw'] }, NOTHING],
    ['by an act', { act: { kind: 'read', outcome: 'done' }, mentions: ['claw'] }, NOTHING],
  ])('and not %s', (_name, message, facts) => {
    expect(calls(heard(message), ME, facts)).toBe(false);
  });
});
