// The snippets of the connect dialog: complete and short, without placeholders. The programs register, open a room, say hello and
// answer when they are mentioned.
import { agentFile } from '../../../src-shared/agent-id.ts';
import { shellWord, skillText } from '../../../src-shared/skill.ts';
import { strings } from '../../strings/all-strings.ts';
import { MCP_PROGRAMS } from './mcp-programs.ts';
import { python, typescript } from './programs.ts';
import { isPath, type SnippetFacts } from './snippet-facts.ts';
import { KEY_VARIABLE } from '../keys/key-variable.ts';

export type SnippetLanguage = 'command' | 'mcp' | 'python' | 'typescript' | 'curl' | 'prompt';
/** Those that are a program in a file. */
export type ProgramLanguage = 'python' | 'typescript';

const LANGUAGES: readonly SnippetLanguage[] = ['command', 'mcp', 'python', 'typescript', 'curl', 'prompt'];

/** How the program is kept and run. */
export function runLine(language: ProgramLanguage, agentId: string): { file: string; command: string } {
  const file = `${agentFile(agentId)}.${language === 'python' ? 'py' : 'mts'}`;
  return { file, command: language === 'python' ? `python3 ${file}` : `node ${file}` };
}

/** The snippets that work for this server: curl needs a socket that has a path, Python that or a port, TypeScript any of them. */
export function languagesFor({ tcp, socket }: Pick<SnippetFacts['info'], 'tcp' | 'socket'>): SnippetLanguage[] {
  const lacks: Partial<Record<SnippetLanguage, boolean>> = {
    curl: !isPath(socket),
    python: !isPath(socket) && tcp === null,
    typescript: socket === null && tcp === null,
  };
  return LANGUAGES.filter((each) => lacks[each] !== true);
}

export function snippet(language: SnippetLanguage, facts: SnippetFacts): string {
  return SNIPPETS[language](facts);
}

const SNIPPETS: Record<SnippetLanguage, (facts: SnippetFacts) => string> = {
  command: commandLine,
  mcp,
  python,
  typescript,
  curl,
  prompt,
};

/** The command reads the environment, so that its lines stay short. Without the command in the PATH, the shell defines it. */
function commandLine({ info, key, agent, room }: SnippetFacts): string {
  const readsKey = key.kind === 'file' ? `export ${KEY_VARIABLE}="$(cat ${shellWord(key.path)})"\n` : '';
  const call = info.command.map(shellWord).join(' ');
  return `export LANAI_URL=${shellWord(agentUrl(info))}
export LANAI_NAME=${shellWord(agent.name)} LANAI_AGENT_ID=${shellWord(agent.id)}
${readsKey}${call === '' ? '' : `command -v lanai >/dev/null || lanai() { ${call} "$@"; }\n`}
lanai send ${shellWord(room.id)} ${shellWord(strings.agents.hello(agent.name))}
# Prints the next message, and ends. Think, send, and wait again.
lanai wait ${shellWord(room.id)} --loop --cursor-file ${shellWord(`${agentFile(agent.id)}.seq`)} --json
`;
}

/** One line, or an entry, for the program that was chosen. */
function mcp({ info, key, agent, mcpProgram }: SnippetFacts): string {
  const [command = 'lanai', ...first] = info.command;
  // In its folder it finds the key, and the socket at which no other account can listen.
  const where = key.kind === 'file' ? ['--data-dir', key.path.replace(/[\\/][^\\/]*$/, '')] : ['--url', info.url];
  const args = [...first, 'mcp', ...where, '--name', agent.name];
  return `${MCP_PROGRAMS[mcpProgram].text({ command, args, variable: key.kind === 'file' ? null : KEY_VARIABLE })}\n`;
}

/** Over the socket in the folder: no other program can listen there, so the key may be sent. */
function curl({ info, key, agent, room }: SnippetFacts): string {
  const readsKey = key.kind === 'file' ? `${KEY_VARIABLE}="$(cat ${shellWord(key.path)})"\n` : '';
  const at = `${info.url}/api/rooms/${encodeURIComponent(room.id)}`;
  const said = shellWord(JSON.stringify({ content: strings.agents.hello(agent.name) }));
  return `${readsKey}home() {
  curl -sS --unix-socket ${shellWord(info.socket ?? '')} -H ${shellWord(`Lanai-Agent: ${agent.name}`)} \\
    -H "Authorization: Bearer $${KEY_VARIABLE}" "$@"
}

# Belong to the room, and say something there.
home -X PUT ${shellWord(`${at}/members/me`)}
home -H "Content-Type: application/json" -d ${said} ${shellWord(`${at}/messages`)}

# Everything that happens from now on, as it happens.
home -N ${shellWord(`${info.url}/api/stream`)}
`;
}

/** The very text of `lanai skill`, filled in. */
function prompt({ info, key, agent, room }: SnippetFacts): string {
  const command = info.command.map(shellWord).join(' ') || 'lanai';
  return skillText({ command, url: agentUrl(info), key, agent, room });
}

/** The socket first: no other account of the computer can listen there. */
function agentUrl({ tcp, socket, url }: SnippetFacts['info']): string {
  if (socket !== null) return `unix:${socket}`;
  return tcp === null ? url : `tcp://${tcp}`;
}
