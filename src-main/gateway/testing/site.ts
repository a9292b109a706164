// A web site, as well or as badly made as a test wants it to be.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { newId } from '../../../src-shared/ids.ts';

export interface SiteRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

export type Respond = (response: ServerResponse, request: SiteRequest) => void;

export interface Site {
  /** `http://127.0.0.1:port`, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly SiteRequest[];
  /** The paths that were requested, in order. */
  paths(): string[];
  /** The responses by path; every other path is not found. */
  readonly pages: Map<string, Respond>;
  /** Adds a page with these facts, and a title. Returns its address. */
  article(facts?: Readonly<Record<string, string>>): string;
  close(): Promise<void>;
}

export async function startSite(pages: Readonly<Record<string, Respond>> = {}): Promise<Site> {
  const requests: SiteRequest[] = [];
  const known = new Map(Object.entries(pages));
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    const request = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers };
    requests.push(request);
    response.on('error', () => response.destroy());
    const respond = known.get(request.path);
    if (respond) respond(response, request);
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<title>Not found</title>');
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    paths: () => requests.map(({ path }) => path),
    pages: known,
    article(facts = {}) {
      const path = `/${newId()}`;
      known.set(path, article({ title: `Page ${path}`, ...facts }));
      return `http://127.0.0.1:${port}${path}`;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export function html(page: string, headers: Record<string, string> = {}): Respond {
  return (response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(page);
}

/** A page with these tags. `facts`: as `og:title`. */
export function article(facts: Readonly<Record<string, string>>): Respond {
  const tags = Object.entries(facts).map(([name, content]) => `<meta property="og:${name}" content="${content}">`);
  return html(`<!doctype html><html><head>${tags.join('')}</head><body></body></html>`);
}

export function bytes(body: Buffer, type = 'image/png'): Respond {
  return (response) => response.writeHead(200, { 'content-type': type }).end(body);
}

export function redirect(location: string, status = 302): Respond {
  return (response) => response.writeHead(status, { location, 'set-cookie': 'seen=1' }).end();
}
