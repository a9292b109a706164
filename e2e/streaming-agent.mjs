// An agent that is not ours. To a mention it answers with a stream of so many lines, until a person stops it. To "think" it only works.
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [port, keyFile, name, roomId, paceMs] = process.argv.slice(2);
const socket = connect(Number(port), '127.0.0.1');
const send = (type, payload, id = type) => socket.write(`${JSON.stringify({ id, type, payload })}\n`);
const tell = (line) => process.stdout.write(`${line}\n`);
let stream = null;

function write() {
  if (!stream) return;
  if (stream.line === stream.lines) {
    send('stream_end', { stream_id: stream.id });
    stream = null;
    return;
  }
  stream.line += 1;
  send('stream_delta', { stream_id: stream.id, text: `- line **${stream.line}** of the answer\n` });
  setTimeout(write, pace);
}

let asked = 0;
let pace = 0;
let called = null;
const handlers = {
  register: () => send('join_room', { room_id: roomId }),
  join_room: () => tell('joined'),
  ping: () => send('pong', {}),
  mention({ message: { message_id, content, room_id } }) {
    if (content.includes('think')) return send('set_presence', { room_id, status: 'working', status_detail: 'Reads the plan' });
    called = /for (\w+)/.exec(content)?.[1] ?? null;
    pace = content.includes('slowly') ? 2_000 : Number(paceMs);
    asked = Number(/\d+/.exec(content)?.[0] ?? 5);
    send('stream_start', { room_id, ...(content.includes('reply') && { reply_to: message_id }) });
  },
  stream_start({ stream_id }) {
    stream = { id: stream_id, line: 0, lines: asked };
    if (called) send('stream_delta', { stream_id, text: `@${called}\n\n` });
    write();
  },
  stop_requested({ by_name }) {
    stream = null;
    send('set_presence', { room_id: roomId, status: 'idle' });
    tell(`stopped by ${by_name}`);
  },
};

socket.once('connect', () => send('register', { key: readFileSync(keyFile, 'utf8').trim(), name, agent_id: name.toLowerCase() }));
createInterface({ input: socket }).on('line', (line) => {
  const frame = JSON.parse(line);
  if (frame.type !== 'error') handlers[frame.reply_to ?? frame.type]?.(frame.payload);
});
