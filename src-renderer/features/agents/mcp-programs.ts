// Programs that take servers of MCP, and how each is given the one of Lanai: a line for a shell, or an entry in a file.
import { shellWord } from '../../../src-shared/skill.ts';

/** In the order in which they are offered. */
export const MCP_PROGRAM_IDS = ['claude', 'codex', 'gemini', 'qwen', 'opencode', 'vscode', 'cursor', 'openclaw', 'other'] as const;
export type McpProgramId = (typeof MCP_PROGRAM_IDS)[number];

export interface McpServer {
  command: string;
  args: readonly string[];
  /** A variable of the shell that it needs. */
  variable: string | null;
}

interface McpProgram {
  /** `folder`: it has the server in one folder alone. `file`: its settings, null when there is no common place. */
  takes: { kind: 'folder' } | { kind: 'anywhere' } | { kind: 'file'; path: string | null };
  text: (server: McpServer) => string;
}

export const MCP_PROGRAMS: Readonly<Record<McpProgramId, McpProgram>> = {
  claude: {
    takes: { kind: 'folder' },
    text: (server) => `claude mcp add lanai${flag('-e', server)} -- ${whole(server)}`,
  },
  codex: {
    takes: { kind: 'anywhere' },
    text: (server) => `codex mcp add lanai${flag('--env', server)} -- ${whole(server)}`,
  },
  gemini: {
    takes: { kind: 'anywhere' },
    text: (server) => `gemini mcp add --scope user lanai ${apart(server)}`,
  },
  qwen: {
    takes: { kind: 'anywhere' },
    text: (server) => `qwen mcp add --scope user lanai ${apart(server)}`,
  },
  opencode: {
    takes: { kind: 'anywhere' },
    text: (server) => `opencode mcp add lanai${flag('--env', server)} -- ${whole(server)}`,
  },
  vscode: {
    takes: { kind: 'anywhere' },
    text: ({ command, args, variable }) => `code --add-mcp ${jsonWord({ name: 'lanai', command, args }, variable)}`,
  },
  cursor: { takes: { kind: 'file', path: '~/.cursor/mcp.json' }, text: entry },
  openclaw: {
    takes: { kind: 'anywhere' },
    text: ({ command, args, variable }) => `openclaw mcp set lanai ${jsonWord({ command, args }, variable)}`,
  },
  other: { takes: { kind: 'file', path: null }, text: entry },
};

function whole({ command, args }: McpServer): string {
  return [command, ...args].map(shellWord).join(' ');
}

/** Gemini and Qwen take the program before the dashes, and what looks like an option only after them. */
function apart(server: McpServer): string {
  return `${shellWord(server.command)}${flag('-e', server)} -- ${server.args.map(shellWord).join(' ')}`;
}

function flag(name: string, { variable }: McpServer): string {
  return variable === null ? '' : ` ${name} ${variable}="$${variable}"`;
}

/** The shell puts the value of the variable between the quotes of the JSON. */
function jsonWord(value: Readonly<Record<string, unknown>>, variable: string | null): string {
  const text = JSON.stringify(value);
  if (variable === null) return shellWord(text);
  return `${shellWord(`${text.slice(0, -1)},"env":{"${variable}":"`)}"$${variable}"${shellWord('"}}')}`;
}

function entry({ command, args, variable }: McpServer): string {
  const server = { command, args, ...(variable === null ? {} : { env: { [variable]: '…' } }) };
  return JSON.stringify({ mcpServers: { lanai: server } }, null, 2);
}
