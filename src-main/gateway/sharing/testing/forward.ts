// Leads connections to a port of this computer into a Unix socket, as tailscaled does.
import { connect, createServer, type AddressInfo } from 'node:net';

export interface Forward {
  port: number;
  close(): void;
}

export async function forwardTo(path: string): Promise<Forward> {
  const server = createServer((client) => {
    const socket = connect(path);
    client.pipe(socket).pipe(client);
    for (const end of [client, socket]) end.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
