// An agent that is not ours. To a mention it shows three acts, asks what to do with choices, and is blocked until one is chosen.
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [port, keyFile, name, roomId] = process.argv.slice(2);
const socket = connect(Number(port), '127.0.0.1');
const send = (type, payload, id = type) => socket.write(`${JSON.stringify({ id, type, payload })}\n`);
const act = (content, fields) => send('thinking', { room_id: roomId, content, act: { outcome: 'done', ...fields } });

const BEFORE = 'export const port = 4510;\nexport const host = "localhost";\n';
const AFTER = 'export const port = 4600;\nexport const host = "localhost";\n';
const CHOICES = ['Try again', 'Leave it', 'Ask Sarah, who wrote the tests and knows them'];

let question = null;
const handlers = {
  register: () => send('join_room', { room_id: roomId }),
  join_room: () => process.stdout.write('joined\n'),
  ping: () => send('pong', {}),
  mention({ message: { message_id } }) {
    act('Read `config.ts`', { kind: 'read', output: BEFORE });
    act('Changed `config.ts`, **1** line', { kind: 'edit', diff: { path: 'src/config.ts', before: BEFORE, after: AFTER } });
    act('Ran the tests', { kind: 'execute', outcome: 'failed', input: 'npm test', output: '1 failed\nError: port 4510 expected\n' });
    send('set_presence', { status: 'blocked', status_detail: 'Waits for an answer' });
    send('send_message', { room_id: roomId, content: 'The tests failed. What now?', reply_to: message_id, choices: CHOICES }, 'question');
  },
  question: ({ message_id }) => (question = message_id),
  message_received({ reply_to_message, choice, agent_name }) {
    if (reply_to_message !== question || choice === undefined) return;
    send('set_presence', { status: 'idle' });
    send('send_message', { room_id: roomId, content: `${agent_name} chose: ${choice}.` }, 'said');
  },
};

socket.once('connect', () => send('register', { key: readFileSync(keyFile, 'utf8').trim(), name, agent_id: name.toLowerCase() }));
createInterface({ input: socket }).on('line', (line) => {
  const frame = JSON.parse(line);
  if (frame.type !== 'error') handlers[frame.reply_to ?? frame.type]?.(frame.payload);
});
