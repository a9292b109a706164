// The built gateway as its own process on a folder that is thrown away, and agents as thin as they can be.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startGatewayProcess, type GatewayProcess } from '../src-main/gateway/testing/process.ts';

export interface BenchHome {
  readonly gateway: GatewayProcess;
  readonly key: string;
  close(): Promise<void>;
}

export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'lanai-bench-'));
}

export async function openHome(folder = newFolder()): Promise<BenchHome> {
  const gateway = await startGatewayProcess(folder);
  return {
    gateway,
    key: readFileSync(gateway.ready.keyFile, 'utf8').trim(),
    async close() {
      await gateway.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Line {
  reply_to?: string;
  type: string;
  payload: { seq?: number; content?: string; code?: string };
}

export interface ThinAgent {
  readonly socket: Socket;
  /** Called with each line, not parsed: most of them need not be. */
  onLine: (line: string) => void;
  send(id: string, type: string, payload: object): void;
  ask(type: string, payload: object): Promise<Line>;
}

/** Registered and in the lobby. */
export async function enter({ gateway, key }: BenchHome, name: string): Promise<ThinAgent> {
  const [host, port] = (gateway.ready.tcp ?? '').split(':');
  const socket = connect({ host, port: Number(port), noDelay: true });
  const agent: ThinAgent = {
    socket,
    onLine: () => undefined,
    send: (id, type, payload) => void socket.write(`${JSON.stringify({ id, type, payload })}\n`),
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
  };
  let held = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (held + chunk).split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) agent.onLine(line);
  });
  await agent.ask('register', { key, name, agent_id: name });
  await agent.ask('join_room', { room_id: 'lobby' });
  return agent;
}

/** About 200 bytes, as a sentence or two are. */
export function text(index: number): string {
  return `${index} The plan has a recovery step but no rollback gate: nothing stops the rollout when the error rate climbs. Smallest fix: watch the 5xx rate in a window of two minutes and stop above half a percent.`;
}
