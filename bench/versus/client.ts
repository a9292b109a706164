// A connection to a server that may answer nothing, refuse, or hang up.
import { connect } from 'node:net';
import type { Door } from '../home.ts';

export interface Frame {
  reply_to?: string;
  type: string;
  payload: { code?: string; message?: string; content?: string; agent_id?: string; seq?: number };
}

export interface Client {
  /** Called with each line, not parsed. */
  onLine: (line: string) => void;
  /** Called once when the server ends the connection. */
  onCut: () => void;
  isCut(): boolean;
  send(id: string, type: string, payload: object): void;
  close(): void;
}

/** The server did not let a client in. The message says how, as the end of a sentence about the server. */
export class NotAdmitted extends Error {}

/** Registered and in the lobby. */
export async function admit(door: Door, name: string, withinMs: number): Promise<Client> {
  const client = open(door);
  try {
    await ask(client, 'register', { key: door.key, name, agent_id: name }, withinMs);
    await ask(client, 'join_room', { room_id: 'lobby' }, withinMs);
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Null: the line is no frame. */
export function frameOf(line: string): Frame | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('type' in value)) return null;
    // The fields are read as those of a message, and compared only.
    return { payload: {}, ...value } as Frame;
  } catch {
    return null;
  }
}

function ask(client: Client, type: string, payload: object, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (how: string): void => (clearTimeout(timer), reject(new NotAdmitted(how)));
    const timer = setTimeout(() => fail(`did not answer ${type} within ${withinMs / 1000} seconds`), withinMs);
    client.onCut = () => fail(`ended the connection at ${type}`);
    client.onLine = (line) => {
      const frame = frameOf(line);
      if (frame?.type === 'error') return fail(`refused ${type}: ${frame.payload.message ?? ''} (${frame.payload.code ?? 'no code'})`);
      if (frame?.reply_to !== type) return;
      clearTimeout(timer);
      client.onCut = () => undefined;
      client.onLine = () => undefined;
      resolve();
    };
    client.send(type, type, payload);
  });
}

function open({ tcp }: Door): Client {
  const [host, port] = tcp.split(':');
  const socket = connect({ host, port: Number(port), noDelay: true });
  const client: Client = {
    onLine: () => undefined,
    onCut: () => undefined,
    isCut: () => socket.closed,
    send: (id, type, payload) => void socket.write(`${JSON.stringify({ id, type, payload })}\n`),
    close: () => (socket.removeAllListeners('close'), socket.destroy()),
  };
  let held = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (held + chunk).split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) client.onLine(line);
  });
  // A close follows, and it is what counts.
  socket.on('error', () => undefined);
  socket.once('close', () => client.onCut());
  return client;
}
