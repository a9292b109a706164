import { describe, expect, it } from 'vitest';
import { agentFile, agentIdOf } from './agent-id.ts';

describe('the id of a name', () => {
  it.each([
    ['ada', 'ada'],
    ['Ada', 'ada'],
    [' build-bot ', 'build-bot'],
    ['Build Bot', 'build-bot'],
    ['build_bot', 'build-bot'],
    ['李', '李'],
    ['研究', '研究'],
    ['🦊', '🦊'],
    ['Привет', 'привет'],
  ])('%j is %j', (name, id) => expect(agentIdOf(name)).toBe(id));

  it('is never one of those that are reserved for keys', () => {
    expect(agentIdOf('Key Bot')).toMatch(/^agent-key-bot-[0-9a-f]{8}$/);
    expect(agentIdOf('key_bot')).not.toBe(agentIdOf('Key Bot'));
    expect(agentIdOf('Keynote')).toBe('keynote');
    expect(agentIdOf('key')).toBe('key');
  });

  it('has a hash where letters were lost, and is the same every time', () => {
    expect(agentIdOf('研究 bot')).toMatch(/^bot-[0-9a-f]{8}$/);
    expect(agentIdOf('研究 bot')).toBe(agentIdOf('研究 BOT'));
    expect(agentIdOf('Zoe\u0308')).toBe(agentIdOf('Zoë'));
  });

  it.each([
    ['研究 bot', '翻訳 bot'],
    ['🦊 bot', '🐻 bot'],
    ['研究 1', '翻訳 1'],
    ['Löve', 'Love'],
    ['C++ bot', 'C# bot'],
    ['ада 2', 'мир 2'],
    ['bot مرحبا', 'bot سلام'],
    ['a.b', 'a b'],
    ['ﬁx', 'fix'],
    ['1️⃣ bot', '1 bot'],
    ['bot!', 'bot'],
  ])('of %j is not that of %j', (one, other) => expect(agentIdOf(one)).not.toBe(agentIdOf(other)));
});

describe('the file of an id', () => {
  it.each([
    ['build-bot', 'build-bot'],
    ['研究', '研究'],
    ['../etc/passwd', 'etc-passwd'],
    ['🦊', 'agent'],
  ])('%j is %j', (id, file) => expect(agentFile(id)).toBe(file));
});
