// Agents that speak MCP, with the official client. They are closed after each test.
import { Client, StreamableHTTPClientTransport, type ClientOptions } from '@modelcontextprotocol/client';
import { afterEach } from 'vitest';
import type { TestHome } from './home.ts';

export type Mode = 'legacy' | 'auto';

interface Clients {
  keyOf(label: string, more?: object): Promise<{ id: string; secret: string }>;
  connect(secret: string, mode?: Mode): Promise<Client>;
}

export function clientsOf(home: TestHome): Clients {
  const open = new Set<Client>();
  afterEach(async () => {
    for (const client of open) await client.close();
    open.clear();
  });
  return {
    async keyOf(label, more = {}) {
      const made = await home.owner.post('/api/keys', { label, ...more });
      return { id: made.field('key.id'), secret: made.field('secret') };
    },
    async connect(secret, mode = 'auto') {
      const options: ClientOptions = { versionNegotiation: { mode } };
      const client = new Client({ name: 'test', version: '1.0.0' }, options);
      const headers = { authorization: `Bearer ${secret}` };
      await client.connect(new StreamableHTTPClientTransport(new URL(`${home.url}/mcp`), { requestInit: { headers } }));
      open.add(client);
      return client;
    },
  };
}
