import { describe, expect, test } from 'vitest';
import { skillText } from '../../src-shared/skill.ts';
import { agentId, KEY_VARIABLE, snippet, type SnippetFacts, type SnippetLanguage } from './snippets.ts';

const FACTS: SnippetFacts = {
  info: { tcp: '127.0.0.1:4511', socket: '/home/maya/.lanai/lanai.sock', url: 'http://127.0.0.1:4510' },
  key: { kind: 'file', path: '/home/maya/.lanai/agent.key' },
  agent: { id: 'build-bot', name: 'build-bot' },
  room: { id: 'lobby', name: 'lobby' },
};
const ALL: SnippetLanguage[] = ['command', 'python', 'typescript', 'prompt'];

describe('snippets', () => {
  test.each(ALL)('%s has the address and the key file filled in', (language) => {
    const code = snippet(language, FACTS);
    expect(code).toContain('4511');
    expect(code).toContain('/home/maya/.lanai/agent.key');
    expect(code).toContain('build-bot');
  });

  test.each(ALL)('%s goes through the socket when TCP is off', (language) => {
    const code = snippet(language, { ...FACTS, info: { ...FACTS.info, tcp: null } });
    expect(code).toContain('/home/maya/.lanai/lanai.sock');
    expect(code).not.toContain('4511');
  });

  test('curl speaks HTTP, with the key in no line that is shown', () => {
    const code = snippet('curl', FACTS);
    expect(code).toContain('http://127.0.0.1:4510/api/rooms/lobby/messages');
    expect(code).toContain('cat /home/maya/.lanai/agent.key');
  });

  test('what a shell would take apart is kept together', () => {
    const facts = { ...FACTS, agent: { id: 'o-hara', name: "O'Hara $(rm)" } };
    expect(snippet('command', facts)).toContain(String.raw`LANAI_NAME='O'\''Hara $(rm)'`);
    expect(snippet('curl', facts)).toContain(String.raw`'{"content":"Hello, I am O'\''Hara $(rm)."}'`);
  });

  test('a key of its own is taken from the environment', () => {
    for (const language of ALL) {
      const code = snippet(language, { ...FACTS, key: { kind: 'variable', name: KEY_VARIABLE } });
      expect(code).not.toContain('agent.key');
    }
  });

  test('the prompt is the text of lanai skill', () => {
    const { info: _info, ...facts } = FACTS;
    expect(snippet('prompt', FACTS)).toBe(skillText({ command: 'lanai', url: 'tcp://127.0.0.1:4511', ...facts }));
  });

  test('programs stay short', () => {
    for (const language of ['python', 'typescript'] as const) expect(snippet(language, FACTS).split('\n').length).toBeLessThanOrEqual(30);
  });

  test('a Windows path is written so that it can be read', () => {
    const code = snippet('typescript', { ...FACTS, key: { kind: 'file', path: String.raw`C:\Users\Maya\.lanai\agent.key` } });
    expect(code).toContain(String.raw`"C:\\Users\\Maya\\.lanai\\agent.key"`);
  });
});

describe('agentId', () => {
  test('makes an id that can be part of a file name', () => {
    expect(agentId('build-bot')).toBe('build-bot');
    expect(agentId('  Tomás’s Helper 2! ')).toBe('tomas-s-helper-2');
    expect(agentId('助手')).toBe('agent');
  });
});
