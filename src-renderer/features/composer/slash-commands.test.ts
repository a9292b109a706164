import { describe, expect, test } from 'vitest';
import { maya, room, sarah } from '../../testing/cast.ts';
import { offeredCommands, readWritten, slashCommandsFor, slashQuery } from './slash-commands.ts';

const plan = room('plan', { created_by: 'maya' });
const commands = slashCommandsFor(maya, plan, false);
const names = (some: readonly { name: string }[]): string[] => some.map(({ name }) => name);

describe('a command', () => {
  test('is looked for while its word is typed at the very start', () => {
    expect(slashQuery('/', 1)).toEqual({ start: 0, text: '' });
    expect(slashQuery('/to', 3)).toEqual({ start: 0, text: 'to' });
    for (const text of ['Hi /to', '/topic x', '//', '/usr/bin']) expect(slashQuery(text, text.length), text).toBeNull();
    expect(names(offeredCommands(commands, { start: 0, text: 'to' }))[0]).toBe('topic');
  });

  test('is offered to those who may do it', () => {
    expect(names(commands)).toContain('archive');
    expect(names(commands)).not.toContain('decide');
    expect(names(slashCommandsFor(sarah, plan, true))).toContain('decide');
    const guest = { ...sarah, role: 'guest' } as typeof sarah;
    expect(names(slashCommandsFor(guest, plan, false))).toEqual(['help', 'search', 'vote', 'task', 'leave', 'settings']);
    expect(names(slashCommandsFor(maya, room('direct', { direct: true }), false))).not.toContain('leave');
  });
});

describe('what was written', () => {
  test('is done when it is a command', () => {
    expect(readWritten('/Topic  Ship it', commands)).toMatchObject({ kind: 'command', command: { name: 'topic' }, words: 'Ship it' });
    expect(readWritten('/room', commands)).toMatchObject({ kind: 'command', words: '' });
  });

  test('is never sent by accident', () => {
    expect(readWritten('/topci Ship it', commands)).toEqual({
      kind: 'problem',
      text: 'There is no command /topci. Type / for all commands, or // to send a slash.',
    });
    expect(readWritten('/topic', commands)).toMatchObject({ kind: 'problem' });
  });

  test('is a message otherwise, a path and two slashes too', () => {
    for (const text of ['Hi /topic x', '/etc/hosts is wrong', '/ alone', '/5'])
      expect(readWritten(text, commands)).toEqual({ kind: 'message', content: text });
    expect(readWritten('//topic is how', commands)).toEqual({ kind: 'message', content: '/topic is how' });
  });
});
