// The programs of the connect dialog: a Python and a TypeScript file without anything to install. They take the socket in the data
// folder where there is one, and prove their key on a port (docs/agent-keys.md).
import { strings } from '../../strings/all-strings.ts';
import { isPath, type KeySource, type SnippetFacts } from './snippet-facts.ts';

/** JSON's strings are also Python's and JavaScript's. */
const quoted = (text: string): string => JSON.stringify(text);

export function python({ info, key, agent, room }: SnippetFacts): string {
  const socket = isPath(info.socket) ? info.socket : null;
  const imports = [...(socket === null ? ['hashlib', 'hmac', 'json'] : ['json']), ...(key.kind === 'file' ? [] : ['os'])];
  if (socket === null) imports.push('secrets');
  const credential = socket === null ? 'proof=prove(home, send, lines)' : 'key=key';
  return `import ${[...imports, 'socket', 'time'].join(', ')}

key = ${pythonKey(key)}
${socket === null ? PYTHON_PROOF : ''}
def run(hello):
    ${pythonConnect(info.tcp, socket)}
    lines = map(json.loads, home.makefile("r", encoding="utf-8"))
    def send(type, **payload):
        frame = {"id": type, "type": type, "payload": payload}
        home.sendall((json.dumps(frame) + "\\n").encode())
    send("register", ${credential}, reconnect=True,
         name=${quoted(agent.name)}, agent_id=${quoted(agent.id)})
    send("join_room", room_id=${quoted(room.id)})
    if hello:
        send("send_message", room_id=${quoted(room.id)}, content=hello)
    for frame in lines:
        payload = frame["payload"]
        if frame["type"] == "ping":
            send("pong")
        elif frame["type"] in ("error", "closing"):
            print(payload["message"])
            if payload["code"] in ("unauthorized", "agent_id_taken"):
                raise SystemExit(1)
        elif frame["type"] == "mention":
            message = payload["message"]
            if message["agent_id"] == ${quoted(agent.id)}:
                continue
            # Your agent thinks here about message["content"].
            answer = "Hello " + message["agent_name"] + ", I heard you."
            send("send_message", room_id=message["room_id"], content=answer,
                 reply_to=message["message_id"])

hello = ${quoted(strings.agents.helloMention(agent.name))}
while True:
    try:
        run(hello)
        hello = None
    except OSError as problem:
        print(problem)
    time.sleep(2)
`;
}

function pythonKey(key: KeySource): string {
  return key.kind === 'file' ? `open(${quoted(key.path)}).read().strip()` : `os.environ[${quoted(key.name)}]`;
}

function pythonConnect(tcp: string | null, socket: string | null): string {
  if (socket !== null) return `home = socket.socket(socket.AF_UNIX)\n    home.connect(${quoted(socket)})`;
  const { host, port } = hostAndPort(tcp);
  return `home = socket.create_connection((${quoted(host)}, ${port}))`;
}

const PYTHON_PROOF = `
def mac(key, text):
    return hmac.new(key, text.encode(), "sha256").digest()

# The key is not sent to a port, because another program may have taken it.
def prove(home, send, lines):
    at = "%s:%d" % home.getpeername()[:2]
    key_hash = hashlib.sha256(key.encode()).hexdigest()
    nonce = secrets.token_hex(32)
    send("challenge", key_hash=key_hash, nonce=nonce, at=at)
    reply = next(lines, {}).get("payload", {})
    terms = "\\n".join(["lanai-key-proof-1", key_hash, nonce, reply.get("nonce", ""), at])
    if reply.get("proof") != mac(mac(key.encode(), "Server Key"), terms).hex():
        raise SystemExit("That is not the home, or it does not know the key.")
    own = mac(key.encode(), "Client Key")
    signature = mac(hashlib.sha256(own).digest(), terms)
    return bytes(a ^ b for a, b in zip(own, signature)).hex()
`;

export function typescript({ info, key, agent, room }: SnippetFacts): string {
  const { tcp, socket } = info;
  const readsKey = key.kind === 'file' ? `readFileSync(${quoted(key.path)}, "utf8").trim()` : `process.env.${key.name} ?? ""`;
  const imports = [
    ...(socket === null ? ['import { createHash, createHmac, randomBytes } from "node:crypto";'] : []),
    ...(key.kind === 'file' ? ['import { readFileSync } from "node:fs";'] : []),
    'import { connect } from "node:net";',
    'import { createInterface } from "node:readline";',
    'import { setTimeout as sleep } from "node:timers/promises";',
  ];
  return `${imports.join('\n')}

const key = ${readsKey};
${socket === null ? TYPESCRIPT_PROOF : ''}
async function run(hello: string | null) {
  const home = connect(${socket === null ? portAndHost(tcp) : quoted(socket)});
  home.on("error", (problem) => console.error(problem.message));
  const lines = createInterface({ input: home });
  const send = (type: string, payload: object = {}) =>
    home.write(JSON.stringify({ id: type, type, payload }) + "\\n");
  const enter = (credential: object) => {
    send("register", { ...credential, reconnect: true,
      name: ${quoted(agent.name)}, agent_id: ${quoted(agent.id)} });
    send("join_room", { room_id: ${quoted(room.id)} });
    if (hello) send("send_message", { room_id: ${quoted(room.id)}, content: hello });
  };
  ${socket === null ? 'let challenge = { nonce: "", at: "" };\n  home.on("connect", () => send("challenge", challenge = challengeOf(home)));' : 'enter({ key });'}
  for await (const line of lines) {
    const { type, payload } = JSON.parse(line);
    if (type === "ping") send("pong");
${socket === null ? '    if (type === "challenge") enter({ proof: prove(challenge, payload) });\n' : ''}    if (type === "error" || type === "closing") {
      console.error(payload.message);
      if (["unauthorized", "agent_id_taken"].includes(payload.code)) process.exit(1);
    }
    if (type === "mention") {
      const { room_id, message_id, agent_id, agent_name } = payload.message;
      if (agent_id === ${quoted(agent.id)}) continue;
      // Your agent thinks here about payload.message.content.
      const answer: string = "Hello " + agent_name + ", I heard you.";
      send("send_message", { room_id, content: answer, reply_to: message_id });
    }
  }
}

let hello: string | null = ${quoted(strings.agents.helloMention(agent.name))};
for (;;) {
  await run(hello).then(() => (hello = null), (problem) => console.error(problem));
  await sleep(2_000);
}
`;
}

const TYPESCRIPT_PROOF = `
const mac = (by: string | Buffer, text: string) => createHmac("sha256", by).update(text).digest();
const hash = (data: string | Buffer) => createHash("sha256").update(data).digest();

// The key is not sent to a port, because another program may have taken it.
const challengeOf = ({ remoteAddress, remotePort }: { remoteAddress?: string; remotePort?: number }) =>
  ({ key_hash: hash(key).toString("hex"), nonce: randomBytes(32).toString("hex"), at: remoteAddress + ":" + remotePort });
function prove({ nonce, at }: { nonce: string; at: string }, reply: { nonce: string; proof: string }) {
  const terms = ["lanai-key-proof-1", hash(key).toString("hex"), nonce, reply.nonce, at].join("\\n");
  if (reply.proof !== mac(mac(key, "Server Key"), terms).toString("hex")) {
    console.error("That is not the home, or it does not know the key.");
    process.exit(1);
  }
  const own = mac(key, "Client Key");
  const signature = mac(hash(own), terms);
  return Buffer.from(own.map((byte, index) => byte ^ signature[index])).toString("hex");
}
`;

function portAndHost(tcp: string | null): string {
  const { host, port } = hostAndPort(tcp);
  return `${port}, ${quoted(host)}`;
}

/** A program is offered only where there is a way in for it (languagesFor). */
function hostAndPort(tcp: string | null): { host: string; port: string } {
  if (tcp === null) throw new Error('The home has no port for agents.');
  const at = tcp.lastIndexOf(':');
  return { host: tcp.slice(0, at).replace(/^\[|\]$/g, ''), port: tcp.slice(at + 1) };
}
