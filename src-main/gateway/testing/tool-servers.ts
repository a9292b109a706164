// Servers of tools for tests: the official library over HTTP, the same as a program, and servers that answer by hand.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { RequestInput } from '../../../src-shared/commands/index.ts';
import { toolServer } from './tool-server.mjs';

const PROGRAM = fileURLToPath(new URL('./tool-server.mjs', import.meta.url));

export function toolProgram(...flags: string[]): RequestInput<'add_tool_server'>['runs'] {
  return { kind: 'command', command: process.execPath, args: [PROGRAM, ...flags] };
}

export interface HttpToolServer {
  url: string;
  /** Those that arrived. */
  calls: { name: string; input?: unknown }[];
  /** The values of the header `authorization`, as they arrived. */
  keys: (string | undefined)[];
  close(): Promise<void>;
}

/** `key`: without it, as a bearer token, requests are refused. */
export async function startToolServer({ key, flags = [] }: { key?: string; flags?: string[] } = {}): Promise<HttpToolServer> {
  const calls: HttpToolServer['calls'] = [];
  const keys: HttpToolServer['keys'] = [];
  const handler = createMcpHandler(() => toolServer(calls, new Set(flags)), { onerror: () => undefined });
  const listen = getRequestListener((request) => handler.fetch(request), { overrideGlobalObjects: false });
  const server = await byHand((request, response) => {
    keys.push(request.headers.authorization);
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`) return void response.writeHead(401).end('No.');
    void listen(request, response);
  });
  return { ...server, calls, keys };
}

export async function byHand(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/mcp`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A server of the earlier revision that answers these methods with these results, and no other. */
export function answering(results: Readonly<Record<string, unknown>>): Parameters<typeof byHand>[0] {
  const known: Record<string, unknown> = {
    initialize: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'by hand', version: '1' } },
    ...results,
  };
  return (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client of these tests wrote it
      const { id, method = '' } = JSON.parse(body || '{}') as { id?: number; method?: string };
      if (id === undefined) return void response.writeHead(202).end();
      const answer = Object.hasOwn(known, method)
        ? { result: known[method] }
        : { error: { code: -32_601, message: `There is no method ${method}.` } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
    });
  };
}
