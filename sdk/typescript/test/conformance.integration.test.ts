// Carries out the scenarios that all SDKs share: sdk/conformance.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { homeForAll } from '../../../src-main/gateway/testing/shared-home.ts';
import { LanaiError, type Client, type StreamWriter } from '../src/node/node.ts';
import { startProxy, type Proxy } from './proxy.ts';
import { credentialsFor } from './credentials.ts';
import { connectThrough } from './through-proxy.ts';
import { createRunner, type Scenario } from './runner.ts';

const FILE = path.join(import.meta.dirname, '../../conformance/scenarios.json');
const { scenarios } = JSON.parse(readFileSync(FILE, 'utf8')) as { scenarios: Scenario[] };

const home = homeForAll();
const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it.each(scenarios)('$name', async ({ clients, steps }) => {
  const opened: Record<string, { client: Client; proxy: Proxy }> = {};
  const streams = new Map<string, StreamWriter>();
  for (const [name, kind] of Object.entries(clients)) {
    const proxy = await startProxy(home.url);
    ends.push(() => proxy.close());
    const connecting = connectThrough(proxy, { url: home.url, ...(await credentialsFor(home, name, kind)) });
    if (kind === 'wrong key') {
      const error = await connecting.catch((refusal: unknown) => refusal);
      expect(error).toBeInstanceOf(LanaiError);
      expect(error).toMatchObject({ code: steps[0]?.fails });
      return;
    }
    const client = await connecting;
    ends.push(() => client.close());
    opened[name] = { client, proxy };
  }
  const runner = createRunner(opened, streams);
  for (const step of steps) await runner.take(step);
});
