import { describe, expect, test } from 'vitest';
import { skillText } from '../../../src-shared/skill.ts';
import type { SnippetFacts } from './snippet-facts.ts';
import { KEY_VARIABLE } from '../keys/key-variable.ts';
import { languagesFor, runLine, snippet, type SnippetLanguage } from './snippets.ts';

const FACTS: SnippetFacts = {
  info: {
    tcp: '127.0.0.1:4511',
    socket: '/home/maya/.lanai/lanai.sock',
    url: 'http://127.0.0.1:4510',
    command: ['/usr/bin/node', '/opt/lanai app/lanai.cjs'],
  },
  key: { kind: 'file', path: '/home/maya/.lanai/agent.key' },
  agent: { id: 'build-bot', name: 'build-bot' },
  room: { id: 'lobby', name: 'lobby' },
  mcpProgram: 'claude',
};
const WITHOUT_SOCKET: SnippetFacts = { ...FACTS, info: { ...FACTS.info, socket: null } };
const ALL: SnippetLanguage[] = ['command', 'mcp', 'python', 'typescript', 'curl', 'prompt'];

describe('snippets', () => {
  test.each(ALL.filter((each) => each !== 'mcp'))('%s goes through the socket, where no other account listens', (language) => {
    const code = snippet(language, FACTS);
    expect(code).toContain('/home/maya/.lanai/lanai.sock');
    expect(code).toContain('/home/maya/.lanai/agent.key');
    expect(code).toContain('build-bot');
    expect(code).not.toContain('4511');
  });

  test.each(['python', 'typescript'] as const)('%s sends a port no key', (language) => {
    const code = snippet(language, WITHOUT_SOCKET);
    expect(code).toContain('4511');
    expect(code).toContain('lanai-key-proof-1');
    expect(code).not.toMatch(/register", (?:key=key|\{ key)|enter\(\{ key \}\)/);
  });

  test('curl is not offered where its key would go to a port', () => {
    expect(languagesFor(FACTS.info)).toEqual(ALL);
    expect(languagesFor(WITHOUT_SOCKET.info)).not.toContain('curl');
    expect(languagesFor({ ...FACTS.info, socket: String.raw`\\.\pipe\lanai` })).not.toContain('curl');
  });

  test('no program is offered that would have to guess a port', () => {
    const pipe = String.raw`\\.\pipe\lanai`;
    expect(languagesFor({ tcp: null, socket: null })).toEqual(['command', 'mcp', 'prompt']);
    expect(languagesFor({ tcp: null, socket: pipe })).toEqual(['command', 'mcp', 'typescript', 'prompt']);
    expect(languagesFor({ tcp: null, socket: '/home/maya/.lanai/lanai.sock' })).toEqual(ALL);
    expect(languagesFor({ tcp: '127.0.0.1:4513', socket: null })).toEqual(['command', 'mcp', 'python', 'typescript', 'prompt']);
  });

  test('MCP is one line with the folder of the server, and never with the key', () => {
    const line = "/usr/bin/node '/opt/lanai app/lanai.cjs' mcp --data-dir /home/maya/.lanai --name build-bot";
    expect(snippet('mcp', FACTS)).toBe(`claude mcp add lanai -- ${line}\n`);
    const { mcpServers } = JSON.parse(snippet('mcp', { ...FACTS, mcpProgram: 'other' })) as { mcpServers: unknown };
    expect(mcpServers).toMatchObject({
      lanai: { command: '/usr/bin/node', args: expect.arrayContaining(['/opt/lanai app/lanai.cjs', 'mcp']) as unknown },
    });
    const withVariable = snippet('mcp', { ...FACTS, key: { kind: 'variable', name: KEY_VARIABLE } });
    expect(withVariable).toContain(`claude mcp add lanai -e ${KEY_VARIABLE}="$${KEY_VARIABLE}" -- `);
    expect(withVariable).not.toContain('agent.key');
  });

  test('the addresses are those that the home has', () => {
    const info = { ...FACTS.info, tcp: '127.0.0.1:4513', url: 'http://127.0.0.1:4512' };
    for (const language of ALL) expect(snippet(language, { ...FACTS, info })).not.toMatch(/451[01]/);
    for (const language of ['command', 'python', 'typescript', 'prompt'] as const)
      expect(snippet(language, { ...FACTS, info: { ...info, socket: null } })).toContain('4513');
    expect(snippet('curl', { ...FACTS, info })).toContain('http://127.0.0.1:4512/api/');
  });

  test('what a shell would take apart is kept together', () => {
    const facts = { ...FACTS, agent: { id: 'o-hara', name: "O'Hara $(rm)" } };
    expect(snippet('command', facts)).toContain(String.raw`LANAI_NAME='O'\''Hara $(rm)'`);
    expect(snippet('command', facts)).toContain('lanai() { /usr/bin/node \'/opt/lanai app/lanai.cjs\' "$@"; }');
    expect(snippet('curl', facts)).toContain(String.raw`'{"content":"Hello, I am O'\''Hara $(rm)."}'`);
    expect(snippet('curl', facts)).toContain(String.raw`'Lanai-Agent: O'\''Hara $(rm)'`);
  });

  test('the key of an agent is taken from the environment', () => {
    for (const language of ALL) {
      const code = snippet(language, { ...FACTS, key: { kind: 'variable', name: KEY_VARIABLE } });
      expect(code).not.toContain('agent.key');
    }
  });

  test('the prompt is the text of lanai skill', () => {
    const { info: _info, ...facts } = FACTS;
    const command = "/usr/bin/node '/opt/lanai app/lanai.cjs'";
    expect(snippet('prompt', FACTS)).toBe(skillText({ command, url: 'unix:/home/maya/.lanai/lanai.sock', ...facts }));
  });

  test('programs stay short', () => {
    for (const language of ['python', 'typescript'] as const) expect(snippet(language, FACTS).split('\n').length).toBeLessThanOrEqual(50);
  });

  test('a Windows path is written so that it can be read', () => {
    const code = snippet('typescript', { ...FACTS, key: { kind: 'file', path: String.raw`C:\Users\Maya\.lanai\agent.key` } });
    expect(code).toContain(String.raw`"C:\\Users\\Maya\\.lanai\\agent.key"`);
  });

  test('a program is kept in a file that can be named', () => {
    expect(runLine('python', '研究/bot').file).toBe('研究-bot.py');
  });
});
