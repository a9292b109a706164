import { describe, expect, it } from 'vitest';
import type { Wake } from '../../../../src-shared/hosted-agents.ts';
import type { Agent, Message, Room } from '../../../../src-shared/objects.ts';
import { isAnswerTo, wakes, type Heard } from './waking.ts';

const scout = { kind: 'agent', id: 'scout', name: 'Scout', type: 'hosted' } as Agent;
const room = { direct: false, encrypted: false } as Room;

function heard(message: Partial<Message>, more: Partial<Heard> = {}): Heard {
  const said = { kind: 'chat', content: 'Hello', mentions: [], author_id: 'sarah', deleted_at: null, ...message } as unknown as Message;
  return { agent: scout, room, isByPerson: true, answered: null, message: said, ...more };
}

const called = { content: '@Scout hello', mentions: ['scout'] };

describe('a message wakes an agent', () => {
  it.each<[string, Heard, Wake[]]>([
    ['that calls it', heard(called), ['called', 'unaddressed', 'always']],
    ['that answers it', heard({}, { answered: 'scout' }), ['called', 'unaddressed', 'always']],
    ['of a person without a mention', heard({}), ['unaddressed', 'always']],
    ['that calls another', heard({ mentions: ['rune'] }), ['always']],
    ['that answers another', heard({}, { answered: 'rune' }), ['always']],
    ['in a direct room', heard({}, { room: { ...room, direct: true } }), ['called', 'unaddressed', 'always']],
    ['of an agent that calls it', heard(called, { isByPerson: false }), ['called', 'unaddressed', 'always']],
    ['of an agent that answers it', heard({}, { isByPerson: false, answered: 'scout' }), []],
    ['of an agent without a mention', heard({}, { isByPerson: false }), []],
    ['of an agent in a direct room', heard({}, { isByPerson: false, room: { ...room, direct: true } }), []],
    ['to all', heard({ content: '@everyone', mentions: ['@everyone', 'scout', 'rune'] }), ['always']],
    [
      'to all, and to it by name',
      heard({ content: '@everyone, @Scout too', mentions: ['@everyone', 'scout'] }),
      ['called', 'unaddressed', 'always'],
    ],
    ['to all agents', heard({ content: '@agents', mentions: ['@agents', 'scout'] }), ['called', 'unaddressed', 'always']],
    ['of the agent itself', heard({ ...called, author_id: 'scout' }), []],
    ['that is a thought', heard({ ...called, kind: 'thinking' }), []],
    ['that is deleted', heard({ ...called, deleted_at: 1 }), []],
    ['in a sealed room', heard(called, { room: { ...room, encrypted: true } }), []],
  ])('%s', (_that, message, expected) => {
    const all: Wake[] = ['called', 'unaddressed', 'always', 'never'];
    expect(all.filter((wake) => wakes(message, wake))).toEqual(expected);
  });
});

describe('a message in a thread', () => {
  const thread = (...author_ids: string[]) => ({ replies: 1, last_seq: 2, last_reply_at: null, author_ids });
  const said = (reply_to: string | null, thread_id?: string) => ({ author_id: 'sarah', reply_to, thread_id }) as Message;

  it('answers the one that began it while the agent is alone there with the author', () => {
    expect(isAnswerTo('scout', said('root', 'root'), thread('sarah'))).toBe(true);
    expect(isAnswerTo('scout', said('root', 'root'), thread('scout', 'sarah'))).toBe(true);
    expect(isAnswerTo('scout', said('root', 'root'), thread('bob', 'sarah'))).toBe(false);
  });

  it('answers another message of it in any case', () => {
    expect(isAnswerTo('scout', said('reply', 'root'), thread('bob', 'sarah'))).toBe(true);
    expect(isAnswerTo('scout', said('other'), undefined)).toBe(true);
    expect(isAnswerTo('scout', said(null), undefined)).toBe(false);
  });
});
