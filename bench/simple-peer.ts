// The simplest server that keeps the same promise: one thread, one insert and one commit a message, then one frame to
// every listener. It checks nothing: no key, no schema, no rights.
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { openBare } from './bare.ts';
import { newFolder } from './home.ts';

interface Frame {
  id: string;
  type: string;
  payload: { content?: string };
}

const folder = newFolder();
const { append } = openBare(folder);
const present = new Set<Socket>();
let last = 0;

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  socket.once('close', () => present.delete(socket));
  createInterface({ input: socket }).on('line', (line) => answer(socket, JSON.parse(line) as Frame));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.once('SIGTERM', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});

function answer(socket: Socket, { id, type, payload }: Frame): void {
  if (type === 'join_room') present.add(socket);
  if (type === 'leave_room') present.delete(socket);
  if (type === 'send_message') post(payload.content ?? '');
  socket.write(`${JSON.stringify({ reply_to: id, type: 'ok', payload: { seq: last } })}\n`);
}

function post(content: string): void {
  last += 1;
  append(last, 'author', content);
  const line = `${JSON.stringify({ type: 'message_received', payload: { content, seq: last } })}\n`;
  for (const each of present) each.write(line);
}
