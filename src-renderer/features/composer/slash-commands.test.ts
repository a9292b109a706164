import { describe, expect, test } from 'vitest';
import type { Person, Room } from '../../../src-shared/objects.ts';
import { maya, room, sarah, view } from '../../testing/cast.ts';
import { offeredCommands, readWritten, slashCommandsFor, type SlashFacts } from './slash-commands.ts';
import { slashQuery } from './use-slash.ts';

const plan = room('plan', { created_by: 'maya' });
function facts(me: Person, of: Room = plan, more: Partial<SlashFacts> = {}): SlashFacts {
  return { me, room: of, membership: view(of).membership, isMuted: false, isLeader: false, ...more };
}
const commands = slashCommandsFor(facts(maya));
const names = (some: readonly { name: string }[]): string[] => some.map(({ name }) => name);

describe('a command', () => {
  test('is looked for from the slash at the very start to the caret', () => {
    expect(slashQuery('/', 1)).toEqual({ start: 0, text: '' });
    expect(slashQuery('/to', 3)).toEqual({ start: 0, text: 'to' });
    expect(slashQuery('/topic', 3)).toEqual({ start: 0, text: 'to' });
    expect(slashQuery('/dm Mary An', 11)).toEqual({ start: 3, text: 'dm Mary An' });
    for (const text of ['Hi /to', '//', '//dm', '/dm Ada\nhello']) expect(slashQuery(text, text.length), text).toBeNull();
    expect(names(offeredCommands(commands, 'to'))[0]).toBe('topic');
  });

  test('is offered to those who may do it', () => {
    expect(names(commands)).toContain('archive');
    expect(names(commands)).not.toContain('decide');
    expect(names(slashCommandsFor(facts(sarah, plan, { isLeader: true })))).toContain('decide');
    const guest = { ...sarah, role: 'guest' } as typeof sarah;
    const forAll = ['help', 'search', 'dm', 'join', 'me', 'who', 'status', 'mute', 'dnd', 'remind', 'vote', 'task', 'leave', 'settings'];
    expect(names(slashCommandsFor(facts(guest)))).toEqual(forAll);
    expect(names(slashCommandsFor(facts(maya, room('direct', { direct: true }))))).not.toContain('leave');
  });

  test('is offered while it changes something', () => {
    const offered = (more: Partial<SlashFacts>): string[] =>
      names(slashCommandsFor(facts(maya, plan, more))).filter((name) => name.endsWith('mute'));
    expect(offered({})).toEqual(['mute']);
    expect(offered({ isMuted: true })).toEqual(['unmute']);
    expect(offered({ membership: null })).toEqual([]);
  });
});

describe('what was written', () => {
  test('is done when it is a command', () => {
    expect(readWritten('/Topic  Ship it', commands)).toMatchObject({ kind: 'command', command: { name: 'topic' }, words: 'Ship it' });
    expect(readWritten('/room', commands)).toMatchObject({ kind: 'command', words: '' });
    expect(readWritten('/dm Ada\nhello', commands)).toMatchObject({ kind: 'command', words: 'Ada\nhello' });
  });

  test('is never sent by accident', () => {
    expect(readWritten('/topci Ship it', commands)).toEqual({
      kind: 'problem',
      text: 'There is no command /topci. Type / for all commands, or // to send a slash.',
    });
    for (const text of ['/topic', '/dm', '/join ', '/me']) expect(readWritten(text, commands), text).toMatchObject({ kind: 'problem' });
  });

  test('is a message in italics behind /me, on one line', () => {
    expect(readWritten('/me waves at @Sarah', commands)).toEqual({ kind: 'message', content: '*waves at @Sarah*' });
    expect(readWritten('/me counts 2 * 3', commands)).toEqual({ kind: 'message', content: '_counts 2 * 3_' });
    expect(readWritten('/me waves\nand leaves', commands)).toMatchObject({ kind: 'problem' });
  });

  test('is a message otherwise, a path and two slashes too', () => {
    for (const text of ['Hi /topic x', '/etc/hosts is wrong', '/ alone', '/5'])
      expect(readWritten(text, commands)).toEqual({ kind: 'message', content: text });
    expect(readWritten('//topic is how', commands)).toEqual({ kind: 'message', content: '/topic is how' });
  });
});
