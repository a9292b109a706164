// Downloads a file: GET /api/files/{file_id}, whole or in parts.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../../src-shared/errors.ts';
import { fileOf } from '../../domain/files/commands.ts';
import type { HttpDeps } from '../app.ts';
import type { Asked } from '../endpoints.ts';
import { problemResponse } from '../problems.ts';
import { etagOf, fileHeaders } from './file-headers.ts';
import { partOf } from './ranges.ts';

export async function download(
  { core, uploads, log }: HttpDeps,
  { c, actor, request }: Asked<'fetch_file' | 'fetch_named_file'>,
): Promise<Response> {
  const file = await fileOf(core, actor, request.file_id);
  const headers = fileHeaders(file, { isDownload: request.download !== undefined });
  const { outgoing } = c.env;
  if (isKnown(c.req.header('if-none-match'), file.sha256)) return c.body(null, 304, headers);

  const isResumable = [undefined, etagOf(file)].includes(c.req.header('if-range'));
  const part = isResumable ? partOf(c.req.header('range'), file.size) : null;
  if (part === 'none') return unsatisfiable(file.size);
  const { first, last } = part ?? { first: 0, last: file.size - 1 };
  const status = part ? 206 : 200;
  headers['content-length'] = String(last - first + 1);
  if (part) headers['content-range'] = `bytes ${first}-${last}/${file.size}`;
  if (c.req.method === 'HEAD') return c.body(null, status, headers);

  const handle = await opened(uploads.blobs.pathOf(file.sha256));
  outgoing.writeHead(status, headers);
  send(handle, outgoing, { start: first, end: last }).catch((error: unknown) => {
    // A client that stops reading closes the connection. That is no error of the server.
    if (!outgoing.destroyed) log('A file could not be sent', error);
    outgoing.destroy();
  });
  return RESPONSE_ALREADY_SENT;
}

async function send(handle: FileHandle, outgoing: ServerResponse, { start, end }: { start: number; end: number }): Promise<void> {
  if (end < start) {
    await handle.close();
    outgoing.end();
    return;
  }
  // The stream closes the handle when it ends, and when it is given up.
  await pipeline(createReadStream('', { fd: handle, start, end }), outgoing);
}

/** A content that is gone from the disk by other hands is gone, and no failure to be looked into each time. */
async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw new AppError('file_not_found', 'The content of that file is not on the disk any more.', { cause: error });
  }
}

function unsatisfiable(size: number): Response {
  const refusal = problemResponse(new AppError('range_not_satisfiable'));
  refusal.headers.set('content-range', `bytes */${size}`);
  return refusal;
}

/** If-None-Match: a list of tags, weak ones too (RFC 9110, 13.1.2). */
function isKnown(has: string | undefined, sha256: string): boolean {
  return has !== undefined && has.split(',').some((each) => each.trim().replace(/^W\//, '') === `"${sha256}"` || each.trim() === '*');
}
