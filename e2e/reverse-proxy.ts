// A reverse proxy as people run one before the server: it keeps Host, adds the client's address, and passes WebSockets on.
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';

export interface ReverseProxy {
  /** Everything that it passes on, by the client's address. */
  readonly seen: string[];
  close(): Promise<void>;
}

/** A port of this computer, or a Unix socket. */
export type Target = number | { path: string; headers: (incoming: IncomingMessage) => Record<string, string> };

/** Listens at this address, with TLS when it has a certificate, and forwards to that target. */
export async function startProxy(
  at: { host: string; port: number },
  target: Target,
  certificate: { key: string; cert: string } | null = null,
): Promise<ReverseProxy> {
  const seen: string[] = [];
  const open = new Set<Socket>();
  const headersOf = (incoming: IncomingMessage): NodeJS.Dict<string | string[]> => ({
    ...incoming.headers,
    'x-forwarded-for': [incoming.headers['x-forwarded-for'], incoming.socket.remoteAddress].flat().filter(Boolean).join(', '),
    ...(typeof target === 'number' ? {} : target.headers(incoming)),
  });
  const place = typeof target === 'number' ? { port: target, host: '127.0.0.1' } : { socketPath: target.path };
  const forward: RequestListener = (incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    const passed = request({ ...place, method: incoming.method, path: incoming.url, headers: headersOf(incoming) });
    passed.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.once('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end('Bad gateway')));
    incoming.pipe(passed);
  };
  const server = certificate ? createTlsServer(certificate, forward) : createServer(forward);
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('upgrade', (incoming, socket, head) => {
    const passed = connect(typeof target === 'number' ? { port: target, host: '127.0.0.1' } : { path: target.path }, () => {
      const lines = Object.entries(headersOf(incoming)).flatMap(([name, value]) => [value].flat().map((each) => `${name}: ${each}`));
      passed.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      passed.write(head);
      passed.pipe(socket).pipe(passed);
    });
    for (const [end, other] of [[passed, socket] as const, [socket, passed] as const]) {
      end.on('error', () => other.destroy());
      end.once('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  return {
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
