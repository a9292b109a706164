// Downloads a file: GET /api/files/{file_id}, whole or in parts.
import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../../../../src-shared/errors.ts';
import { fileOf } from '../../domain/files/commands.ts';
import type { HttpDeps } from '../app.ts';
import type { Asked } from '../endpoints.ts';
import { etagOf, fileHeaders } from './file-headers.ts';
import { sendFile } from './send-file.ts';

export async function download(
  { core, uploads, log }: HttpDeps,
  { c, actor, request }: Asked<'fetch_file' | 'fetch_named_file'>,
): Promise<Response> {
  const file = await fileOf(core, actor, request.file_id);
  const headers = fileHeaders(file, { isDownload: request.download !== undefined });
  const opens = (): Promise<FileHandle> => opened(uploads.blobs.pathOf(file.sha256));
  return sendFile(c, { size: file.size, etag: etagOf(file), headers, open: opens }, log);
}

/** A content that is gone from the disk by other hands is gone, and no failure to be looked into each time. */
async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw new AppError('file_not_found', 'The content of that file is not on the disk any more.', { cause: error });
  }
}
