// A server that speaks as much of the protocol as the benchmark needs, for its tests: it keeps nothing, and breaks the promise that is
// named on its command line. `clumsy-peer.ts PORT [FAULT]`
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

const FAULTS = ['none', 'cut', 'swap', 'drop', 'twice', 'silent', 'limit', 'full', 'dead'] as const;
type Fault = (typeof FAULTS)[number];

interface Frame {
  id: string;
  type: string;
  payload: { content?: string };
}

const EVERY = 10;
const LIMIT = 40;
const PLACES = 4;

const [port, named = 'none'] = process.argv.slice(2);
const fault: Fault | undefined = FAULTS.find((each) => each === named);
if (fault === undefined) {
  process.stderr.write(`There is no fault "${named}".\n`);
  process.exit(3);
}
const present = new Set<Socket>();
let last = 0;
let held = '';

createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  socket.once('close', () => present.delete(socket));
  createInterface({ input: socket }).on('line', (line) => {
    // The rest of a line after the cut is no line.
    if (!socket.destroyed) answer(socket, JSON.parse(line) as Frame);
  });
}).listen(Number(port), '127.0.0.1');

function answer(socket: Socket, { id, type, payload }: Frame): void {
  const reply = (kind: string, about: object): void =>
    void socket.write(`${JSON.stringify({ reply_to: id, type: kind, payload: about })}\n`);
  if (type === 'join_room') {
    if (fault === 'full' && present.size >= PLACES) return reply('error', { code: 'rate_limit_agents', message: 'Too many agents' });
    present.add(socket);
  }
  if (type !== 'send_message') return reply('ok', {});
  last += 1;
  if (fault === 'limit' && last > LIMIT) return reply('error', { code: 'rate_limit_messages', message: 'Too many messages' });
  if (fault === 'cut' && last % EVERY === 0) return void socket.destroy();
  if (fault === 'dead' && last === EVERY) process.exit(7);
  if (fault === 'silent' && last % EVERY === 0) return;
  deliver(`${JSON.stringify({ type: 'message_received', payload: { content: payload.content, seq: last } })}\n`);
  reply('ok', { seq: last });
}

function deliver(line: string): void {
  const isDue = last % EVERY === 0;
  if (fault === 'drop' && isDue) return;
  if (fault === 'swap' && isDue) held = line;
  else {
    const lines = `${line}${fault === 'twice' && isDue ? line : ''}${held}`;
    held = '';
    for (const each of present) each.write(lines);
  }
}
