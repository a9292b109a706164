// The client against hostile and broken servers. Each case ends with a typed error and does not hang.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { homeForAll } from '../../../src-main/gateway/testing/shared-home.ts';
import { HOSTILE_SERVERS, SAID } from '../../conformance/test/hostile-servers.ts';
import { listen, type Server } from '../../conformance/test/wire.ts';
import { LanaiError, type Client } from '../src/node/node.ts';
import { connectThrough } from './through-proxy.ts';

const PATIENCE_MS = 4_000;
/** For those with which all goes well, however slowly. */
const LONG_PATIENCE_MS = 40_000;

const home = homeForAll();
const servers: Server[] = [];
beforeAll(async () => {
  for (const { serve } of HOSTILE_SERVERS) servers.push(await listen(serve(home.url)));
});
afterAll(async () => {
  for (const server of servers) await server.close();
});

async function meet(server: Server, name: string, timeoutMs: number): Promise<{ end: string; retry_after: number | null }> {
  let verb = 'connect';
  let client: Client | null = null;
  try {
    const options = { url: home.url, key: home.key, name, timeoutMs, requestTimeoutMs: timeoutMs };
    client = await connectThrough(server, options);
    verb = 'join';
    const room = await client.rooms.join('lobby');
    verb = 'send';
    const { id } = await room.send(SAID);
    verb = 'history';
    const { me } = client;
    const own: string[] = [];
    for await (const message of room.history()) if (message.author_id === me.id) own.push(message.id);
    expect(own).toEqual([id]);
    return { end: 'ok', retry_after: null };
  } catch (error) {
    if (!(error instanceof LanaiError)) return { end: `${verb}: ${String(error)}`, retry_after: null };
    return { end: `${verb}: ${error.code}`, retry_after: error.retryAfterMs && error.retryAfterMs / 1_000 };
  } finally {
    client?.close();
  }
}

it('ends with a clear error at every hostile server', async () => {
  const ends = await Promise.all(
    HOSTILE_SERVERS.map(({ python }, at) => meet(servers[at]!, `Visitor ${at}`, python === 'ok' ? LONG_PATIENCE_MS : PATIENCE_MS)),
  );
  expect(HOSTILE_SERVERS.map(({ name }, at) => ({ name, ...ends[at] }))).toEqual(
    HOSTILE_SERVERS.map(({ name, python, typescript: end = python, retry_after = null }) => ({
      ...{ name, end },
      retry_after: end === 'connect: connection_lost' ? null : retry_after,
    })),
  );
});
