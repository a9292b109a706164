// The three transports for agents, and a server that listens on all of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GatewayOptions } from '../options.ts';
import { startTestHome, type TestHome } from './home.ts';
import { connectLines, type WireClient } from './wire-client.ts';

export const TRANSPORTS = ['TCP', 'a Unix socket', 'WebSocket'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface OpenHome extends TestHome {
  /** A connection that has not registered yet. */
  open(transport: Transport): Promise<WireClient>;
  /** A registered agent. */
  enter(transport: Transport, name: string, register?: object): Promise<Agent>;
}

export type Agent = WireClient & { readonly id: string };

export async function startOpenHome(options: Partial<GatewayOptions> = {}): Promise<OpenHome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lanai-wire-'));
  // Windows has none: TCP is used instead.
  const socket = process.platform === 'win32' ? null : path.join(folder, 'wire.sock');
  const home = await startTestHome({ socket: socket === null ? null : { path: socket, isAskedFor: true }, ...options });
  const open = (transport: Transport): Promise<WireClient> => {
    if (transport === 'WebSocket') return home.socket();
    return transport === 'a Unix socket' && socket !== null ? connectLines(socket) : home.lines();
  };
  return {
    ...home,
    open,
    async enter(transport, name, register = {}) {
      const client = await open(transport);
      const welcome = await client.request('register', { key: home.key, name, ...register });
      if (welcome.type !== 'ok') throw new Error(`${name} could not register: ${JSON.stringify(welcome.payload)}`);
      return Object.assign(client, { id: fieldOf(welcome, 'agent_id') });
    },
    async close() {
      await home.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A string field of a frame's payload. */
export function fieldOf(frame: { payload: unknown }, name: string): string {
  return String(recordOf(frame)[name]);
}

export function recordOf({ payload }: { payload: unknown }): Record<string, unknown> {
  if (typeof payload !== 'object' || payload === null) throw new Error(`No object: ${JSON.stringify(payload)}`);
  return { ...payload };
}
