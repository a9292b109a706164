import { describe, expect, test } from 'vitest';
import { agentId, snippet, type SnippetFacts, type SnippetLanguage } from './snippets.ts';

const FACTS: SnippetFacts = {
  info: { tcp: '127.0.0.1:4511', socket: '/home/maya/.lanai/lanai.sock' },
  key: { kind: 'file', path: '/home/maya/.lanai/agent.key' },
  agent: { id: 'build-bot', name: 'build-bot' },
  room: { id: 'lobby', name: 'lobby' },
};
const ALL: SnippetLanguage[] = ['python', 'node', 'prompt'];

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

  test('programs stay short', () => {
    for (const language of ['python', 'node'] as const) expect(snippet(language, FACTS).split('\n').length).toBeLessThanOrEqual(30);
  });

  test('a Windows path is written so that it can be read', () => {
    const code = snippet('node', { ...FACTS, key: { kind: 'file', path: String.raw`C:\Users\Maya\.lanai\agent.key` } });
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
