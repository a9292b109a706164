// The first program in the container of the Dockerfile: a server on the loopback, as everywhere, and a relay to it from the container's
// own address, where published ports arrive. The computer decides by `--publish` which of its addresses lead there.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';

const LOOPBACK = '127.0.0.1';
const { LANAI_CONTAINER_PORTS = '4510,4511', LANAI_CONTAINER_ADDRESSES, LANAI_COMMAND } = process.env;
const [port, tcpPort] = LANAI_CONTAINER_PORTS.split(',').map(Number);

const lanai = LANAI_COMMAND ?? path.join(import.meta.dirname, 'dist/cli/lanai.cjs');
const server = spawn(process.execPath, [lanai, 'serve', '--port', String(port), '--tcp-port', String(tcpPort), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.once('exit', (code) => process.exit(code ?? 1));

for (const address of LANAI_CONTAINER_ADDRESSES?.split(',') ?? ownAddresses()) for (const each of [port, tcpPort]) relay(address, each);

/** With the network of the computer the relay would open the server on all of its addresses. */
function ownAddresses() {
  const interfaces = Object.entries(networkInterfaces());
  if (interfaces.some(([name]) => existsSync(`/sys/class/net/${name}/device`))) {
    process.stderr.write('The container has the network of the computer: the server answers on 127.0.0.1 only.\n');
    return [];
  }
  return interfaces
    .flatMap(([, addresses = []]) => addresses.filter(({ internal, family }) => !internal && family === 'IPv4'))
    .map((each) => each.address);
}

function relay(address, listenPort) {
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const inner = connect({ host: LOOPBACK, port: listenPort, allowHalfOpen: true, noDelay: true });
    client.pipe(inner).pipe(client);
    // Each end of the pair that fails takes the other with it.
    for (const [one, other] of [
      [client, inner],
      [inner, client],
    ])
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
  });
  listener.on('error', ({ message }) => {
    process.stderr.write(`The container's address ${address} cannot be used: ${message}\n`);
    server.kill('SIGTERM');
  });
  listener.listen(listenPort, address);
}
