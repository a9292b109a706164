// An agent that is not ours: thirty lines that know the protocol, the address and the key, and nothing else.
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [port, keyFile, name, roomName, thinkMs] = process.argv.slice(2);
const register = { key: readFileSync(keyFile, 'utf8').trim(), name, agent_id: name.toLowerCase(), reconnect: true };

function live() {
  const socket = connect(Number(port), '127.0.0.1');
  const send = (type, payload = {}, id = type) => socket.write(`${JSON.stringify({ id, type, payload })}\n`);
  const handlers = {
    register: () => send('list_rooms'),
    list_rooms: ({ rooms }) => send('join_room', { room_id: rooms.find((room) => room.name === roomName).room_id }),
    join_room: () => process.stdout.write('joined\n'),
    ping: () => send('pong'),
    mention: ({ message: { room_id, message_id, content } }) =>
      setTimeout(() => send('send_message', { room_id, content: `You said: ${content}`, reply_to: message_id }), Number(thinkMs)),
  };
  socket.once('connect', () => send('register', register));
  socket.on('error', () => undefined);
  socket.once('close', () => setTimeout(live, 100));
  const lines = createInterface({ input: socket });
  lines.on('error', () => undefined);
  lines.on('line', (line) => {
    const frame = JSON.parse(line);
    if (frame.type === 'error') process.stderr.write(`${line}\n`);
    else handlers[frame.reply_to ?? frame.type]?.(frame.payload);
  });
}

live();
