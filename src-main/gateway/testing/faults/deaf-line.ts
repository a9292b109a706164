// A way to a server that can stop carrying bytes without an end for either side: a router that lost its table, a laptop that changed its network.
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Ready } from '../../../../src-shared/host.ts';

export interface DeafLine {
  /** `host:port` of the server's TCP, through this line. */
  readonly tcp: string;
  /** The port of its WebSocket. */
  readonly wsPort: number;
  /** All connections of now are cut in the middle: their bytes are taken and go nowhere. Those that begin later work. */
  swallow(): void;
  /** The clients of those give up. The server does not hear of it. */
  dropClients(): void;
  /** The server was heard ending a connection that is swallowed. */
  serverEnded(): Promise<void>;
  close(): void;
}

interface Pair {
  client: Socket;
  server: Socket;
  isSwallowed: boolean;
}

export async function openDeafLine(ready: Ready): Promise<DeafLine> {
  const pairs = new Set<Pair>();
  const tcp = await through(Number(ready.tcp?.split(':').at(-1)), pairs);
  const ws = await through(Number(new URL(ready.ws).port), pairs);
  const swallowed = (): Pair[] => [...pairs].filter(({ isSwallowed }) => isSwallowed);
  return {
    tcp: `127.0.0.1:${tcp.port}`,
    wsPort: ws.port,
    swallow: () => pairs.forEach((pair) => (pair.isSwallowed = true)),
    dropClients: () => swallowed().forEach(({ client }) => client.destroy()),
    async serverEnded() {
      for (const { server } of swallowed()) if (!server.closed) await once(server, 'close');
    },
    close() {
      for (const { client, server } of pairs) for (const socket of [client, server]) socket.destroy();
      for (const each of [tcp, ws]) each.close();
    },
  };
}

async function through(port: number, pairs: Set<Pair>): Promise<{ port: number; close(): void }> {
  const listener = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    const pair: Pair = { client, server, isSwallowed: false };
    pairs.add(pair);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('data', (bytes: Buffer) => void (pair.isSwallowed || to.write(bytes)));
      from.on('error', () => undefined);
      from.once('close', () => pair.isSwallowed || to.destroy());
    }
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const address = listener.address() as AddressInfo;
  return { port: address.port, close: () => void listener.close() };
}
