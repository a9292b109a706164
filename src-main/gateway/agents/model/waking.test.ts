import { describe, expect, it } from 'vitest';
import type { Wake } from '../../../../src-shared/hosted-agents.ts';
import type { Agent, Message, Participant, Room } from '../../../../src-shared/objects.ts';
import { wakes, type Heard } from './waking.ts';

const scout = { kind: 'agent', id: 'scout', name: 'Scout', type: 'hosted' } as Agent;
const sarah = { kind: 'person', id: 'sarah', name: 'Sarah' } as Participant;
const rune = { kind: 'agent', id: 'rune', name: 'Rune' } as Participant;
const room = { direct: false, encrypted: false } as Room;

function heard(message: Partial<Message>, more: Partial<Heard> = {}): Heard {
  const said = { kind: 'chat', content: 'Hello', mentions: [], deleted_at: null, ...message } as unknown as Message;
  return { agent: scout, room, author: sarah, answered: null, message: said, ...more };
}

const called = { content: '@Scout hello', mentions: ['scout'] };

describe('a message wakes an agent', () => {
  it.each<[string, Heard, Wake[]]>([
    ['that calls it', heard(called), ['called', 'unaddressed', 'always']],
    ['that answers it', heard({}, { answered: 'scout' }), ['called', 'unaddressed', 'always']],
    ['of a person to nobody', heard({}), ['unaddressed', 'always']],
    ['that calls another', heard({ mentions: ['rune'] }), ['always']],
    ['that answers another', heard({}, { answered: 'rune' }), ['always']],
    ['in a direct room', heard({}, { room: { ...room, direct: true } }), ['called', 'unaddressed', 'always']],
    ['of an agent that calls it', heard(called, { author: rune }), ['called', 'unaddressed', 'always']],
    ['of an agent that answers it', heard({}, { author: rune, answered: 'scout' }), []],
    ['of an agent to nobody', heard({}, { author: rune }), []],
    ['of an agent in a direct room', heard({}, { author: rune, room: { ...room, direct: true } }), []],
    ['to all', heard({ content: '@everyone', mentions: ['@everyone', 'scout', 'rune'] }), ['always']],
    [
      'to all, and to it by name',
      heard({ content: '@everyone, @Scout too', mentions: ['@everyone', 'scout'] }),
      ['called', 'unaddressed', 'always'],
    ],
    ['to all agents', heard({ content: '@agents', mentions: ['@agents', 'scout'] }), ['called', 'unaddressed', 'always']],
    ['of its own', heard(called, { author: scout }), []],
    ['that is a thought', heard({ ...called, kind: 'thinking' }), []],
    ['that is deleted', heard({ ...called, deleted_at: 1 }), []],
    ['in a sealed room', heard(called, { room: { ...room, encrypted: true } }), []],
  ])('%s', (_that, message, expected) => {
    const all: Wake[] = ['called', 'unaddressed', 'always', 'never'];
    expect(all.filter((wake) => wakes(message, wake))).toEqual(expected);
  });
});
