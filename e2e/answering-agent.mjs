// An agent that is not ours. It answers each message of a person or another agent, and sends again what was refused while agents were paused.
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [port, keyFile, name, roomId] = process.argv.slice(2);
const id = name.toLowerCase();
const socket = connect(Number(port), '127.0.0.1');
const send = (type, payload, as = type) => socket.write(`${JSON.stringify({ id: as, type, payload })}\n`);

let answers = 0;
let refused = null;
function answer(content) {
  refused = content;
  send('send_message', { room_id: roomId, content }, 'answer');
}

const handlers = {
  register: () => send('join_room', { room_id: roomId }),
  join_room: () => process.stdout.write('joined\n'),
  ping: () => send('pong', {}),
  answer: () => (refused = null),
  message_received({ agent_id, content }) {
    // A person calls one of them, and then they answer each other.
    if (agent_id === id || (content.startsWith('@') && !content.startsWith(`@${name}`))) return;
    answers += 1;
    answer(`${name} says ${answers}`);
  },
  room_updated({ room_id, agents_paused }) {
    if (room_id === roomId && agents_paused === false && refused !== null) answer(refused);
  },
};

socket.once('connect', () => send('register', { key: readFileSync(keyFile, 'utf8').trim(), name, agent_id: id }));
createInterface({ input: socket }).on('line', (line) => {
  const frame = JSON.parse(line);
  if (frame.type !== 'error') handlers[frame.reply_to ?? frame.type]?.(frame.payload);
});
