// The built gateway as its own process on a folder that is thrown away, and agents as thin as they can be.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import { startGatewayProcess, type GatewayProcess } from '../src-main/gateway/testing/process.ts';

export interface BenchHome {
  readonly gateway: GatewayProcess;
  readonly key: string;
  close(): Promise<void>;
}

export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'lanai-bench-'));
}

export async function openHome(folder = newFolder(), options: { nodeFlags?: readonly string[] } = {}): Promise<BenchHome> {
  const gateway = await startGatewayProcess(folder, [], options);
  return {
    gateway,
    key: readFileSync(gateway.ready.keyFile, 'utf8').trim(),
    async close() {
      await gateway.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where agents come in: a home's, or a simple peer's that speaks the same frames. */
export interface Door {
  /** host:port of TCP. */
  readonly tcp: string;
  /** The WebSocket's address. */
  readonly ws: string;
  readonly key: string;
}

export function doorOf({ gateway, key }: BenchHome): Door {
  return { tcp: gateway.ready.tcp ?? '', ws: gateway.ready.ws, key };
}

export type Carrier = 'tcp' | 'ws';

interface Line {
  reply_to?: string;
  type: string;
}

export interface ThinAgent {
  /** Called with each line, not parsed: most of them need not be. */
  onLine: (line: string) => void;
  send(id: string, type: string, payload: object): void;
  ask(type: string, payload: object): Promise<Line>;
  close(): void;
}

export async function register(door: Door, name: string, carrier: Carrier = 'tcp'): Promise<ThinAgent> {
  const agent = carrier === 'tcp' ? overTcp(door) : await overWebSocket(door);
  await agent.ask('register', { key: door.key, name, agent_id: name });
  return agent;
}

/** Registered and in the lobby. */
export async function enter(door: Door, name: string, carrier: Carrier = 'tcp'): Promise<ThinAgent> {
  const agent = await register(door, name, carrier);
  await agent.ask('join_room', { room_id: 'lobby' });
  return agent;
}

/** Many agents in the lobby, called `prefix-0` and so on. */
export function enterAll(count: number, prefix: string, door: Door, carrier?: Carrier): Promise<ThinAgent[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => enter(door, `${prefix}-${index}`, carrier)));
}

function overTcp({ tcp }: Door): ThinAgent {
  const [host, port] = tcp.split(':');
  const socket = connect({ host, port: Number(port), noDelay: true });
  const agent = agentOn(
    (frame) => void socket.write(`${frame}\n`),
    () => socket.destroy(),
  );
  let held = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (held + chunk).split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) agent.onLine(line);
  });
  return agent;
}

async function overWebSocket({ ws }: Door): Promise<ThinAgent> {
  const socket = new WebSocket(ws, { perMessageDeflate: false });
  const agent = agentOn(
    (frame) => socket.send(frame),
    () => socket.terminate(),
  );
  socket.on('message', (data: Buffer) => agent.onLine(data.toString('latin1')));
  await once(socket, 'open');
  return agent;
}

function agentOn(write: (frame: string) => void, close: () => void): ThinAgent {
  const agent: ThinAgent = {
    onLine: () => undefined,
    send: (id, type, payload) => write(JSON.stringify({ id, type, payload })),
    ask(type, payload) {
      return new Promise((resolve) => {
        const before = agent.onLine;
        agent.onLine = (line) => {
          const frame = JSON.parse(line) as Line;
          if (frame.reply_to !== type) return;
          agent.onLine = before;
          resolve(frame);
        };
        agent.send(type, type, payload);
      });
    },
    close,
  };
  return agent;
}

/** About 200 bytes, as a sentence or two are. */
export function text(index: number): string {
  return `${index} The plan has a recovery step but no rollback gate: nothing stops the rollout when the error rate climbs. Smallest fix: watch the 5xx rate in a window of two minutes and stop above half a percent.`;
}
