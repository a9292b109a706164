// An agent that uses no code of ours: lines of JSON over TCP.
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface Frame {
  id?: string;
  reply_to?: string;
  type: string;
  payload: Record<string, unknown>;
}

export interface TestAgent {
  /** Its id in the home. */
  readonly id: string;
  request(type: string, payload: object): Promise<Record<string, unknown>>;
  /** Waits for a pushed frame, among those that came already or come yet. */
  next(matches: (frame: Frame) => boolean): Promise<Frame>;
  close(): void;
}

const ANSWER_LIMIT_MS = 5_000;

export async function connectAgent(tcp: string, key: string, name: string): Promise<TestAgent> {
  const [host, port] = [tcp.slice(0, tcp.lastIndexOf(':')), Number(tcp.split(':').at(-1))];
  const socket = await opened(host, port);
  const frames = readFrames(socket);
  let lastId = 0;
  async function request(type: string, payload: object): Promise<Record<string, unknown>> {
    const id = String((lastId += 1));
    socket.write(`${JSON.stringify({ id, type, payload })}\n`);
    const reply = await frames.next((frame) => frame.reply_to === id);
    if (reply.type === 'error') throw new Error(`${type}: ${JSON.stringify(reply.payload)}`);
    return reply.payload;
  }
  const registered = await request('register', { key, name, capabilities: ['chat'] });
  return { id: String(registered['agent_id']), request, next: frames.next, close: () => socket.destroy() };
}

function opened(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => resolve(socket));
    socket.once('error', reject);
  });
}

function readFrames(socket: Socket): { next: TestAgent['next'] } {
  const came: Frame[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: socket })
    .on('line', (line) => {
      const frame = JSON.parse(line) as Frame;
      if (frame.type === 'ping') return void socket.write('{"type":"pong","payload":{}}\n');
      came.push(frame);
      for (const look of waiting) look();
    })
    // A home that is killed resets its connections.
    .on('error', () => undefined);
  return {
    next: (matches) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const at = came.findIndex(matches);
          if (at === -1) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(came.splice(at, 1)[0]!);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`Nothing that fits came. Came: ${JSON.stringify(came).slice(0, 2_000)}`));
        }, ANSWER_LIMIT_MS);
        waiting.add(look);
        look();
      }),
  };
}
