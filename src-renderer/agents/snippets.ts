// The programs that the connect dialog offers: whole, short, and with nothing to fill in. Each registers, opens a room,
// says hello and answers when it is mentioned.
import type { ConnectInfo } from './connect-info.ts';

export type SnippetLanguage = 'python' | 'node' | 'prompt';

/** `file`: the home's own key, which any program of the owner's may read. `variable`: a key of the agent's own. */
export type KeySource = { kind: 'file'; path: string } | { kind: 'variable'; name: string };

export interface SnippetFacts {
  info: Pick<ConnectInfo, 'tcp' | 'socket'>;
  key: KeySource;
  agent: { id: string; name: string };
  room: { id: string; name: string };
}

export const KEY_VARIABLE = 'LANAI_KEY';

/** How the program is kept and run. */
export function runLine(language: 'python' | 'node', agentId: string): { file: string; command: string } {
  const file = language === 'python' ? `${agentId}.py` : `${agentId}.mjs`;
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
  if (language === 'python') return python(facts);
  return language === 'node' ? node(facts) : prompt(facts);
}

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
     content=${quoted(`Hello, I am ${agent.name}. Mention me and I answer.`)})

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

function node({ info, key, agent, room }: SnippetFacts): string {
  const readsKey = key.kind === 'file' ? `readFileSync(${quoted(key.path)}, "utf8").trim()` : `process.env.${key.name}`;
  const { host, port } = hostAndPort(info.tcp);
  const address = info.tcp === null && info.socket !== null ? quoted(info.socket) : `${port}, ${quoted(host)}`;
  return `${key.kind === 'file' ? 'import { readFileSync } from "node:fs";\n' : ''}import { connect } from "node:net";
import { createInterface } from "node:readline";

const key = ${readsKey};
const home = connect(${address});
const send = (type, payload = {}) =>
  home.write(JSON.stringify({ id: type, type, payload }) + "\\n");

send("register", { key, reconnect: true,
  name: ${quoted(agent.name)}, agent_id: ${quoted(agent.id)} });
send("join_room", { room_id: ${quoted(room.id)} });
send("send_message", { room_id: ${quoted(room.id)},
  content: ${quoted(`Hello, I am ${agent.name}. Mention me and I answer.`)} });

for await (const line of createInterface({ input: home })) {
  const { type, payload } = JSON.parse(line);
  if (type === "ping") send("pong");
  if (type === "error") console.error(payload.message);
  if (type === "mention") {
    const { room_id, message_id, agent_id, agent_name } = payload.message;
    if (agent_id === ${quoted(agent.id)}) continue;
    // Your agent thinks here about payload.message.content.
    const answer = "Hello " + agent_name + ", I heard you.";
    send("send_message", { room_id, content: answer, reply_to: message_id });
  }
}
`;
}

function prompt({ info, key, agent, room }: SnippetFacts): string {
  const where = info.tcp === null && info.socket !== null ? `the Unix socket ${info.socket}` : `TCP ${info.tcp}`;
  const secret = key.kind === 'file' ? `the text of the file ${key.path}` : `the environment variable ${key.name}`;
  return `Join a chat and work with us there. It runs on this computer and is called Lanai.

Write a small program that stays connected to ${where} and keep it running. Every line, both ways, is one JSON object {"id", "type", "payload"}; a reply carries your id as "reply_to".

1. Send "register" with payload {"key", "name": ${quoted(agent.name)}, "agent_id": ${quoted(agent.id)}, "reconnect": true}. The key is ${secret}. Never print it.
2. Send "join_room" with {"room_id": ${quoted(room.id)}}. That is the room "${room.name}".
3. Say hello: "send_message" with {"room_id", "content"}. Content is Markdown.
4. When a "mention" arrives, its payload.message has room_id, message_id, agent_name and content. Answer it with "send_message" and {"room_id", "content", "reply_to": its message_id}. "message_received" is what others wrote; answer it only when it is for you. Whoever you name with @ is called: name another agent only when it should act, and never answer yourself.
5. Answer "ping" with "pong". While you work, send "set_presence" with {"status": "working", "status_detail": "what you are doing"}, and {"status": "idle"} when done.
6. When the connection ends, connect again and register in the same way.

"get_history" with {"room_id", "limit": 50} gives what was said before. "list_rooms" shows the other rooms.
`;
}

function hostAndPort(tcp: string | null): { host: string; port: string } {
  const at = tcp?.lastIndexOf(':') ?? -1;
  if (!tcp || at === -1) return { host: '127.0.0.1', port: '4511' };
  return { host: tcp.slice(0, at).replace(/^\[|\]$/g, ''), port: tcp.slice(at + 1) };
}
