// A TCP proxy before a server, which cuts connections when the test says so, or after so many bytes.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** How many connections were cut. */
  readonly cuts: number;
  cut(): void;
  /** Refuses new connections, and cuts those that are there. */
  down(): void;
  up(): void;
  /** Each connection is cut after so many bytes in both directions; null: not at all. */
  cutAfter(nextLimit: () => number | null): void;
  close(): Promise<void>;
}

export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<() => void>();
  let isUp = true;
  let cuts = 0;
  let nextLimit = (): number | null => null;
  const server = createServer((client) => {
    if (!isUp) return void client.destroy();
    const home = connect(Number(port), hostname);
    let left = nextLimit() ?? Infinity;
    const end = (): void => {
      pairs.delete(end);
      client.destroy();
      home.destroy();
    };
    pairs.add(end);
    const forward = (from: Socket, to: Socket): void => {
      from.on('data', (chunk: Buffer) => {
        to.write(chunk.subarray(0, Math.max(0, left)));
        left -= chunk.length;
        if (left > 0 || !pairs.has(end)) return;
        cuts += 1;
        // What was written is sent first: the cut is in the middle of a frame.
        pairs.delete(end);
        to.end(() => end());
        from.destroy();
      });
      from.on('error', end);
      from.on('close', end);
    };
    forward(client, home);
    forward(home, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const cut = (): void => {
    for (const end of pairs) end();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    get cuts() {
      return cuts;
    },
    cut,
    down() {
      isUp = false;
      cut();
    },
    up: () => void (isUp = true),
    cutAfter: (next) => void (nextLimit = next),
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
