// What the connect dialog offers: whole, short, and with nothing to fill in. The programs register, open a room, say
// hello and answer when they are mentioned.
import { shellWord, skillText } from '../../src-shared/skill.ts';
import { words } from '../words/words.ts';
import type { ConnectInfo } from './connect-info.ts';

export type SnippetLanguage = 'command' | 'python' | 'typescript' | 'curl' | 'prompt';
/** Those that are a program in a file. */
export type ProgramLanguage = 'python' | 'typescript';

/** `file`: the home's own key, which any program of the owner's may read. `variable`: a key of the agent's own. */
export type KeySource = { kind: 'file'; path: string } | { kind: 'variable'; name: string };

export interface SnippetFacts {
  info: Pick<ConnectInfo, 'tcp' | 'socket' | 'url'>;
  key: KeySource;
  agent: { id: string; name: string };
  room: { id: string; name: string };
}

export const KEY_VARIABLE = 'LANAI_KEY';

/** How the program is kept and run. */
export function runLine(language: ProgramLanguage, agentId: string): { file: string; command: string } {
  const file = language === 'python' ? `${agentId}.py` : `${agentId}.mts`;
  return { file, command: language === 'python' ? `python3 ${file}` : `node ${file}` };
}

/** An id as it can stand in a file's name: the agent is known again by it the next time it runs. */
export function agentId(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain || 'agent';
}

export function snippet(language: SnippetLanguage, facts: SnippetFacts): string {
  return SNIPPETS[language](facts);
}

const SNIPPETS: Record<SnippetLanguage, (facts: SnippetFacts) => string> = { command: commandLine, python, typescript, curl, prompt };

/** JSON's strings are also Python's and JavaScript's. */
const quoted = (text: string): string => JSON.stringify(text);

function python({ info, key, agent, room }: SnippetFacts): string {
  const readsKey = key.kind === 'file' ? `open(${quoted(key.path)}).read().strip()` : `os.environ[${quoted(key.name)}]`;
  const connects = pythonConnect(info);
  return `import json, ${key.kind === 'file' ? '' : 'os, '}socket

key = ${readsKey}
${connects}

def send(type, **payload):
    frame = {"id": type, "type": type, "payload": payload}
    home.sendall((json.dumps(frame) + "\\n").encode())

send("register", key=key, reconnect=True,
     name=${quoted(agent.name)}, agent_id=${quoted(agent.id)})
send("join_room", room_id=${quoted(room.id)})
send("send_message", room_id=${quoted(room.id)},
     content=${quoted(words.agents.helloMention(agent.name))})

for line in home.makefile("r", encoding="utf-8"):
    frame = json.loads(line)
    if frame["type"] == "ping":
        send("pong")
    elif frame["type"] == "error":
        print(frame["payload"]["message"])
    elif frame["type"] == "mention":
        message = frame["payload"]["message"]
        if message["agent_id"] == ${quoted(agent.id)}:
            continue
        # Your agent thinks here about message["content"].
        answer = "Hello " + message["agent_name"] + ", I heard you."
        send("send_message", room_id=message["room_id"], content=answer,
             reply_to=message["message_id"])
`;
}

function pythonConnect({ tcp, socket }: SnippetFacts['info']): string {
  if (tcp === null && socket !== null) return `home = socket.socket(socket.AF_UNIX)\nhome.connect(${quoted(socket)})`;
  const { host, port } = hostAndPort(tcp);
  return `home = socket.create_connection((${quoted(host)}, ${port}))`;
}

function typescript({ info, key, agent, room }: SnippetFacts): string {
  const readsKey = key.kind === 'file' ? `readFileSync(${quoted(key.path)}, "utf8").trim()` : `process.env.${key.name}`;
  const { host, port } = hostAndPort(info.tcp);
  const address = info.tcp === null && info.socket !== null ? quoted(info.socket) : `${port}, ${quoted(host)}`;
  return `${key.kind === 'file' ? 'import { readFileSync } from "node:fs";\n' : ''}import { connect } from "node:net";
import { createInterface } from "node:readline";

const key = ${readsKey};
const home = connect(${address});
const send = (type: string, payload: object = {}) =>
  home.write(JSON.stringify({ id: type, type, payload }) + "\\n");

send("register", { key, reconnect: true,
  name: ${quoted(agent.name)}, agent_id: ${quoted(agent.id)} });
send("join_room", { room_id: ${quoted(room.id)} });
send("send_message", { room_id: ${quoted(room.id)},
  content: ${quoted(words.agents.helloMention(agent.name))} });

for await (const line of createInterface({ input: home })) {
  const { type, payload } = JSON.parse(line);
  if (type === "ping") send("pong");
  if (type === "error") console.error(payload.message);
  if (type === "mention") {
    const { room_id, message_id, agent_id, agent_name } = payload.message;
    if (agent_id === ${quoted(agent.id)}) continue;
    // Your agent thinks here about payload.message.content.
    const answer: string = "Hello " + agent_name + ", I heard you.";
    send("send_message", { room_id, content: answer, reply_to: message_id });
  }
}
`;
}

/** The command finds what the environment says, so that its lines stay short. */
function commandLine({ info, key, agent, room }: SnippetFacts): string {
  const readsKey = key.kind === 'file' ? `export ${KEY_VARIABLE}="$(cat ${shellWord(key.path)})"\n` : '';
  return `export LANAI_URL=${shellWord(agentUrl(info))}
export LANAI_NAME=${shellWord(agent.name)} LANAI_AGENT_ID=${shellWord(agent.id)}
${readsKey}
lanai send ${shellWord(room.id)} ${shellWord(words.agents.hello(agent.name))}
# Prints what somebody says next, and ends. Think, send, and wait again.
lanai wait ${shellWord(room.id)} --loop --cursor-file ${shellWord(`${agent.id}.seq`)} --json
`;
}

function curl({ info, key, agent, room }: SnippetFacts): string {
  const readsKey = key.kind === 'file' ? `${KEY_VARIABLE}="$(cat ${shellWord(key.path)})"\n` : '';
  const at = `${info.url}/api/rooms/${encodeURIComponent(room.id)}`;
  const said = shellWord(JSON.stringify({ content: words.agents.hello(agent.name) }));
  return `${readsKey}auth="Authorization: Bearer $${KEY_VARIABLE}"

# Belong to the room, and say something there.
curl -sS -X PUT -H "$auth" ${shellWord(`${at}/members/me`)}
curl -sS -H "$auth" -H "Content-Type: application/json" \\
  -d ${said} \\
  ${shellWord(`${at}/messages`)}

# Everything that happens from now on, as it happens.
curl -sSN -H "$auth" ${shellWord(`${info.url}/api/stream`)}
`;
}

/** The very text of `lanai skill`, filled in. */
function prompt({ info, key, agent, room }: SnippetFacts): string {
  return skillText({ command: 'lanai', url: agentUrl(info), key, agent, room });
}

function agentUrl({ tcp, socket, url }: SnippetFacts['info']): string {
  if (tcp !== null) return `tcp://${tcp}`;
  return socket === null ? url : `unix:${socket}`;
}

function hostAndPort(tcp: string | null): { host: string; port: string } {
  const at = tcp?.lastIndexOf(':') ?? -1;
  if (!tcp || at === -1) return { host: '127.0.0.1', port: '4511' };
  return { host: tcp.slice(0, at).replace(/^\[|\]$/g, ''), port: tcp.slice(at + 1) };
}
