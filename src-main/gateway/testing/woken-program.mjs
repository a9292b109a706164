// A program that the server starts to wake an agent, for tests: `woken-program.mjs PLACE.json MODE`. It connects as the agent that the
// file names, and answers the messages that call it.
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const [, program, placeFile, mode = 'connect'] = process.argv;
const { host, port, key, agent_id, started } = JSON.parse(readFileSync(placeFile, 'utf8'));
// A line for each start, with the number of its process.
appendFileSync(started, `${mode} ${process.pid}\n`);

switch (mode) {
  case 'never':
    setInterval(() => undefined, 1_000);
    break;
  case 'fail':
    process.stdout.write('Looking for the licence\n');
    process.stderr.write('Starting\nThere is no licence.\n');
    process.exitCode = 1;
    break;
  case 'fork':
  case 'fork busy':
  case 'hand over':
    // `hand over`: as a service manager does, to a process outside of its group.
    spawn(process.execPath, [program, placeFile, mode === 'fork busy' ? 'busy' : 'connect'], {
      detached: mode === 'hand over',
      stdio: 'ignore',
    }).unref();
    break;
  default:
    connectAsAgent();
}

function connectAsAgent() {
  const socket = connect(port, host);
  const send = (type, payload) => socket.write(`${JSON.stringify({ type, payload })}\n`);
  send('register', { key, name: agent_id, agent_id });
  send('join_room', { room_id: 'lobby' });
  createInterface({ input: socket }).on('line', (line) => {
    const { type, payload } = JSON.parse(line);
    if (type === 'ping') send('pong', {});
    if (type !== 'message_received') return;
    if (mode === 'crash') process.exit(3);
    const { room_id, content, message_id: reply_to } = payload;
    // Without the sign that would call it again.
    if (room_id !== 'lobby' || content.includes(`@${agent_id}`))
      send('send_message', { room_id, reply_to, content: `I heard: ${content.replaceAll('@', '')}` });
    if (mode !== 'busy') return;
    setInterval(() => undefined, 1_000);
    socket.end();
  });
  // `busy`: it works on without a connection.
  socket.on('close', () => mode === 'busy' || process.exit(0));
  socket.on('error', () => process.exit(9));
}
