// The lines of *Connect an agent*, taken apart by a real shell.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { MCP_PROGRAM_IDS, MCP_PROGRAMS, type McpProgramId, type McpServer } from '../src-renderer/features/agents/mcp-programs.ts';

/** A name that a shell would take apart, and that looks like a variable. */
const NAME = `O'Hara "$KEY" $(rm)`;
const SERVER: McpServer = { command: '/opt/a node', args: ['/opt/lanai.cjs', 'mcp', '--name', NAME], variable: null };
const WITH_KEY: McpServer = { ...SERVER, variable: 'KEY' };
const LINES = MCP_PROGRAM_IDS.filter((id) => MCP_PROGRAMS[id].takes.kind !== 'file');

/** The words that a program gets when its line is pasted into a shell. */
function words(id: McpProgramId, server: McpServer): string[] {
  const text = MCP_PROGRAMS[id].text(server);
  const [program = ''] = text.split(' ');
  const script = `${program}() { printf '%s\\0' "$@"; }; ${text}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { KEY: 'lan_secret' } })
    .split('\0')
    .slice(0, -1);
}

const WHOLE = [SERVER.command, ...SERVER.args];

describe.skipIf(process.platform === 'win32')('the line for a program', () => {
  it.each([
    ['claude', ['mcp', 'add', 'lanai', '--', ...WHOLE], ['mcp', 'add', 'lanai', '-e', 'KEY=lan_secret', '--', ...WHOLE]],
    ['codex', ['mcp', 'add', 'lanai', '--', ...WHOLE], ['mcp', 'add', 'lanai', '--env', 'KEY=lan_secret', '--', ...WHOLE]],
    ['opencode', ['mcp', 'add', 'lanai', '--', ...WHOLE], ['mcp', 'add', 'lanai', '--env', 'KEY=lan_secret', '--', ...WHOLE]],
  ] as const)('of %s has the whole command after the dashes', (id, plain, withKey) => {
    expect(words(id, SERVER)).toEqual(plain);
    expect(words(id, WITH_KEY)).toEqual(withKey);
  });

  it.each(['gemini', 'qwen'] as const)('of %s has the program before the dashes', (id) => {
    const start = ['mcp', 'add', '--scope', 'user', 'lanai', SERVER.command];
    expect(words(id, SERVER)).toEqual([...start, '--', ...SERVER.args]);
    expect(words(id, WITH_KEY)).toEqual([...start, '-e', 'KEY=lan_secret', '--', ...SERVER.args]);
  });

  it.each([
    ['vscode', ['--add-mcp'], { name: 'lanai' }],
    ['openclaw', ['mcp', 'set', 'lanai'], {}],
  ] as const)('of %s has the entry as one word, with the value of the variable', (id, first, more) => {
    const { command, args } = SERVER;
    for (const [server, env] of [[SERVER, {}] as const, [WITH_KEY, { env: { KEY: 'lan_secret' } }] as const]) {
      const given = words(id, server);
      expect(given.slice(0, -1)).toEqual(first);
      expect(JSON.parse(given.at(-1) ?? '')).toEqual({ ...more, command, args, ...env });
    }
  });

  it('is one line, without the value of the key', () => {
    for (const id of LINES) expect(MCP_PROGRAMS[id].text(WITH_KEY)).not.toMatch(/\n|lan_secret/);
  });
});

it.each(['cursor', 'other'] as const)('the entry for %s is JSON', (id) => {
  const { command, args } = SERVER;
  expect(JSON.parse(MCP_PROGRAMS[id].text(WITH_KEY))).toEqual({ mcpServers: { lanai: { command, args, env: { KEY: '…' } } } });
});
