// A request that stays open: a body that never ends, an answer that does not end, or one that the client reads later.
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';

export interface Hold {
  method: string;
  headers: Record<string, string>;
  ca?: string | undefined;
  /** The address of this computer that the client has. */
  from?: string | undefined;
  /** The whole body; null: none. */
  body?: string | null;
  /** The first bytes of a body that never ends. */
  begin?: Buffer;
  /** Reads nothing of the answer until `rest` is called. */
  isPaused?: boolean;
}

export interface HeldRequest {
  readonly closed: Promise<void>;
  /** The text of the answer so far. */
  text(): string;
  /** Reads what is there. How many bytes of the body came. */
  rest(): Promise<number>;
}

/** Resolves once the answer has begun, or the first bytes of an endless body were written. */
export function holdRequest(url: string, given: Hold): Promise<HeldRequest> {
  const { method, headers, ca, from, body = null, begin, isPaused = false } = given;
  return new Promise((resolve, reject) => {
    const open = url.startsWith('https:') ? requestSecure : requestPlain;
    const closed = Promise.withResolvers<void>();
    const chunks: Buffer[] = [];
    const sizeOf = (): number => chunks.reduce((sum, { length }) => sum + length, 0);
    let read: () => void = () => undefined;
    const held: HeldRequest = {
      closed: closed.promise,
      text: () => Buffer.concat(chunks).toString('utf8'),
      rest: () => (read(), closed.promise.then(sizeOf)),
    };
    const sent = open(url, { method, headers, ca, localAddress: from, agent: false }, (response) => {
      response.on('error', () => undefined);
      read = () => response.on('data', (chunk: Buffer) => chunks.push(chunk));
      if (!isPaused) read();
      if (!begin) resolve(held);
    });
    sent.once('error', reject).once('close', closed.resolve);
    if (begin) sent.write(begin, () => resolve(held));
    else sent.end(body ?? undefined);
  });
}
