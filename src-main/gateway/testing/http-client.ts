// One raw HTTP request: every header can be set, also those that a browser reserves for itself.
import { request as requestPlain, type IncomingHttpHeaders } from 'node:http';
import { request as requestSecure } from 'node:https';

export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  /** A string and bytes are sent as they are; anything else as JSON. */
  body?: unknown;
  /** The address of this computer that the client has. */
  from?: string;
  /** The authority that the client trusts, as PEM. */
  ca?: string | undefined;
  /** The name that the client asks for in TLS; the default is the one of the address. */
  servername?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  bytes: Buffer;
  /** The body as JSON, for assertions. */
  json(): unknown;
  /** A string field of it, by its path: `code`, `invite.id`. Throws when there is none. */
  field(path: string): string;
}

export function ask(url: string, { method = 'GET', headers = {}, body, from, ca, servername }: Ask = {}): Promise<Answer> {
  const isJson = body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body);
  const content = isJson ? JSON.stringify(body) : body;
  const own = isJson ? { 'content-type': 'application/json', ...headers } : headers;
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? requestSecure : requestPlain;
    const sent = request(url, { method, headers: own, agent: false, localAddress: from, ca, servername }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => resolve(answerOf(response.statusCode ?? 0, response.headers, Buffer.concat(chunks))));
    });
    sent.once('error', reject);
    // As bytes: Node would write the headers in the encoding of a text.
    sent.end(typeof content === 'string' ? Buffer.from(content) : content);
  });
}

export function answerOf(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Answer {
  const text = bytes.toString('utf8');
  const json = (): unknown => JSON.parse(text);
  return {
    status,
    headers,
    text,
    bytes,
    json,
    field(path) {
      const found = path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), json());
      if (typeof found !== 'string') throw new Error(`${status}: no ${path} in ${text.slice(0, 500)}`);
      return found;
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
