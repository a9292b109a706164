// Sends a file of the disk, whole or the part that Range asks for. It is streamed: a large one takes no more memory than a small one.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../../src-shared/errors.ts';
import type { HttpContext } from '../env.ts';
import { problemResponse } from '../problems.ts';
import { partOf } from './ranges.ts';

interface SentFile {
  size: number;
  etag: string;
  headers: Record<string, string>;
  open(): Promise<FileHandle>;
}

export async function sendFile(c: HttpContext, { size, etag, headers, open }: SentFile, log: Log): Promise<Response> {
  const { outgoing } = c.env;
  if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  const isResumable = [undefined, etag].includes(c.req.header('if-range'));
  const part = isResumable ? partOf(c.req.header('range'), size) : null;
  if (part === 'none') return unsatisfiable(size);
  const { first, last } = part ?? { first: 0, last: size - 1 };
  const status = part ? 206 : 200;
  const all = {
    ...headers,
    'content-length': String(last - first + 1),
    ...(part && { 'content-range': `bytes ${first}-${last}/${size}` }),
  };
  if (c.req.method === 'HEAD') return c.body(null, status, all);

  const handle = await open();
  outgoing.writeHead(status, all);
  send(handle, outgoing, { start: first, end: last }).catch((error: unknown) => {
    // A client that stops reading closes the connection. That is no error of the server.
    if (!outgoing.destroyed) log('A file could not be sent', error);
    outgoing.destroy();
  });
  return RESPONSE_ALREADY_SENT;
}

type Log = (message: string, error: unknown) => void;

async function send(handle: FileHandle, outgoing: ServerResponse, { start, end }: { start: number; end: number }): Promise<void> {
  if (end < start) {
    await handle.close();
    outgoing.end();
    return;
  }
  // The stream closes the handle when it ends, and when it is given up.
  await pipeline(createReadStream('', { fd: handle, start, end }), outgoing);
}

function unsatisfiable(size: number): Response {
  const refusal = problemResponse(new AppError('range_not_satisfiable'));
  refusal.headers.set('content-range', `bytes */${size}`);
  return refusal;
}

/** If-None-Match: a list of tags, weak ones too (RFC 9110, 13.1.2). */
function isKnown(has: string | undefined, etag: string): boolean {
  return has !== undefined && has.split(',').some((each) => each.trim().replace(/^W\//, '') === etag || each.trim() === '*');
}
